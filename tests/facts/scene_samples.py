"""Scenes out of sentences whose names are marked: [隐翎科技] invests in [上海|Location], [公司~pronoun] …"""

from __future__ import annotations

import re

from kg.facts.units import Place, Scene, scene
from kg.model import Sentence, Span
from kg.vocab import EntityType

_MARKED = re.compile(r"\[([^\]|~=<]*)(?:\|([A-Za-z]+))?(?:~([a-z]+))?(?:=([^\]<]+))?(?:<([^\]]+))?\]")


def staged(marked: str, *, at: int = 0, is_heading: bool = False) -> Scene:
    """The scene of a marked sentence: [words|Type~via=entity<above], a company named by its words where not said."""
    text = ""
    places = []
    last = 0
    for match in _MARKED.finditer(marked):
        text += marked[last : match.start()]
        words, kind, via, entity, above = match.groups()
        places.append(
            Place(
                start=len(text),
                end=len(text) + len(words),
                entity=entity or words,
                type=EntityType(kind or "Company"),
                surface=words,
                via=via or "name",
                above=frozenset({above} if above else ()),
            )
        )
        text += words
        last = match.end()
    text += marked[last:]
    sentence = Sentence(text=text, span=Span(at, at + len(text)), paragraph=1, is_heading=is_heading)
    return scene(sentence, places)


def place(of: Scene, words: str) -> Place:
    """The place with these words."""
    (found,) = [one for one in of.places if one.surface == words]
    return found
