"""What connects two things: the facts of both, or else those that lead from one to the other in few steps."""

from __future__ import annotations

from kg.query.asking.question import Question
from kg.store import View, value_of

# A thing in more facts than this says little about two others that share it (中国).
_HUB = 60
_LONGEST = 3


def connecting(view: View, question: Question) -> tuple[str, list[list[str]]]:
    """The query that found something, and the facts of each way, none of which is longer than needed."""
    text = ""
    for steps in range(1, _LONGEST + 1):
        text = _query(question, steps)
        ways = [[str(value_of(row[f"f{step}"])) for step in range(steps)] for row in view.select(text)]
        if ways:
            return text, ways
    return text, []


def _query(question: Question, steps: int) -> str:
    assert question.other is not None
    ends = question.thing.entities, question.other.entities
    lines = [
        f"VALUES ?t{at} {{ {' '.join(f'<{iri}>' for iri in iris)} }}"
        for at, iris in ((0, ends[0]), (steps, ends[1]))
    ]
    for step in range(steps):
        here, there, fact = f"?t{step}", f"?t{step + 1}", f"?f{step}"
        lines.append(
            f"{{ {fact} rdf:subject {here} ; rdf:object {there} }} UNION {{ {fact} rdf:subject {there} ; rdf:object {here} }}"
        )
        lines.append(f"{fact} a ikg:Fact ; ikg:modality ?m{step} . FILTER(?m{step} != ikg:Negated)")
        if step:
            lines.append(f"FILTER({here} NOT IN ({', '.join(f'<{iri}>' for iri in ends[0] + ends[1])}))")
            lines.append(
                f"{{ SELECT {here} WHERE {{ ?h{step} rdf:subject|rdf:object {here} }}"
                f" GROUP BY {here} HAVING(COUNT(*) <= {_HUB}) }}"
            )
    if steps == _LONGEST:
        lines.append("FILTER(?t1 != ?t2)")
    selected = " ".join(f"?f{step}" for step in range(steps))
    return "\n".join(
        [f"SELECT DISTINCT {selected} WHERE {{", *(f"  {line}" for line in lines), "}", "LIMIT 200"]
    )
