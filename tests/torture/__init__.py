"""Faults done to kg on purpose, counted: ``make torture`` writes the table of docs/reliability.md.

An experiment is a function of a module here, registered with ``@experiment``: it does one kind of fault a number
of times and says what did not survive. Its short form runs with the tests, its long form by ``make torture``.
"""
