"""A question that has no answer with all that its nouns say, without that: 硅片 where no fact states the goods.

A noun narrows the answer more than whoever asks may mean. Where nothing is left the same is asked without it, and
the reply tells so. Names, relations, their direction, periods and amounts are what a question is of: they stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.query.asking.meanings import DOCUMENTS
from kg.query.asking.question import Asked, Clause, Option, Question, Sphere, Thing
from kg.query.asking.spheres import HOME, with_spheres
from kg.query.names import Names
from kg.query.ontology import ontology
from kg.vocab import ARTEFACTS, ORGANIZATIONS, EntityType, Modality, Relation

_LISTED = frozenset((Asked.THING, Asked.FACTS, Asked.TIME, Asked.AMOUNT, Asked.PERCENT))
# Who runs a site may well build it, who supplies may make to order; elsewhere the verb says what was done: to summon is
# not to fine.
_LOOSE = frozenset({Relation.OPERATES, Relation.SUPPLIES})
_PLACE = frozenset({EntityType.LOCATION})
_PLANS = frozenset({Modality.PLANNED, Modality.SPECULATIVE})
_ORDER = {"latest": ("最近", "latest"), "earliest": ("最早", "earliest"), "amount": ("金额", "amount")}
_Found = list[str]  # the words that were left out


def widened(question: Question, names: Names) -> Iterator[Question]:
    """The question with less and less of what its nouns say."""
    if question.asked not in _LISTED or not _is_named(question.thing):
        return
    yield from _unordered(question)
    words: _Found = []
    steps = [_at_home, _without_goods, _without_sort, _without_word, _of_any_type, _without_said]
    if _is_of(question.thing, Relation.LOCATED_IN):
        steps.remove(_of_any_type)  # of all that is in a place the kind is what is asked for
    for step in steps:
        told: _Found = []
        thing = _changed(question.thing, step, names, question.language, told)
        if told:
            words += [word for word in told if word not in words]
            question = replace(question, thing=thing, wider=tuple(words))
            yield question
    yield from _unordered(question)
    if question.modalities <= _PLANS:
        told_plan = "计划或推测" if question.language == "zh" else "planned or supposed"
        wider = (*words, told_plan)
        yield replace(question, modalities=frozenset({Modality.ASSERTED}), wider=wider)


def _unordered(question: Question) -> Iterator[Question]:
    if question.order in _ORDER:
        word = _ORDER[question.order][question.language != "zh"]
        yield replace(question, order="", limit=None, wider=(*question.wider, word))


def _is_named(thing: Thing) -> bool:
    is_told = bool(thing.entities) or (bool(thing.called) and not thing.wanted)
    return is_told or any(_is_named(clause.other) for clause in thing.clauses)


_Step = Callable[[Thing, Names, str, _Found], Thing]


def _changed(thing: Thing, step: _Step, names: Names, language: str, told: _Found) -> Thing:
    """The thing, and those that it stands to, without what the step takes from each."""
    clauses = tuple(
        replace(clause, other=_changed(clause.other, step, names, language, told)) for clause in thing.clauses
    )
    return step(replace(thing, clauses=clauses), names, language, told)


def _at_home(thing: Thing, names: Names, _language: str, told: _Found) -> Thing:
    """中国公司: of most of those at home no sentence tells the country."""
    home = [
        clause
        for clause in thing.clauses
        if clause.other.entities == (names.base + HOME,) and any(o.adjective for o in clause.options)
    ]
    if not home or not thing.types or not thing.types <= ORGANIZATIONS:
        return thing
    told.append(names.label(names.base + HOME))
    clauses = tuple(clause for clause in thing.clauses if clause not in home)
    return with_spheres(replace(thing, clauses=clauses, sphere=Sphere(is_home=True)), names)


def _without_goods(thing: Thing, names: Names, language: str, told: _Found) -> Thing:
    def plain(clause: Clause) -> Clause:
        goods = clause.product
        if goods is None or goods.wanted:
            return clause
        labels = "/".join(names.label(iri) for iri in goods.entities)
        told.append(goods.called or labels or _kind(goods, language))
        return replace(clause, product=None)

    return replace(thing, clauses=tuple(map(plain, thing.clauses)))


def _without_sort(thing: Thing, _names: Names, _language: str, told: _Found) -> Thing:
    """规定 and 办法 are said of any policy; but who asks for countries is not answered by provinces."""
    is_loose = thing.types <= DOCUMENTS if thing.wanted else any(c.other.entities for c in thing.clauses)
    if thing.sort is None or not is_loose:
        return thing
    told.append("/".join(thing.sort.words))
    return replace(thing, sort=None)


def _without_word(thing: Thing, _names: Names, _language: str, told: _Found) -> Thing:
    if not thing.called or not thing.wanted or not thing.clauses:
        return thing
    told.append(thing.called)
    return replace(thing, called="")


def _of_any_type(thing: Thing, _names: Names, language: str, told: _Found) -> Thing:
    if thing.wanted and thing.types == _PLACE:
        told.append(_kind(thing, language))  # 用到了哪里 asks for whoever uses it
        return replace(thing, types=frozenset())
    groups = (ORGANIZATIONS, ARTEFACTS) if _is_of(thing, Relation.DEVELOPS) else (ORGANIZATIONS,)
    for group in groups:
        if thing.wanted and thing.types and thing.types < group:
            told.append(_kind(thing, language))
            return replace(thing, types=group)
    return thing


def _is_of(thing: Thing, relation: Relation) -> bool:
    return any(
        any(option.relation is relation for option in clause.options) or _is_of(clause.other, relation)
        for clause in thing.clauses
    )


def _without_said(thing: Thing, _names: Names, language: str, told: _Found) -> Thing:
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
