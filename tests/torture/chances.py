"""Attempts with seed after seed, each of which has to end in an answer, and soon."""

from __future__ import annotations

import random
import traceback
from collections.abc import Callable
from pathlib import Path

from kg.build.patience import TooLong, within
from kg.errors import KgError
from torture.registry import Form, Outcome

# A busy machine takes several times as long as an idle one.
_SECONDS = 20.0


def tried(form: Form, attempt: Callable[[random.Random], object]) -> Outcome:
    """Attempt something with seed after seed: a KgError is an answer, a traceback or a hang is not."""
    failures: list[str] = []
    seed = 0
    while form.wants_more_than(seed):
        seed += 1
        try:
            with within(_SECONDS):
                attempt(random.Random(seed))
        except KgError:
            continue
        except TooLong:
            failures.append(f"seed {seed}: takes longer than {_SECONDS:g} s")
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(last.filename).name}:{last.lineno}"
            failures.append(f"seed {seed}: {type(error).__name__}: {error} ({place})")
    return Outcome(tried=seed, failures=tuple(failures))
