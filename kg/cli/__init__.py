"""The command line. Each command lies in a module of its own that is loaded when the command is called.

stdout is data, stderr is talk. Exit status: 0 done; 1 found problems, or found nothing; 2 usage, or
something else that the user can mend, told in one line.
"""

from __future__ import annotations

from kg.cli.commands import main, root

__all__ = ["main", "root"]
