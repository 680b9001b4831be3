"""What can be seen of two entities in one sentence: the features of the relation scorer.

All features of list members are taken at the edges of the list, so that the third investor of three looks like
the first. Words of names are masked by their types: what counts is the sentence, not who stands in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import pairwise

from kg.facts.context import CLAUSE, Context
from kg.facts.pairs import Pair
from kg.facts.units import Place

PREPOSITIONS = frozenset("由被向与和对为在从于把将以据让给同跟")
GAP_SIZES = (0, 2, 5, 12, 30)
CONTENT = re.compile(r"[\u3400-\u9fffA-Za-z]")


def features(context: Context, pair: Pair, counts: Mapping[str, int], rules: Iterable[str] = ()) -> list[str]:
    """The features of a pair, as strings; ``counts`` tells how often the article names each entity.

    ``rules`` are the rules that found the pair, each with its direction.
    """
    scene = context.scene
    first, second = scene.places[pair.a], scene.places[pair.b]
    unit_a, unit_b = scene.units[scene.unit_of[pair.a]], scene.units[scene.unit_of[pair.b]]
    types = f"{first.type}|{second.type}"
    found = ["bias", f"T={types}"]
    for rule in rules:
        found += [f"rule={rule}", f"rule.of={rule.split('/')[0]}{rule[-1]}"]
    found += _names(first, second, types)
    found += _standing(context, pair, types, counts)
    if kin := first.kin(second):
        found += [f"kin={kin}|{types}", f"kin={kin}"]
    if unit_a is unit_b:
        joint = unit_a.joints[0] if len(unit_a.joints) == 1 else "、"
        found += [f"list|{types}", f"list={joint}|{types}", f"list.n={min(len(unit_a.places), 4)}"]
        edge_a, edge_b = unit_a.start, unit_a.end
        found += [f"L.after={word}" for word, _ in context.words_after(edge_b, 4)]
        found += [f"L.before={word}" for word, _ in context.words_before(edge_a, 3)]
        found += [f"L.cue={cue}|{_side(unit_a.start, unit_a.end, start)}" for start, _, cue in context.cues]
        return found
    if second.start < first.end:
        tail = scene.text[second.end : first.end]
        where = "start" if second.start == first.start else "inside"
        return [
            *found,
            f"nested={where}|{types}",
            f"nested.tail={tail[-2:]}|{types}",
            f"nested.name={second.surface}|{types}",
        ]
    found += _between(context, unit_a.end, unit_b.start, types)
    found += _around(context, unit_a.start, unit_b.end, types)
    found += _attachments(context, pair, types)
    found += _cues(context, unit_a.start, unit_a.end, unit_b.start, unit_b.end, types)
    found += [f"lists={len(unit_a.places) > 1}{len(unit_b.places) > 1}|{types}"]
    return found


def _names(first: Place, second: Place, types: str) -> list[str]:
    return [
        f"a.tail={first.surface[-2:]}|{types}",
        f"b.tail={second.surface[-2:]}|{types}",
        f"via={first.via}+{second.via}",
        f"via={first.via}+{second.via}|{types}",
        f"a.word={first.surface}" if first.via == "pronoun" else f"a.via={first.via}",
        f"b.word={second.surface}" if second.via == "pronoun" else f"b.via={second.via}",
    ]


def _standing(context: Context, pair: Pair, types: str, counts: Mapping[str, int]) -> list[str]:
    """How prominent the two are in their sentence and article."""
    scene = context.scene
    first, second = scene.places[pair.a], scene.places[pair.b]
    between = scene.places[pair.a + 1 : pair.b]
    same_a = sum(place.type == first.type and place.via == "name" for place in between)
    same_b = sum(place.type == second.type and place.via == "name" for place in between)
    is_first = context.first_of_type[first.type] == pair.a
    clause = context.clause(second.start) - context.clause(first.start)
    return [
        f"heading={scene.sentence.is_heading}|{types}",
        f"first={pair.a == 0}{is_first}|{types}",
        f"main={first.entity == context.main}{second.entity == context.main}|{types}",
        f"count={min(counts.get(first.entity, 0), 4)}{min(counts.get(second.entity, 0), 4)}|{types}",
        f"sameA={min(same_a, 3)}|{types}",
        f"sameB={min(same_b, 3)}|{types}",
        f"same={min(same_a, 2)}{min(same_b, 2)}",
        f"clauses={min(clause, 4)}|{types}",
        f"clauses={min(clause, 4)}",
    ]


def _between(context: Context, start: int, end: int, types: str) -> list[str]:
    scene = context.scene
    gap = scene.text[start:end]
    size = len(gap)
    bucket = bisect_left(GAP_SIZES, size)
    found = [f"gap={bucket}|{types}"]
    words = context.words_between(start, end)
    content = [(word, tag) for word, tag in words if CONTENT.match(word)]
    if size <= 8:
        found += [f"gap={gap}|{types}", f"gap={gap}"]
    names = [word for word, _ in content]
    found += [f"w={word}" for word in dict.fromkeys(names)]
    found += [f"w={word}|{types}" for word in dict.fromkeys(names)]
    found += [f"w2={x}_{y}" for x, y in pairwise(names)]
    if words:
        found += [f"gap.first={words[0][0]}|{types}", f"gap.last={words[-1][0]}|{types}"]
        found.append(f"gap.ends={words[0][0]}_{words[-1][0]}|{types}")
        found += [f"gap.last2={'_'.join(word for word, _ in words[-2:])}|{types}"]
    verbs = [word for word, tag in content if tag.startswith("v")]
    if verbs:
        found += [
            f"verb.first={verbs[0]}|{types}",
            f"verb.last={verbs[-1]}|{types}",
            f"verb.n={min(len(verbs), 3)}",
        ]
        if len(verbs) == 1:
            found.append(f"verb.only={verbs[0]}|{types}")
    else:
        found.append(f"verb.none|{types}")
    if "的" in gap:
        found.append(f"gap.de|{types}")
    return found


def _around(context: Context, start: int, end: int, types: str) -> list[str]:
    before = context.words_before(start, 3)
    after = context.words_after(end, 5)
    found = [f"pre={word}|{types}" for word, _ in before[-1:]]
    found += [f"pre2={'_'.join(word for word, _ in before[-2:])}|{types}"]
    found += [f"post={word}|{types}" for word, _ in after[:1]]
    found += [f"post2={'_'.join(word for word, _ in after[:2])}|{types}"]
    for word, tag in after:
        if word in "，。；！？":
            break
        if tag.startswith("v") or tag == "n":
            found += [f"right={word}|{types}", f"right={word}"]
    for word, tag in context.words_before(start, 6):
        if tag.startswith("v"):
            found.append(f"left={word}|{types}")
    text = context.scene.text
    if start > 0 and text[start - 1] in PREPOSITIONS:
        found.append(f"a.prep={text[start - 1]}|{types}")
        found += [f"a.prep={text[start - 1]}+{word}" for word, tag in after[:3] if tag.startswith("v")]
    return found


def _cues(context: Context, a: int, a_end: int, b: int, b_end: int, types: str) -> list[str]:
    """Cue words of relations, with where they stand to the two and how many names lie in between."""
    found = []
    for start, end, cue in context.cues:
        side = _side_of_two(a, a_end, b, b_end, start)
        found.append(f"cue={cue}|{side}|{types}")
        if side == "mid":
            nearest = context.scene.text[end:b]
            found.append(
                f"cue.mid={cue}|{bool(CLAUSE.search(nearest))}{bool(CLAUSE.search(context.scene.text[a_end:start]))}"
            )
        elif side == "right" and start - b_end < 8:
            found.append(f"cue.near={cue}|right")
    return found


def _attachments(context: Context, pair: Pair, types: str) -> list[str]:
    """For each cue near the two: from which side, and how directly, each of them attaches to it."""
    scene = context.scene
    first, second = scene.places[pair.a], scene.places[pair.b]
    text = scene.text
    prep_a = text[first.start - 1] if first.start and text[first.start - 1] in PREPOSITIONS else "-"
    prep_b = text[second.start - 1] if second.start and text[second.start - 1] in PREPOSITIONS else "-"
    clause_a, clause_b = context.clause(first.start), context.clause(second.start)
    found = []
    for start, end, cue in context.cues:
        clause = context.clause(start)
        if clause not in (clause_a, clause_b):
            continue
        ranks = f"{context.rank(pair.a, start, end)}{context.rank(pair.b, start, end)}"
        same = f"{clause == clause_a:d}{clause == clause_b:d}"
        found += [
            f"at={cue}|{ranks}|{types}",
            f"at={cue}|{ranks}|{same}",
            f"at={cue}|{ranks}|{prep_a}{prep_b}",
            f"at={text[start:end]}|{ranks}",
            f"at={text[start:end]}|{ranks}|{types}",
        ]
    return list(dict.fromkeys(found))


def _side(a: int, b: int, at: int) -> str:
    return "left" if at < a else "right" if at >= b else "in"


def _side_of_two(a: int, a_end: int, b: int, b_end: int, at: int) -> str:
    if at < a:
        return "left"
    if at >= b_end:
        return "right"
    return "mid" if a_end <= at < b else "in"
