"""A question that has no answer with all that its nouns say, without that: 硅片 where no fact states the goods.

A noun narrows the answer more than whoever asks may mean. Where nothing is left the same is asked without it, and
the reply tells so. Names, relations, their direction, periods and amounts are what a question is of: they stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.query.asking.leftout import ASSERTED
from kg.query.asking.meanings import CALLED, DOCUMENTS
from kg.query.asking.mentions import mention
from kg.query.asking.question import Asked, Clause, Option, Question, Thing
from kg.query.asking.vocabulary import ACTORS
from kg.query.names import Names
from kg.query.ontology import ontology
from kg.vocab import ARTEFACTS, ORGANIZATIONS, EntityType, Modality, Relation

_LISTED = frozenset((Asked.THING, Asked.FACTS, Asked.TIME, Asked.AMOUNT, Asked.PERCENT))
# Who runs a site may well build it, who supplies may make to order, who holds shares may control; elsewhere the verb says
# what was done: to summon is not to fine.
# What is done in a place is done to what is there.
_DONE_AT = frozenset({Relation.INVESTS_IN, Relation.ACQUIRES, Relation.OPERATES})
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
# Who asks what really is so is not answered by what may be.
_SETTLED = re.compile(
    r"已|实际|确实|真正|真的|\b(?:already|actually|really|confirmed|acquired|bought|merged|invested)\b",
    re.I,
)
_DONE = re.compile(r"(?<!超过)了|(?<!超)过")
_DEALS = (Relation.ACQUIRES, Relation.MERGES_WITH, Relation.INVESTS_IN)
_PLANS = frozenset({Modality.PLANNED, Modality.SPECULATIVE})
_ORDER = {"latest": ("最近", "latest"), "earliest": ("最早", "earliest"), "amount": ("最大", "largest")}
_Found = list[str]  # the words that were left out


def widened(question: Question, names: Names) -> Iterator[Question]:
    """The question with less and less of what its nouns say."""
    if question.asked is Asked.NUMBER and _is_named(question.thing):
        yield from _of_text(question, names)
    if question.asked not in _LISTED:
        return
    yield from _unordered(question)
    if _is_named(question.thing) or not (question.since or question.until):
        yield from _planned(question)
    if not _is_named(question.thing):
        return
    words: _Found = []
    for step in _steps(question.thing):
        told: _Found = []
        thing = _changed(question.thing, step, names, question.language, told)
        if told:
            words += [word for word in told if word not in words]
            question = replace(question, thing=thing, wider=tuple(words))
            yield question
    yield from _unordered(question)
    if question.since or question.until:
        question = _undated(replace(question, wider=tuple(words)))
        words = list(question.wider)
        yield question
    if question.modalities <= _PLANS:
        yield replace(question, modalities=_PLANS | {Modality.ASSERTED})
        told_plan = "计划或推测" if question.language == "zh" else "planned or supposed"
        yield replace(question, modalities=frozenset({Modality.ASSERTED}), wider=(*words, told_plan))


def _of_text(question: Question, names: Names) -> Iterator[Question]:
    """The number without what only names and sentences tell."""
    words: _Found = []
    thing = question.thing
    for step in (_without_sort, _without_word):
        thing = _changed(thing, step, names, question.language, words)
    if words:
        yield replace(question, thing=thing, wider=tuple(dict.fromkeys(words)))


def _planned(question: Question) -> Iterator[Question]:
    """What is only planned or supposed, where nothing of it is told to be so and nobody asked what already is."""
    is_done = any(_is_of(question.thing, deal) for deal in _DEALS) and _DONE.search(question.text)
    if question.modalities != {Modality.ASSERTED} or _SETTLED.search(question.text) or is_done:
        return
    plans = replace(question, modalities=_PLANS, wider=(*question.wider, ASSERTED[question.language]))
    yield plans
    if question.since or question.until:
        yield _undated(plans)


def _undated(question: Question) -> Question:
    time = "时间" if question.language == "zh" else "dated so"
    return replace(question, since="", until="", undated=True, wider=(*question.wider, time))


def _unordered(question: Question) -> Iterator[Question]:
    if question.order in _ORDER:
        word = _ORDER[question.order][question.language != "zh"]
        yield replace(question, order="", limit=None, wider=(*question.wider, word))


def _is_named(thing: Thing) -> bool:
    return any(one.entities or (one.called and not one.wanted) for one in thing.within())


_Step = Callable[[Thing, Names, str, _Found], Thing]


def _changed(thing: Thing, step: _Step, names: Names, language: str, told: _Found) -> Thing:
    """The thing, and those that it stands to, without what the step takes from each."""
    return thing.everywhere(lambda one: step(one, names, language, told))


def of_places(question: Question, names: Names) -> Question:
    """给龙仁投了多少: in what is called so or told to be there, where a place is at the end of what is done."""

    def placed(one: Thing) -> Thing:
        return replace(one, clauses=tuple(map(clause_of, one.clauses)))

    def clause_of(clause: Clause) -> Clause:
        other = clause.other
        is_place = other.entities and all(
            _PLACE.issuperset(names.entities[iri].types) for iri in other.entities
        )
        if not is_place or not all(o.outward and o.relation in _DONE_AT for o in clause.options):
            return clause
        return replace(clause, other=Thing(mention=mention(names.label(other.entities[0]).lower())))

    return replace(question, thing=question.thing.everywhere(placed))


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
    """规定 and 办法 are said of any policy, 协会 of any alliance; but who asks for countries is not answered by provinces.

    Of chip fabs 芯片 says what they make; who asks for 园区 asks for no other site.
    """
    if thing.types <= _FACILITIES and thing.wanted and (thing.mention or thing.called):
        return _unsorted(thing, told)
    is_loose = thing.types <= _NAMED_ANYHOW if thing.wanted else any(c.other.entities for c in thing.clauses)
    return _unsorted(thing, told) if is_loose else thing


def _without_any_sort(thing: Thing, _names: Names, _language: str, told: _Found) -> Thing:
    """澜屿Fold X3属于什么手机: what it is part of need have no 手机 in its name."""
    return _unsorted(thing, told) if thing.wanted and thing.types <= ARTEFACTS else thing


def _unsorted(thing: Thing, told: _Found) -> Thing:
    if thing.sort is None:
        return thing
    told.append("/".join(thing.sort.words))
    return replace(thing, sort=None)


def rather_mentioned(question: Question, names: Names) -> Question:
    """数据公司, 快递公司: called or noted so, or mentioned so, where none is told to develop it; something must still be told of them."""

    def named(one: Thing) -> Thing:
        if not (one.types and one.types <= ORGANIZATIONS) or one.mention:
            return one
        for clause in one.clauses:
            field = clause.other
            words = (
                (field.called,)
                if field.called
                else tuple(names.label(iri).lower() for iri in field.entities[:1])
            )
            is_bare = not (field.sort or field.clauses or field.mention)
            if (
                words
                and is_bare
                and all(o.relation is Relation.DEVELOPS and o.outward for o in clause.options)
            ):
                rest = tuple(other for other in one.clauses if other is not clause)
                return replace(one, clauses=rest, mention=mention(words[0]))
        return one

    thing = question.thing
    clauses = tuple(replace(clause, other=named(clause.other)) for clause in thing.clauses)
    known = replace(thing, clauses=clauses)
    return replace(question, thing=named(known) if len(clauses) > 1 else known)


def _without_word(thing: Thing, _names: Names, _language: str, told: _Found) -> Thing:
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


def _of_any_type(group: frozenset[EntityType]) -> _Step:
    def step(thing: Thing, _names: Names, language: str, told: _Found) -> Thing:
        if not (thing.wanted and thing.types and thing.types < group):
            return thing
        told.append(_kind(thing, language))
        return replace(thing, types=group)

    return step


def _of_anything(thing: Thing, _names: Names, language: str, told: _Found) -> Thing:
    """用到了哪里 asks for whatever uses it, 管到谁 for products too."""
    if not (thing.wanted and thing.types in (_PLACE, ACTORS)):
        return thing
    who = "谁" if language == "zh" else "who"
    told.append(who if thing.types == ACTORS else _kind(thing, language))
    return replace(thing, types=frozenset())


def _steps(thing: Thing) -> Iterator[_Step]:
    """What may be left out of a question of these relations."""
    if _is_of(thing, Relation.LOCATED_IN):
        yield _without_said  # few sentences say 总部
    yield from (_without_goods, _without_sort, _without_word)
    if any(_is_of(thing, relation) for relation in (Relation.PART_OF, Relation.USES, Relation.DEVELOPS)):
        yield _without_any_sort
    if not _is_of(thing, Relation.LOCATED_IN):  # of all that is in a place the kind is what is asked for
        yield _of_any_type(ORGANIZATIONS)
    if any(_is_of(thing, relation) for relation in (Relation.DEVELOPS, Relation.PART_OF, Relation.REGULATES)):
        yield _of_any_type(ARTEFACTS)
    yield _without_said
    if any(_is_of(thing, relation) for relation in _OF_THINGS):
        yield _of_anything


def _is_of(thing: Thing, relation: Relation) -> bool:
    clauses = (clause for one in thing.within() for clause in one.clauses)
    return any(option.relation is relation for clause in clauses for option in clause.options)


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
