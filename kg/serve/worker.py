"""A process that reads the graph for the one that listens: a job in, an answer out, one after the other.

What it says goes over its standard output, so nothing else may be printed there.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable

from kg.errors import KgError, NotFoundError, QueryError, StoreError
from kg.parents import end_with
from kg.serve.answers.choosing import Several
from kg.serve.jobs import JOBS, in_json
from kg.serve.messages import READY, Job, Reply, read, refused, write
from kg.serve.negotiation import NotAcceptableError
from kg.serve.reader import Graph, Reader
from kg.serve.writer import Writer

# A query that sorts the product of everything with everything asks for more memory than there is; the
# process is ended then, not the machine's others.
_LEAST_MEMORY = 2 << 30
_SHARE_OF_MEMORY = 0.5


def main() -> None:
    """Answer jobs until the other side has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that listens
    _bound_memory()
    end_with(os.getppid())
    jobs = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    reader, writer = Reader(sys.argv[-1]), Writer(sys.argv[-1])
    while True:
        try:
            job = read(jobs)
            reply = _answered(job, reader, writer, lambda: write(answers, READY))
            write(answers, reply)
        except (EOFError, BrokenPipeError):
            writer.close()
            return


def _answered(job: Job, reader: Reader, writer: Writer, ready: Callable[[], None]) -> Reply:
    """What a job gives, or in which words it failed."""
    said = False
    try:
        task = JOBS[job.name]
        given: Graph | Writer = writer
        if not task.writes:
            given = reader.graph(generation=job.generation, parts=task.parts)
            task.prepared(given)
        said = True
        ready()
        return task.do(given, job.values)
    except Several as error:
        reply = in_json({"error": error.message, "candidates": error.candidates}, status=300)
    except NotFoundError as error:
        reply = refused(404, str(error))
    except QueryError as error:
        reply = refused(400, str(error))
    except NotAcceptableError as error:
        reply = refused(406, str(error))
    except (StoreError, MemoryError) as error:
        reply = refused(503, str(error) or "the answer takes too much memory: ask for less", Retry_After="2")
    except KgError as error:
        reply = refused(400, str(error))
    except Exception:
        traceback.print_exc()
        reply = refused(500, "this is a mistake of the server's own; its terminal tells more")
    if not said:
        ready()
    return reply


def _bound_memory() -> None:
    try:
        import resource

        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        bound = max(_LEAST_MEMORY, int(memory * _SHARE_OF_MEMORY))
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (bound, hard))
    except (ImportError, OSError, ValueError):
        return  # a system without such limits


if __name__ == "__main__":
    main()
