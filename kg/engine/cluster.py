"""Joining a Ray cluster, or starting one of this machine's cores."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import kg.errors
from kg.errors import KgError

# Shuffles hold ids only, and little else passes through the store of objects: this is plenty on one machine.
_OBJECTS = 200 * 2**20
_ERROR = re.compile(r"^[ \t]*kg\.errors\.(\w+): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Which Ray cluster, and how many workers extract. Without an address one is started on this machine."""

    address: str = ""
    workers: int = 1

    @contextmanager
    def joined(self) -> Iterator[Any]:
        """Ray Data, with the cluster joined."""
        ray = _ray()
        if ray.is_initialized():
            with _own_words():
                yield ray.data
            return
        own = {"num_cpus": max(2, self.workers), "object_store_memory": _OBJECTS, "include_dashboard": False}
        try:
            with _silence():
                ray.init(
                    address=self.address or "local",
                    log_to_driver=False,
                    logging_level=logging.ERROR,
                    **({} if self.address else own),
                )
        except Exception as error:  # Ray raises no narrower one where its own processes come up too slowly
            ray.shutdown()
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            cure = "check --address" if self.address else "try again when the machine is less busy"
            raise KgError(f"{self.address or 'ray'}: cannot be joined ({reason}): {cure}") from None
        try:
            with _own_words():
                yield ray.data
        finally:
            ray.shutdown()


def _ray() -> Any:
    # Ray's own words, on stderr, are of no use to whoever asked for a graph; its log files keep them.
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    try:
        import pyarrow.parquet  # noqa: F401 - without it Ray Data would end later and in more words
        import ray
        import ray.data
    except ImportError as error:
        raise KgError(
            f"--engine ray: {error.name} is not installed: run pip install 'industry-kg[ray]'"
        ) from None
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    return ray


@contextmanager
def _own_words() -> Iterator[None]:
    """What a user can mend is told in kg's words, though it happened on another machine.

    Ray brings the error as a traceback in a text; ours are in one line of it.
    """
    try:
        yield
    except Exception as error:
        if not isinstance(error, KgError) and (told := _ERROR.search(str(error))):
            kind = getattr(kg.errors, told[1], KgError)
            raise kind(told[2].strip()) from None
        raise


@contextmanager
def _silence() -> Iterator[None]:
    """Nothing on stderr meanwhile, also of what is not Python; errors are raised all the same."""
    sys.stderr.flush()
    kept_, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept_, 2)
        os.close(kept_)
        os.close(nowhere)
