"""A question as SPARQL: things are variables ?t0 ?t1 …, the facts that relate them ?f0 ?f1 ….

Names never reach the text except as IRIs that the graph itself gave, and posts as escaped literals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.quads import PREFIXES
from kg.query.asking.dating import period_lines, standing_lines
from kg.query.asking.lines import (
    LAST,
    called_line,
    decimal,
    iri,
    modality_line,
    named_line,
    typed_line,
    words_lines,
)
from kg.query.asking.meanings import ANY_POST, is_asking
from kg.query.asking.question import Clause, Option, Question, Thing
from kg.query.asking.sorts import sort_lines
from kg.query.asking.spheres import sphere_lines
from kg.vocab import SYMMETRIC, Modality, Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A query, the variables of what is wanted (outermost first), and that of the fact that tells of it."""

    sparql: str
    wanted: tuple[str, ...]
    main: str
    facts: tuple[str, ...]


@dataclass(slots=True)
class _Body:
    lines: list[str] = field(default_factory=list)
    things: int = 0
    facts: list[str] = field(default_factory=list)
    wanted: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    main: str = ""


def composed(question: Question, posts: dict[tuple[str, ...], list[str]]) -> Composed:
    """The query of a question.

    Args:
        question: what is asked.
        posts: for each group of posts that the question names, the graph's titles that mean one of them.
    """
    body = _Body()
    main = _main_clause(question.thing)
    _thing(body, question.thing, question, main, posts)
    if main and body.main:
        _filters(body, question, main)
    if question.is_of_others and body.named:
        named = ", ".join(body.named)
        body.lines += [f"FILTER({wanted} NOT IN ({named}))" for wanted in dict.fromkeys(body.wanted)]
    for place, sort in enumerate(question.mentions, start=1):
        asked = body.wanted[0] if body.wanted else "?t0"
        body.lines += words_lines(asked, f"{asked}m{place}", body.main, sort)
    for fact in body.facts:
        body.lines += standing_lines(fact, question.as_of)
    body.lines.sort(key=lambda line: line.startswith(LAST))
    selected = [*dict.fromkeys(body.wanted), *body.facts] or ["?t0"]
    if "?t0" not in selected and not body.wanted:
        selected.insert(0, "?t0")
    text = "\n".join(
        [f"SELECT DISTINCT {' '.join(selected)} WHERE {{", *(f"  {line}" for line in body.lines), "}"]
    )
    return Composed(
        sparql=text,
        wanted=tuple(name.removeprefix("?") for name in dict.fromkeys(body.wanted)) or ("t0",),
        main=body.main.removeprefix("?"),
        facts=tuple(name.removeprefix("?") for name in body.facts),
    )


def about(question: Question) -> str:
    """The query of every fact of the things that a question names."""
    lines = [
        f"VALUES ?thing {{ {' '.join(map(iri, question.thing.entities))} }}",
        "{ ?fact rdf:subject ?thing } UNION { ?fact rdf:object ?thing }",
        "?fact a ikg:Fact .",
        modality_line("?fact", question.modalities),
        *period_lines("?fact", question.since, question.until),
        *standing_lines("?fact", question.as_of),
    ]
    return "\n".join(["SELECT DISTINCT ?fact WHERE {", *(f"  {line}" for line in lines), "}"])


def standalone(sparql: str) -> str:
    """The query with the prefixes that it uses, so that it runs wherever the graph has been loaded."""
    used = [name for name in sorted(PREFIXES) if re.search(rf"(?<![\w:]){name}:", sparql)]
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in used) + sparql


def _main_clause(thing: Thing) -> Clause | None:
    """The clause that the question is about: the one around what is wanted, else what is said last."""
    for clause in reversed(thing.clauses):
        if any(one.wanted for one in clause.things):
            return clause
    for clause in reversed(thing.clauses):
        if is_asking(clause.other):
            return _main_clause(clause.other) or clause
    return thing.clauses[-1] if thing.clauses else None


def _thing(
    body: _Body,
    thing: Thing,
    question: Question,
    main: Clause | None,
    posts: dict[tuple[str, ...], list[str]],
    told_by: str = "",
) -> str:
    variable = f"?t{body.things}"
    body.things += 1
    if thing.wanted:
        body.wanted.append(variable)
    fact = told_by or (f"?f{len(body.facts)}" if thing.clauses else "")
    body.lines += _own_lines(variable, thing, fact)
    if thing.entities:
        body.named += map(iri, thing.entities)
    for clause in thing.clauses:
        # Both of two names: a fact of each.
        others = (
            [Thing(entities=iris, types=clause.other.types) for iris in clause.other.each]
            if clause.other.together
            else [clause.other]
        )
        for other in others:
            fact = f"?f{len(body.facts)}"
            body.facts.append(fact)
            if clause is main:
                body.main = body.main or fact
            place = len(body.lines)
            end = _thing(body, other, question, main, posts, fact)
            before = body.lines[place:]
            if clause.product and clause.product.called and not clause.product.types:
                before = [*body.lines[place:], named_line(fact, clause.product.called)]
            elif clause.product:
                goods = _thing(body, clause.product, question, main, posts, fact)
                before = [f"{fact} ikg:product {goods} .", *body.lines[place:]]
            body.lines[place:] = [*_clause(clause, variable, end, fact, posts), *before]
            body.lines.append(modality_line(fact, _modalities(question, clause is main)))
    return variable


def _own_lines(variable: str, thing: Thing, fact: str) -> Iterator[str]:
    """What must hold of the thing itself; ``fact`` is the variable of one that tells of it, if there is any."""
    if thing.entities:
        yield f"VALUES {variable} {{ {' '.join(map(iri, thing.entities))} }}"
    elif thing.types:
        yield typed_line(variable, thing.types)
    if thing.called:
        yield called_line(variable, thing.called)
    if thing.without:
        yield f"FILTER({variable} NOT IN ({', '.join(map(iri, thing.without))}))"
    if thing.sphere:
        yield from sphere_lines(variable, thing.sphere)
    if thing.sort:
        yield from sort_lines(variable, thing.sort, fact)
    if thing.mention:
        yield from words_lines(variable, f"{variable}m0", fact, thing.mention)


def _modalities(question: Question, is_main: bool) -> frozenset[Modality]:
    """What is only said to tell which thing is meant may be plainly so, whatever is asked of it."""
    return question.modalities if is_main else question.modalities | {Modality.ASSERTED}


def _clause(
    clause: Clause, variable: str, other: str, fact: str, posts: dict[tuple[str, ...], list[str]]
) -> list[str]:
    blocks = list(
        dict.fromkeys(
            block for option in clause.options for block in _blocks(option, variable, other, fact, posts)
        )
    )
    if len(blocks) == 1:
        return [blocks[0]]
    return ["{ " + " }\n  UNION { ".join(blocks) + " }"]


def _blocks(
    option: Option, variable: str, other: str, fact: str, posts: dict[tuple[str, ...], list[str]]
) -> list[str]:
    directions = [option.outward]
    if option.relation in SYMMETRIC:
        directions.append(not option.outward)
    blocks = []
    for outward in directions:
        subject, object_ = (variable, other) if outward else (other, variable)
        end = f"{fact}l" if option.within else object_
        block = f"{fact} rdf:subject {subject} ; rdf:predicate ikg:{option.relation} ; rdf:object {end} ."
        if option.within:
            pairs = " ".join(f"({iri(place)} {iri(inner)})" for place, inner in option.within)
            block += f" VALUES ({object_} {end}) {{ {pairs} }}"
        if option.head:
            block += " " + typed_line(variable, option.head)
        if option.posts and option.posts != ANY_POST:
            titles = " ".join(str(ox.Literal(title)) for title in posts.get(option.posts, []))
            block += f" {fact} ikg:title {fact}p . VALUES {fact}p {{ {titles} }}"
        if option.said:
            told = " || ".join(f"CONTAINS(LCASE({fact}w), {ox.Literal(word)})" for word in option.said)
            block += f" {fact} ikg:evidence {fact}w . FILTER({told})"
        blocks.append(block)
    return blocks


def _filters(body: _Body, question: Question, main: Clause) -> None:
    fact = body.main
    for bound in question.amounts:
        body.lines.append(f"{fact} ikg:amount ?amount . FILTER(?amount {bound.sign} {decimal(bound.value)})")
        if bound.currency:
            body.lines.append(f"{fact} ikg:currency {ox.Literal(bound.currency)} .")
    if question.not_in:
        held = ", ".join(str(ox.Literal(one)) for one in sorted(question.not_in))
        body.lines.append(f"{fact} ikg:currency ?currency . FILTER(?currency NOT IN ({held}))")
    for bound in question.percents:
        body.lines.append(f"{fact} ikg:percent ?share . FILTER(?share {bound.sign} {decimal(bound.value)})")
    # What is told of a founding by the way, years later, was not founded on the day of that article.
    is_founding = {option.relation for option in main.options} == {Relation.FOUNDS}
    body.lines += period_lines(fact, question.since, question.until, by_article=not is_founding)
