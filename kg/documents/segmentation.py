"""Titles or subheads: the headings between two section heads, told apart by weighing what speaks for each.

Nothing in a digest's plain text need mark a title. But articles have a shape: a title, then either one piece
of text, or a lead and two or more parts under subheads, the lead shorter than the parts; titles are set in a
style of their own; news says when it happened in its first sentence; the parts of an article repeat its rare
words, the next article does not. Each reading of the headings is scored as a whole, and the best one is found
by dynamic programming.

The weights are log-odds in spirit, set by hand: 1 is a hint, 3 decides unless much else speaks against it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.documents.lines import width
from kg.documents.markers import markers

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]+")
_MOST_PARTS = 24  # an article with more subheads than this is not in a digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading with the text below it. ``is_title`` is None where the layout has not decided.

    ``hint`` sums up what the heading's own look says: above zero for a title.
    """

    heading: str
    text: str
    hint: float = 0.0
    is_title: bool | None = None
    grams: frozenset[str] = field(default=frozenset())


def grams(text: str) -> frozenset[str]:
    """The words of a text, as far as no dictionary is needed: pairs, triples of characters, Latin words."""
    found = {word.lower() for word in _LATIN.findall(text)}
    for run in _CHINESE.findall(text):
        for size in (2, 3):
            found.update(run[i : i + size] for i in range(len(run) - size + 1))
    return frozenset(found)


class Rarity:
    """How much it tells that two texts share a word: more, the fewer blocks of the document have it."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        counts = Counter(gram for block in blocks for gram in block.grams)
        total = max(len(blocks), 2)
        self._weights = {gram: math.log(total / count) for gram, count in counts.items()}

    def shared(self, text: frozenset[str], before: frozenset[str]) -> float:
        """The share of a text's weight that stood in the text before, from 0 to 1."""
        everything = sum(self._weights[gram] for gram in text)
        return sum(self._weights[gram] for gram in text & before) / everything if everything else 0.0


def titles(blocks: Sequence[Block], rarity: Rarity) -> set[int]:
    """The indices of the blocks that open an article; the first one always does."""
    best = [0.0] + [-math.inf] * len(blocks)
    opened_by = [0] * (len(blocks) + 1)
    for start in range(len(blocks)):
        for end, score in _articles_from(blocks, start, rarity):
            if best[start] + score > best[end]:
                best[end], opened_by[end] = best[start] + score, start
    found, end = set(), len(blocks)
    while end > 0:
        end = opened_by[end]
        found.add(end)
    return found


def _articles_from(blocks: Sequence[Block], start: int, rarity: Rarity) -> list[tuple[int, float]]:
    """Each end that an article opened by ``start`` may have, with that article's score."""
    head = blocks[start]
    if start > 0 and head.is_title is False:
        return []
    score = 0.0 if start == 0 or head.is_title else _title_score(head)
    scores = [(start + 1, score)]
    seen, length, papers = head.grams, len(head.text), _papers(head)
    for index in range(start + 1, min(start + 1 + _MOST_PARTS, len(blocks))):
        part = blocks[index]
        if part.is_title:
            break
        if part.is_title is None:
            score += _cohesion(rarity.shared(part.grams, seen), length, len(part.text))
            score += _same_paper(papers, _papers(part))
            score -= 0.5 * (
                width(part.heading) > 1.3 * width(head.heading)
            )  # subheads are shorter than titles
        scores.append((index + 1, score + _shape(blocks[start : index + 1])))
        seen, length, papers = seen | part.grams, length + len(part.text), papers | _papers(part)
    return scores


def _title_score(block: Block) -> float:
    """A heading is rather a subhead if nothing else is known; the shorter, the more."""
    cells = width(block.heading)
    by_length = -2.0 if cells < 16 else -0.7 if cells < 20 else 0.5 if cells >= 30 else 0.0
    return block.hint + by_length - 0.5


def _cohesion(shared: float, before: int, length: int) -> float:
    """For a part that repeats the article's words as parts do, against one that does not.

    In news digests a part shares about 2% of its rare words with its article, and 4.5% more with each 1,000
    characters of it that came before; a new article shares half of that.
    """
    if not length or not before:
        return 0.0
    expected = 0.02 + 0.045 * before / 1000
    return max(-1.8, min(1.0, 1.4 * math.log(max(shared, 1e-4) / (0.65 * expected))))


def _papers(block: Block) -> frozenset[str]:
    """The papers whose reporters speak, by their last four characters: what precedes may not be the name."""
    return frozenset(match[1].strip("《》")[-4:] for match in markers().press.finditer(block.text))


def _same_paper(before: frozenset[str], here: frozenset[str]) -> float:
    if not before or not here:
        return 0.0
    return 1.5 if before & here else -2.5


def _shape(blocks: Sequence[Block]) -> float:
    """A lone subhead is odd, a heading without text at the end more so; a lead is shorter than the parts."""
    if not blocks[-1].text:
        return -4.0
    if len(blocks) == 2:
        return -1.2
    lead, parts = blocks[0], [block for block in blocks[1:] if block.text]
    mean = sum(len(block.text) for block in parts) / len(parts)
    stacked = (
        len(blocks) - 1 - len(parts)
    )  # 数字新基建 / 协同建设超前部署: all subheads of an article, or none
    return (0.8 if len(lead.text) < mean else -1.0) - (2.0 if 0 < stacked < len(parts) else 0.0)
