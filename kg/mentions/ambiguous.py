"""Names that are also words: 小米 is a company and a grain, 大众 a car maker and the public.

For each such name the lexicon lists what tells the word from the name. A word that holds the name (移动支付) settles
the place; otherwise the signs of both readings in the sentence are counted, and where it has none, those in the
whole article. Where nothing tells, the tagger's opinion stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from kg.errors import LexiconError
from kg.lexicon import Lexicon, LexiconEntry
from kg.model import Mention, Span

FILE = "ambiguous.tsv"
HEADER = "name\tid\tword\tentity"
_SENTENCE = re.compile(r"[^。！？\n]+")
_TOLD_CONFIDENCE = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class AmbiguousName:
    """A name, the entity that it may stand for, and the signs of either reading."""

    name: str
    entry: LexiconEntry
    words: tuple[str, ...]
    signs: tuple[str, ...]

    def told(self, text: str) -> int:
        """How many more signs of the entity than of the word a text has."""
        rest = text.replace(self.name, "\0")
        return sum(sign in rest for sign in self.signs) - sum(word in rest for word in self.words)


class Reading(NamedTuple):
    """A place of an ambiguous name, and whether it is the entity (True), the word (False) or not told (None)."""

    start: int
    end: int
    of: AmbiguousName
    is_name: bool | None


class AmbiguousNames:
    """The names of a file ``ambiguous.tsv``: name, id of the entity, signs of the word, signs of the entity."""

    def __init__(self, names: Iterable[AmbiguousName]) -> None:
        self._names = tuple(names)

    @classmethod
    def load(cls, path: Path, lexicon: Lexicon) -> AmbiguousNames:
        """From a file, none where there is no file; signs are split by ``|``.

        Raises:
            LexiconError: a line is broken, or names an entity that the lexicon has not.
        """
        if not path.exists():
            return cls(())
        lines = path.read_text("utf8").splitlines()
        if lines[:1] != [HEADER]:
            raise LexiconError(f"{path.name}: its first line is not {HEADER!r}: put it there")
        return cls(
            _read(line, lexicon, f"{path.name}, line {at}") for at, line in enumerate(lines[1:], start=2)
        )

    def __len__(self) -> int:
        return len(self._names)

    def readings(self, text: str) -> Iterator[Reading]:
        """Every place of an ambiguous name in a text, in no order."""
        for name in self._names:
            if name.name not in text:
                continue
            in_article = name.told(text)
            for sentence in _SENTENCE.finditer(text):
                if name.name in sentence.group():
                    yield from _readings(name, sentence.group(), sentence.start(), in_article)

    def tell(self, text: str, tagged: Iterable[Mention]) -> list[Mention]:
        """The tagger's mentions without the words, with names that it missed, and with the entities' ids."""
        found = list(tagged)
        for start, end, name, is_name in self.readings(text):
            here = [one for one in found if one.span.start < end and start < one.span.end]
            if is_name is False:
                found = [one for one in found if one not in here or not _is_word(one, name)]
            elif is_name and not here:
                found.append(_mention(start, end, name))
            else:
                same = [one for one in here if one.surface == name.name and one.type == name.entry.type]
                found = [replace(one, entity=name.entry.id) if one in same else one for one in found]
        return found


def _readings(name: AmbiguousName, sentence: str, offset: int, in_article: int) -> Iterator[Reading]:
    within = [
        match.span()
        for word in name.words
        if name.name in word
        for match in re.finditer(re.escape(word), sentence)
    ]
    told = name.told(sentence) or in_article
    for match in re.finditer(re.escape(name.name), sentence):
        start, end = match.span()
        is_word = any(a <= start and end <= b for a, b in within)
        is_name = False if is_word else None if told == 0 else told > 0
        yield Reading(offset + start, offset + end, name, is_name)


def _is_word(mention: Mention, name: AmbiguousName) -> bool:
    """Whether a mention is no more than the word: the name itself, or the name with a sign of the word."""
    rest: Sequence[str] = mention.surface.split(name.name)
    return mention.surface in name.words or all(not part or part in name.words for part in rest)


def _mention(start: int, end: int, name: AmbiguousName) -> Mention:
    return Mention(
        span=Span(start, end),
        surface=name.name,
        type=name.entry.type,
        source="lexicon",
        confidence=_TOLD_CONFIDENCE,
        entity=name.entry.id,
    )


def _read(line: str, lexicon: Lexicon, where: str) -> AmbiguousName:
    cells = line.split("\t")
    if len(cells) != len(HEADER.split("\t")):
        raise LexiconError(f"{where}: {len(cells)} columns: write name, id, word, entity, split by tabs")
    name, entry, words, signs = cells
    if entry not in lexicon:
        raise LexiconError(f"{where}: no entity {entry!r}: write an id that the lexicon has")
    return AmbiguousName(
        name=name,
        entry=lexicon.entries[entry],
        words=tuple(filter(None, words.split("|"))),
        signs=tuple(filter(None, signs.split("|"))),
    )
