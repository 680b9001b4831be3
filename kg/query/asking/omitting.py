"""What may be left out of a thing that a question asks for, a step each: its goods, its kind, a word, what was said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.query.asking.meanings import CALLED, DOCUMENTS
from kg.query.asking.question import Clause, Option, Thing
from kg.query.asking.vocabulary import ACTORS
from kg.query.names import Names
from kg.query.ontology import ontology
from kg.vocab import ARTEFACTS, ORGANIZATIONS, EntityType, Relation

Found = list[str]
"""The words that were left out."""
Step = Callable[[Thing, Names, str, Found], Thing]
"""The thing with something left out, in the language of the question; what was is added to the words."""

# Who runs a site may well build it, who supplies may make to order, who holds shares may control; elsewhere the verb says
# what was done: to summon is not to fine.
_LOOSE = frozenset({Relation.OPERATES, Relation.SUPPLIES, Relation.SHAREHOLDER_OF, Relation.LOCATED_IN})
# What stands in these relations need be nobody.
_OF_THINGS = (
    Relation.APPLIES_TO,
    Relation.REGULATES,
    Relation.USES,
    Relation.SUPPLIES,
    Relation.COMPETES_WITH,
)
_PLACE = frozenset({EntityType.LOCATION})
_NAMED_ANYHOW = DOCUMENTS | {EntityType.ASSOCIATION}
_FACILITIES = frozenset({EntityType.FACILITY})


def changed(thing: Thing, step: Step, names: Names, language: str, told: Found) -> Thing:
    """The thing, and those that it stands to, without what the step takes from each."""
    return thing.everywhere(lambda one: step(one, names, language, told))


def _without_goods(thing: Thing, names: Names, language: str, told: Found) -> Thing:
    def plain(clause: Clause) -> Clause:
        goods = clause.product
        if goods is None or goods.wanted:
            return clause
        labels = "/".join(names.label(iri) for iri in goods.entities)
        told.append(goods.called or labels or _kind(goods, language))
        return replace(clause, product=None)

    return replace(thing, clauses=tuple(map(plain, thing.clauses)))


def without_sort(thing: Thing, _names: Names, _language: str, told: Found) -> Thing:
    """规定 and 办法 are said of any policy, 协会 of any alliance; but who asks for countries is not answered by provinces.

    Of chip fabs 芯片 says what they make; who asks for 园区 asks for no other site.
    """
    if thing.types <= _FACILITIES and thing.wanted and (thing.mention or thing.called):
        return _unsorted(thing, told)
    is_loose = thing.types <= _NAMED_ANYHOW if thing.wanted else any(c.other.entities for c in thing.clauses)
    return _unsorted(thing, told) if is_loose else thing


def _without_any_sort(thing: Thing, _names: Names, _language: str, told: Found) -> Thing:
    """澜屿Fold X3属于什么手机: what it is part of need have no 手机 in its name."""
    return _unsorted(thing, told) if thing.wanted and thing.types <= ARTEFACTS else thing


def _unsorted(thing: Thing, told: Found) -> Thing:
    if thing.sort is None:
        return thing
    told.append("/".join(thing.sort.words))
    return replace(thing, sort=None)


def without_word(thing: Thing, _names: Names, _language: str, told: Found) -> Thing:
    """Of what stands in a relation to something else, at either end of it."""

    def plain(one: Thing) -> Thing:
        if one.mention:
            told.extend(one.mention.words)
            return replace(one, mention=None)
        if not one.called or not one.wanted:
            return one
        told.append(one.called)
        return replace(one, called="", types=frozenset() if one.types == CALLED else one.types)

    clauses = tuple(replace(clause, other=plain(clause.other)) for clause in thing.clauses)
    return plain(replace(thing, clauses=clauses)) if clauses else thing


def _of_any_type(group: frozenset[EntityType]) -> Step:
    def step(thing: Thing, _names: Names, language: str, told: Found) -> Thing:
        if not (thing.wanted and thing.types and thing.types < group):
            return thing
        told.append(_kind(thing, language))
        return replace(thing, types=group)

    return step


def _of_anything(thing: Thing, _names: Names, language: str, told: Found) -> Thing:
    """用到了哪里 asks for whatever uses it, 管到谁 for products too."""
    if not (thing.wanted and thing.types in (_PLACE, ACTORS)):
        return thing
    who = "谁" if language == "zh" else "who"
    told.append(who if thing.types == ACTORS else _kind(thing, language))
    return replace(thing, types=frozenset())


def steps(thing: Thing) -> Iterator[Step]:
    """What may be left out of a question of these relations."""
    if is_of(thing, Relation.LOCATED_IN):
        yield _without_said  # few sentences say 总部
    yield from (_without_goods, without_sort, without_word)
    if any(is_of(thing, relation) for relation in (Relation.PART_OF, Relation.USES, Relation.DEVELOPS)):
        yield _without_any_sort
    if not is_of(thing, Relation.LOCATED_IN):  # of all that is in a place the kind is what is asked for
        yield _of_any_type(ORGANIZATIONS)
    if any(is_of(thing, relation) for relation in (Relation.DEVELOPS, Relation.PART_OF, Relation.REGULATES)):
        yield _of_any_type(ARTEFACTS)
    yield _without_said
    if any(is_of(thing, relation) for relation in _OF_THINGS):
        yield _of_anything


def is_of(thing: Thing, relation: Relation) -> bool:
    """Whether a relation has a part in what is asked of the thing."""
    clauses = (clause for one in thing.within() for clause in one.clauses)
    return any(option.relation is relation for clause in clauses for option in clause.options)


def _without_said(thing: Thing, _names: Names, language: str, told: Found) -> Thing:
    def plain(option: Option) -> Option:
        if not option.said or option.relation not in _LOOSE:
            return option
        told.append("/".join(w for w in option.said if w.isascii() != (language == "zh")) or option.said[0])
        return replace(option, said=())

    clauses = tuple(
        replace(clause, options=tuple(dict.fromkeys(map(plain, clause.options)))) for clause in thing.clauses
    )
    return replace(thing, clauses=clauses)


def _kind(thing: Thing, language: str) -> str:
    known = [kind for kind in EntityType if kind in thing.types]
    return "/".join(ontology().classes[kind].label[language].lower() for kind in known)
