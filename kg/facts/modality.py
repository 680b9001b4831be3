"""How a fact is stated: the features by which the modality model tells plans, denials and rumours."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.facts.candidates import Candidate
from kg.facts.cues import Cue
from kg.facts.units import Scene

_CLAUSE = re.compile(r"[，；：。！？\n]")


def modality_features(scene: Scene, candidate: Candidate, cues: Sequence[Cue]) -> list[str]:
    """Each cue word with where it stands to the two names, by word and by group."""
    first, second = scene.places[candidate.seen.pair.a], scene.places[candidate.seen.pair.b]
    commas = [match.start() for match in _CLAUSE.finditer(scene.text)]

    clause_a, clause_b = bisect_left(commas, first.start), bisect_left(commas, second.start)
    found = ["bias", f"relation={candidate.relation}", f"heading={scene.sentence.is_heading}"]
    for start, end, group in cues:
        at = bisect_left(commas, start)
        if first.end <= start < second.start:
            place = "between"
        elif at == clause_a and start < first.start:
            place = "before"
        elif at == clause_b and start >= second.end:
            place = "after"
        elif at in (clause_a, clause_b):
            place = "same"
        else:
            place = "earlier" if start < first.start else "later"
        word = scene.text[start:end]
        found += [
            f"{group}|{place}",
            f"{word}|{place}",
            f"{group}|{place}|{candidate.relation}",
            f"{word}|{place}|{candidate.relation}",
        ]
    return found
