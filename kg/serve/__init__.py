"""A graph served over HTTP: a SPARQL endpoint, an API and pages that work without any other server.

    application   routes, and what guards them
    guard         who may ask: host names, origins, tokens; what browsers are told to refuse
    protocol      requests and answers of the SPARQL 1.1 Protocol
    api, openapi  the answers of the commands as JSON, described
    pages         the pages to read, each with its twin in JSON; rendering, templates, marking, charts
    answers       what pages show, worked out from one state of the graph
    review        deciding in a browser what is the same and what is wrong
    workers       processes in which everything that touches the graph runs, so that it can be ended
    worker, jobs  what such a process does

Oxigraph's queries cannot be interrupted, and networkx's cannot either. A thread that runs one is lost until
it ends by itself, a process can be killed: so each graph query runs in one of a few processes, each of which
reads the graph by itself and is ended and replaced when time is up or its memory grows too much. The process
that listens never touches the graph and stays responsive.
"""

from kg.serve.settings import Settings

__all__ = ["Settings"]
