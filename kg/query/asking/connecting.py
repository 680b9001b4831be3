"""What connects two things: the facts of both, or else those that lead from one to the other in few steps."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.query.asking.dating import standing_lines
from kg.query.asking.question import Question
from kg.store import FactRow, View, value_of

# A thing in more facts than this says little about two others that share it (中国).
_HUB = 60
_LONGEST = 3
# From one supplier to the next, never back: a chain may be longer and still say something.
_LONGEST_CHAIN = 6


def connecting(view: View, question: Question) -> tuple[str, list[list[str]]]:
    """The query that found something, and the facts of each way, none of which is longer than needed."""
    text = ""
    for steps, turned in _attempts(question):
        text = _query(question, steps, turned=turned)
        ways = [[str(value_of(row[f"f{step}"])) for step in range(steps)] for row in view.select(text)]
        if ways:
            return text, ways
    return text, []


def _attempts(question: Question) -> Iterator[tuple[int, bool]]:
    """So many steps, and for a chain whether it leads from the second of the two to the first."""
    if question.by:
        yield from ((steps, turned) for steps in range(1, _LONGEST_CHAIN + 1) for turned in (False, True))
    else:
        yield from ((steps, False) for steps in range(1, _LONGEST + 1))


def way_label(steps: list[FactRow], question: Question) -> str:
    """The fact, if one connects the two, or the things that the way leads through."""
    first = steps[0]
    if len(steps) == 1:
        return f"{first.subject_label} {first.relation} {first.object_label}"
    forward = first.subject in question.thing.entities
    here = first.subject if forward else first.object
    labels = [first.subject_label if forward else first.object_label]
    for fact in steps:
        forward = fact.subject == here
        here = fact.object if forward else fact.subject
        labels.append(fact.object_label if forward else fact.subject_label)
    return " → ".join(labels)


def _query(question: Question, steps: int, *, turned: bool) -> str:
    assert question.other is not None
    starts, ends = (_iris(thing.entities) for thing in (question.thing, question.other))
    lines = [f"VALUES ?t0 {{ {starts} }}", f"VALUES ?t{steps} {{ {ends} }}"]
    for step in range(steps):
        here, there, fact = f"?t{step}", f"?t{step + 1}", f"?f{step}"
        pairs = [(here, there), (there, here)]
        if question.by:
            pairs = [pairs[turned]]
            told = ", ".join(f"ikg:{relation}" for relation in sorted(question.by))
            lines.append(f"{fact} rdf:predicate {here}p . FILTER({here}p IN ({told}))")
        either = (f"{fact} rdf:subject {one} ; rdf:object {other} ." for one, other in pairs)
        lines.append("{ " + " } UNION { ".join(either) + " }")
        lines.append(f"{fact} a ikg:Fact ; ikg:modality ?m{step} . FILTER(?m{step} != ikg:Negated)")
        lines += standing_lines(fact, question.as_of)
        if step:
            lines.append(f"FILTER({here} NOT IN ({', '.join((*starts.split(), *ends.split()))}))")
            lines.append(
                f"{{ SELECT {here} WHERE {{ ?h{step} rdf:subject|rdf:object {here} }}"
                f" GROUP BY {here} HAVING(COUNT(*) <= {_HUB}) }}"
            )
    if steps >= _LONGEST:
        inner = range(1, steps)
        lines += [f"FILTER(?t{one} != ?t{other})" for one in inner for other in inner if one < other]
    selected = " ".join(f"?f{step}" for step in range(steps))
    head, body = f"SELECT DISTINCT {selected} WHERE {{", [f"  {line}" for line in lines]
    return "\n".join([head, *body, "}", f"ORDER BY {selected} LIMIT 200"])


def _iris(entities: tuple[str, ...]) -> str:
    return " ".join(str(ox.NamedNode(iri)) for iri in entities)
