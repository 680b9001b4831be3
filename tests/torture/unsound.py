"""Stores that are broken on purpose, for ``kg validate`` to find."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from kg.store import Content, Store, open_view
from kg.store.updating import update
from kg.validate import validate
from kg.vocab import SIGNATURES
from torture.commands import commands, documents
from torture.registry import Form, Outcome, experiment

Broken = tuple[str, str, str]
"""An update that breaks a store, one that mends it, and the id that must be told."""


def _dangling(content: Content, chance: random.Random) -> Broken:
    """A fact whose subject, object or article is not in the graph."""
    fact = chance.choice(content.facts)
    end, value = chance.choice(
        [("rdf:subject", fact.subject), ("rdf:object", fact.object), ("prov:wasDerivedFrom", fact.article)]
    )
    return (*_turned(fact.iri, f"{end} <{value}>", f"{end} <{value}-gone>"), fact.id)


def _nameless(content: Content, chance: random.Random) -> Broken:
    """An entity without its names."""
    entity = chance.choice(sorted(content.entities.values(), key=lambda one: one.id))

    return (*_turned(entity.iri, "skos:prefLabel ?name", "skos:hiddenLabel ?name"), entity.id)


def _outside(content: Content, chance: random.Random) -> Broken:
    """A fact whose object has a type that the relation does not allow."""
    facts = list(content.facts)
    chance.shuffle(facts)
    for fact in facts:
        allowed = SIGNATURES[fact.relation].objects
        others = [one for one in content.entities.values() if allowed.isdisjoint(one.types)]
        if others:
            other = chance.choice(sorted(others, key=lambda one: one.id))
            return (*_turned(fact.iri, f"rdf:object <{fact.object}>", f"rdf:object <{other.iri}>"), fact.id)
    raise AssertionError("every entity may be the object of every relation")


def _misplaced(content: Content, chance: random.Random) -> Broken:
    """A fact whose evidence stands elsewhere in the article than it says."""
    fact = chance.choice([fact for fact in content.facts if fact.end - fact.start > 5])
    property_, value = chance.choice([("ikg:evidenceStart", fact.start), ("ikg:evidenceEnd", fact.end)])
    moved = max(0, value + chance.choice((-4, -3, -2, -1, 1, 2, 3, 4)))
    if moved == value:
        moved = value + 1
    return (*_turned(fact.iri, f"{property_} {value}", f"{property_} {moved}"), fact.id)


def _turned(subject: str, old: str, new: str) -> tuple[str, str]:
    """An update that says of the subject the new property and value for the old ones, and one that turns it back."""

    def update_of(one: str, other: str) -> str:
        one, other = (f"{{ GRAPH ?g {{ <{subject}> {said} }} }}" for said in (one, other))
        return f"DELETE {one} INSERT {other} WHERE {one}"

    return update_of(old, new), update_of(new, old)


def _tried(
    folder: Path, form: Form, check: str, break_: Callable[[Content, random.Random], Broken]
) -> Outcome:
    """Break a store so many times, each time in one place, and see that it is told which."""
    texts = documents(many=False)
    store = folder / "graph.kg"
    built = commands(texts).run("build", texts, "-s", store)
    assert built.status == 0, built.said
    content = open_view(store).content()
    failures = [f"before: {problem}" for problem in validate(open_view(store))]
    seed = 0
    while form.wants_more_than(seed):
        seed += 1
        broken, mended, where = break_(content, random.Random(seed))
        with Store.open(store) as opened:
            update(opened, broken)
        found = [problem for problem in validate(open_view(store)) if problem.check == check]
        if where not in {problem.where for problem in found}:
            failures.append(f"seed {seed}: {where} is not told of: {broken}")
        with Store.open(store) as opened:
            update(opened, mended)
        if left := validate(open_view(store)):
            failures.append(f"seed {seed}: {left[0]} after it was mended")
    return Outcome(tried=seed, failures=tuple(failures))


@experiment(
    "a fact that names what is not there",
    chapter="Honest failure",
    must="kg validate names the fact, and nothing once it is mended",
    short=Form(times=2),
    long=Form(times=50),
)
def dangling(folder: Path, form: Form) -> Outcome:
    """Subject, object or article."""
    return _tried(folder, form, "dangling", _dangling)


@experiment(
    "an entity without a name",
    chapter="Honest failure",
    must="kg validate names the entity, and nothing once it is mended",
    short=Form(times=1),
    long=Form(times=50),
)
def nameless(folder: Path, form: Form) -> Outcome:
    """The preferred names are names no more, in every graph."""
    return _tried(folder, form, "label", _nameless)


@experiment(
    "a fact outside domain or range",
    chapter="Honest failure",
    must="kg validate names the fact, and nothing once it is mended",
    short=Form(times=2),
    long=Form(times=50),
)
def outside(folder: Path, form: Form) -> Outcome:
    """An object of another type."""
    return _tried(folder, form, "signature", _outside)


@experiment(
    "evidence that is not at its offsets",
    chapter="Honest failure",
    must="kg validate names the fact, and nothing once it is mended",
    short=Form(times=2),
    long=Form(times=50),
)
def misplaced(folder: Path, form: Form) -> Outcome:
    """Start or end, moved by up to four characters."""
    return _tried(folder, form, "evidence", _misplaced)
