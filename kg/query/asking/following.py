"""A clause of what the clause before it answered: 中科院下面有哪些研究所，它们都研发了什么.

它们 are the answers, 它 is rather what the clause before is of, and 其 whichever of the two makes sense. The clause is
understood of one of them and then said of all; those of which nothing is told are named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kg.query.asking.answers import Reply
from kg.query.asking.question import Asked, Clause, Option, Question, Thing
from kg.query.asking.understanding import Declined
from kg.query.names import Names
from kg.vocab import ORGANIZATIONS, EntityType, Relation

Understand = Callable[[str], Question | Declined]

# 该公司, 这款飞机: what the clause before asked for, by its kind.
_THAT = re.compile(
    r"^(?:该|此|这|上述|这[家款项部个种份座支只]|那[家款项部个种份座支只])(?:公司|企业|机构|单位|人|飞机|客机|车|车型|芯片|产品|技术|政策|法案?|条例|"
    r"规定|文件|方案|规划|计划|基金|工厂|基地|项目|模型|手机|药|系统|协会|联盟|活动|会议|大会)"
    r"|\b(?:the|this|that) (?:company|firm|fund|policy|law|agency)\b",
    re.I,
)
# Kinds that an answer of another kind is never meant by.
_OF_KIND = (
    (
        r"政策|法案?$|条例|规定|文件|方案|规划|计划|policy|law",
        frozenset({EntityType.POLICY, EntityType.PUBLICATION}),
    ),
    (r"会议|大会|活动", frozenset({EntityType.EVENT})),
    (r"工厂|基地", frozenset({EntityType.FACILITY})),
)
# Of what was asked for, where that is a thing and no company: which factory, and where is it?
_IT = re.compile(r"^它(?!们)|^在?那[里儿边]|\bit\b|\bits\b", re.I)
_SITED = re.compile(r"(?:分别|都|具体)?(?:选址|坐落|落址|建在|设在|位于|开在|地点|地址|举办地|在哪)")
_PRONOUN = r"它们?|在?那[里儿边]|其|他们?|她们?|对方|这些(?:公司|企业|机构)?|each of (?:them|these)|its|it|they|their|them|his|her|he|she"
_HEAD = re.compile(rf"^(?:{_PRONOUN})\s*(?:的\s*)?(?:(?:都|各自|各|分别|每家)\s*)?", re.I)
_INSIDE = re.compile(r"\b(?:each of them|its|it|they|their|them|he|she|his|her)\b", re.I)
_POSSESSIVE = frozenset(("its", "their", "his"))
_MANY = re.compile(r"它们|他们|她们|分别|各自|^各|每家|这些|\b(?:they|their|them|each)\b", re.I)
# 其现任职务为何, what is his post: of a person, whom the clause before need not have named.
_POST = re.compile(r"何职|职务|职位|头衔|身份|\b(?:post|position|title|role)\b", re.I)
_OF_PEOPLE = re.compile(r"^[他她](?!们)|\b(?:he|she|his|her)\b", re.I)
_NOT_MADE = ORGANIZATIONS | {EntityType.LOCATION, EntityType.PERSON}
_ASKS_FOR = frozenset((Asked.THING, Asked.FACTS, Asked.TIME, Asked.AMOUNT, Asked.PERCENT, Asked.POST))
_GOVERNMENT = re.compile(r"\bthe (?:city|municipal|provincial|local|town) (?:government|authorities)\b", re.I)
_OF_FACTS = frozenset((Asked.TIME, Asked.AMOUNT))
_MOST = 30
# 其中哪份是和财政部一起发的
_TOGETHER = re.compile(
    r"^(?:这)?(?:其中|里面|当中)(?:有|的)?(?:哪[一]?[些份个项部几家款]?[家个项份]?|什么)[\u3400-\u9fff]{0,4}?(?:是|由)?(?:和|与|跟|同)"
    r"(?P<other>[^，,的]{2,20}?)(?:一起|联合|共同|一同|联手|合作|合伙|携手)+(?P<does>[^的，,]{1,4})的?$"
)
# 华为的股东有谁
_WHO = re.compile(r"的(?P<kind>[\u3400-\u9fff]{2,8}?)(?:都)?(?:有|是|包括)(?:谁|哪些|哪几[家个])$")
_OF_SORT = re.compile(
    r"^(?:这)?(?:其中|里面|当中)(?:一共)?有?(?P<which>哪些|哪几家|哪家|哪个|几家|多少家|几个|多少个)(?:是|属于|算是?)(?P<kind>[\u3400-\u9fff]{2,8})$"
)
_LISTED = re.compile(r"(?:哪些|什么|哪几[份个项部家款]|几[份个项部家款])(?P<kind>[\u3400-\u9fff]{2,8})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a clause may be of: what a question calls it, with the IRIs of all that is meant."""

    label: str
    iris: tuple[str, ...]


def answered_by(reply: Reply) -> Named | None:
    """The things that answered a clause, or whose cost or time did."""
    found = {answer.iri: answer.label for answer in reply.answers if answer.iri and "|" not in answer.iri}
    if reply.question and reply.question.asked in _OF_FACTS:
        facts = [answer.statement.fact for answer in reply.answers if answer.statement]
        found = {fact.object: fact.object_label for fact in facts}
    if not 0 < len(found) <= _MOST:
        return None
    return Named(label=next(iter(found.values())), iris=tuple(found))


def about_that(
    part: str, before: Reply, names: Names, understand: Understand
) -> tuple[Question, Named] | None:
    """The question that a clause asks of the answers of the one before, with whom it is asked of."""
    them = answered_by(before)
    if before.question is None:
        return None
    them = _that_kind(part, before.question, names) or them
    if them is None:
        return None
    if _POST.search(part) and (found := _post(part, before.question, them, names)):
        return found
    if _POST.search(part) or not _may_be_of(part, _kinds(them, names)):
        return None
    for said in _said_of(part, them.label):
        question = understand(said)
        if isinstance(question, Question) and _is_plain(question, them.iris[0]):
            return replace(question, text=part, thing=_of_all(question.thing, them)), them
    return None


def _that_kind(part: str, before: Question, names: Names) -> Named | None:
    """What the clause before names, where 该计划 can be that and none of the answers."""
    match = _THAT.search(part)
    kinds = [kind for word, kind in _OF_KIND if match and re.search(word, match[0], re.I)]
    for one in before.thing.within():
        if kinds and one.entities and kinds[0].intersection(names.entities[one.entities[0]].types):
            return Named(label=names.label(one.entities[0]), iris=one.entities)
    return None


def done_together(part: str, before: str, subject: str) -> str:
    """The clause of those that the clause before asked for as a question of its own; empty where it is no such clause.

    >>> done_together("其中哪份是和财政部一起发的", "工信部出台了哪些政策文件", "工信部")
    '工信部和财政部一起发的政策文件有哪些'
    """
    match, listed = _TOGETHER.match(part), _LISTED.search(before)
    if not (match and listed and subject and before.lower().startswith(subject.lower())):
        return ""
    return f"{subject}和{match['other']}一起{match['does']}的{listed['kind']}有哪些"


def of_kind(part: str, before: str, subject: str) -> Iterator[str]:
    """The clause of which of those are of a kind, as a question of its own: 其中哪些是银行, 其中有几家是基金.

    >>> list(of_kind("其中有几家是基金", "三门核电有哪些股东", "三门核电"))
    ['三门核电有几家基金', '几家基金是三门核电的股东']
    """
    match, listed = _OF_SORT.match(part), _LISTED.search(before)
    listed = listed or _WHO.search(before)
    if match and before.count("谁") == 1 and not (listed and listed.re is _WHO):
        yield before.replace("谁", match["which"] + match["kind"])
    if not (match and listed and subject):
        return
    asking = match["which"] + match["kind"]
    if listed.re is _LISTED:
        yield before[: listed.start()] + asking
    if before.lower().startswith(subject.lower()):
        yield f"{asking}是{subject}的{listed['kind']}"


def government_of(part: str, named: list[str], names: Names) -> str:
    """The clause with 'the city government' as the name of that of a place that was named before."""
    if not (match := _GOVERNMENT.search(part)):
        return part
    labels = [names.label(iri) for iri in named if EntityType.LOCATION in names.entities[iri].types]
    known = [
        label + end for label in labels for end in ("市政府", "省政府", "政府") if names.labelled(label + end)
    ]
    return part[: match.start()] + known[0] + part[match.end() :] if known else part


def prefers_answers(part: str) -> bool:
    """Whether the clause is rather of the answers than of what the clause before is of."""
    return any(pattern.search(part) for pattern in (_MANY, _POST, _THAT))


def is_only_of_answers(part: str) -> bool:
    """Whether it is of nothing else: 它们, 该公司."""
    return any(pattern.search(part) for pattern in (_MANY, _THAT))


def is_of_found(part: str, before: Reply) -> bool:
    """Whether the clause says it of a thing that the clause before asked for: a factory, a product, a policy."""
    if before.question is None:
        return False
    asked, things = before.question.asked, before.question.thing.within()
    if asked is Asked.THING and (_IT.search(part) or _SITED.match(part)):
        found = [one for one in things if one.wanted]
    elif asked in _OF_FACTS and _SITED.match(part):
        found = [one for one in things if not one.entities]
    else:
        return False
    return bool(found) and all(one.types and not one.types & _NOT_MADE for one in found)


def is_of_person(part: str) -> bool:
    """Whether it is of a person: 他还创立了哪些公司 is of no company."""
    return bool(_OF_PEOPLE.search(part))


def _kinds(them: Named, names: Names) -> frozenset[EntityType]:
    return frozenset(kind for iri in them.iris if iri in names.entities for kind in names.entities[iri].types)


def _may_be_of(part: str, kinds: frozenset[EntityType]) -> bool:
    """谁开的 says of no place or company that answered; 是谁研发的 does of a technology, and 他在哪里任职 of whom it names."""
    if _HEAD.match(part) or _INSIDE.search(part) or _MANY.search(part) or _THAT.search(part):
        return not (_OF_PEOPLE.match(part) and EntityType.PERSON not in kinds)
    return not re.match(r"谁|哪|由|被|是谁|何人|who\b|which\b", part, re.I) or not kinds & _NOT_MADE


def untold(question: Question, reply: Reply, them: Named) -> tuple[str, ...]:
    """The IRIs of those that the answers of the clause say nothing of."""
    facts = [answer.statement.fact for answer in reply.answers if answer.statement]
    facts += [fact for answer in reply.answers for fact in answer.others]
    told = {iri for fact in facts for iri in (fact.subject, fact.object)}
    return tuple(iri for iri in them.iris if iri not in told) if question.asked in _ASKS_FOR else ()


def _said_of(part: str, label: str) -> Iterator[str]:
    rest = _THAT.sub("", _HEAD.sub("", part))
    rest = re.sub(r"^的", "", rest)
    if re.search(r"[a-z]{3}", part) and not re.search(r"[\u3400-\u9fff]", part):
        said = _INSIDE.sub(
            lambda word: f"{label}'s" if word[0].lower() in _POSSESSIVE else label, part, count=1
        )
        if said != part:
            yield said
        return
    yield f"{label}{rest}"
    yield f"{label}的{rest}"


def _is_plain(question: Question, iri: str) -> bool:
    """Whether it asks something of the thing, and nothing wider."""
    return (
        question.asked in _ASKS_FOR
        and not question.wider
        and any(iri in one.entities for one in question.thing.within())
    )


def _of_all(thing: Thing, them: Named) -> Thing:
    def change(one: Thing) -> Thing:
        return replace(one, entities=them.iris) if one.entities and one.entities[0] == them.iris[0] else one

    return thing.everywhere(change)


def _post(part: str, before: Question, them: Named, names: Names) -> tuple[Question, Named] | None:
    """Which post those hold where the clause before is of: of the founder of a company the one there."""
    relations = {option.relation for clause in before.thing.clauses for option in clause.options}
    if not relations & {Relation.FOUNDS, Relation.WORKS_FOR} or len(before.thing.clauses) != 1:
        return None
    named = before.thing.entities or before.thing.clauses[0].other.entities
    who, there = (them.iris, named) if EntityType.PERSON in _kinds(them, names) else (named, them.iris)
    people = Named(label="", iris=who)
    if not (who and there) or EntityType.PERSON not in _kinds(people, names):
        return None
    works = (Option(relation=Relation.WORKS_FOR, outward=True),)
    thing = Thing(entities=who, clauses=(Clause(options=works, other=Thing(entities=there)),))
    return Question(text=part, language=before.language, asked=Asked.POST, thing=thing), people
