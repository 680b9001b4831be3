"""What words beside the grammar do to what it read: those that only list, ask for the sentence, or tell 国内."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from kg.query.asking.question import Asked, Thing
from kg.query.asking.spheres import in_sphere


def listed(thing: Thing) -> Thing:
    """有几家，分别叫什么: those that were counted are to be told."""
    return thing.everywhere(lambda one: replace(one, counted=False))


def evidenced(asked: Asked | None, kinds: set[str]) -> Asked | None:
    """哪句话说A投资了B: the fact itself is asked for, not whether it is so."""
    return Asked.FACTS if asked is Asked.WHETHER and "evidence" in kinds else asked


def placed(thing: Thing, floating: Iterable[tuple[str, Any]]) -> tuple[Thing, tuple[str, ...]]:
    """The thing at home or abroad where it is so asked, and the words that the answer takes no account of."""
    aside = []
    for kind, word in floating:
        if kind in ("inside", "outside"):
            found = in_sphere(thing, is_home=kind == "inside")
            if found is None:
                aside.append(word)
            thing = found or thing
        elif kind == "aside":
            aside.append(word)
    return thing, tuple(dict.fromkeys(aside))
