"""Entities that a sentence means without naming them: 公司, 该行, 其, 双方, and subjects that are left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Link, Reference, Sentence
from kg.vocab import ARTEFACTS, ORGANIZATIONS, EntityType

_WORDS: tuple[tuple[str, frozenset[EntityType]], ...] = (
    (
        r"(?:本|该|上述)?(?:公司|集团|企业)(?![a-zA-Z\u4e00-\u9fff]{0,2}(?:法|债))",
        frozenset({EntityType.COMPANY}),
    ),
    (r"(?:本|该)行(?!业|动|为|政|程)", frozenset({EntityType.COMPANY})),
    (r"该(?:校|院|所|大学|研究院|团队|实验室|医院)", frozenset({EntityType.RESEARCH})),
    (r"该(?:基金)", frozenset({EntityType.FUND})),
    (r"该(?:协会|联盟|组织)", frozenset({EntityType.ASSOCIATION})),
    (r"(?:该|本)(?:市|省|区|县|地区|国)|当地", frozenset({EntityType.LOCATION})),
    (r"(?:该|此)(?:项目|基地|工厂|园区|产线)", frozenset({EntityType.FACILITY})),
    (
        r"(?:该|这一|这款|新)(?:产品|平台|系统|芯片|车型|技术|模型|药物|机型|车)",
        ARTEFACTS,
    ),
    (
        r"《?(?:该|上述|此)(?:方案|办法|规划|计划|条例|意见|通知|政策|法案|标准)》?|(?<=《)(?:方案|办法|规划|计划|条例|意见|通知|实施方案|行动计划|指导意见)(?=》)",
        frozenset({EntityType.POLICY}),
    ),
    (r"(?<![\u4e00-\u9fff])他(?!们|国|人)|(?<![\u4e00-\u9fff])她", frozenset({EntityType.PERSON})),
    (r"(?<![尤与极由])其(?!中|他|次|实|它|余|间)|后者|前者|双方|两家公司|三方", ORGANIZATIONS),
)
_PATTERNS = tuple((re.compile(pattern), types) for pattern, types in _WORDS)
# What a sentence may go on speaking of without naming it, besides the organisation that acts.
_TOPICS = (EntityType.POLICY, EntityType.PRODUCT, EntityType.FACILITY)
_BOTH = re.compile(r"双方|两家公司|三方")
_OWN = re.compile(r"本?(?:公司|集团|企业)")
_CALLED_OWN = re.compile(r"[（(][^（）()]{0,30}称为?[^（）()]{0,16}[“\"]本?(?:公司|集团)[”\"]")
_ANNOUNCES = re.compile(r"\s*(?:（本公司）)?(?:[:：]\s*)?关于.{2,}公告")


@dataclass(slots=True)
class _Seen:
    """What was named so far, for finding what a pronoun means."""

    recent: dict[EntityType, list[str]]
    own: str = ""
    subject: str = ""
    subjects: tuple[str, ...] = ()


def references(
    sentences: Sequence[Sentence], links: Sequence[Link], types: Mapping[str, EntityType]
) -> Iterator[Reference]:
    """The references of the sentences, in their order.

    A reference may offer two candidates for one place (the last subject, and the organisation that the
    article is about); whether one holds is for the facts stage to weigh.
    """
    counts = Counter(link.entity for link in links)
    mains = _main_organisations(counts, types)
    own = _own_company(sentences, links, types)
    if own:
        mains[EntityType.COMPANY] = own
    seen = _Seen({}, own=own)
    position = 0
    for number, sentence in enumerate(sentences):
        here: list[Link] = []
        while position < len(links) and links[position].mention.span.start < sentence.span.end:
            here.append(links[position])
            position += 1
        taken = [(link.mention.span.start, link.mention.span.end) for link in here]
        if number > 0:
            yield from _pronouns(number, sentence, taken, here, seen, mains, types)
            yield from _ellipsis(number, sentence, here, seen, mains, types)
        _remember(seen, here, types)


def _own_company(
    sentences: Sequence[Sentence], links: Sequence[Link], types: Mapping[str, EntityType]
) -> str:
    """The company that an article calls 公司 throughout; empty where none is.

    It says so (国电南瑞科技股份有限公司（以下简称“公司”）), or it is the one whose announcement the article is
    (沧澜海工：关于签署合资协议的公告).
    """
    ends = {link.mention.span.end: link.entity for link in links if types[link.entity] is EntityType.COMPANY}
    for sentence in sentences:
        for called in _CALLED_OWN.finditer(sentence.text):
            if sentence.span.start + called.start() in ends:
                return ends[sentence.span.start + called.start()]
    title = sentences[0] if sentences else None
    for end, entity in sorted(ends.items()):
        if title and end < title.span.end and _ANNOUNCES.match(title.text, end - title.span.start):
            return entity
    return ""


def _main_organisations(counts: Counter[str], types: Mapping[str, EntityType]) -> dict[EntityType, str]:
    mains: dict[EntityType, str] = {}
    for entity, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        mains.setdefault(types[entity], entity)
    return mains


def _remember(seen: _Seen, here: Sequence[Link], types: Mapping[str, EntityType]) -> None:
    actors = [link.entity for link in here if types[link.entity] in ORGANIZATIONS]
    if actors:
        seen.subject = actors[0]
        seen.subjects = tuple(dict.fromkeys(actors))[:2]
    for link in here:
        recent = seen.recent.setdefault(types[link.entity], [])
        if link.entity in recent:
            recent.remove(link.entity)
        recent.append(link.entity)


def _pronouns(
    number: int,
    sentence: Sentence,
    taken: Sequence[tuple[int, int]],
    here: Sequence[Link],
    seen: _Seen,
    mains: Mapping[EntityType, str],
    types: Mapping[str, EntityType],
) -> Iterator[Reference]:
    base = sentence.span.start
    used: set[int] = set()
    for pattern, kinds in _PATTERNS:
        for found in pattern.finditer(sentence.text):
            start, end = base + found.start(), base + found.end()
            if start in used or any(a < end and start < b for a, b in taken):
                continue
            used.add(start)
            before = [link.entity for link in here if link.mention.span.end <= start]
            for entity in _candidates(found.group(), kinds, before, seen, mains, types):
                yield Reference(
                    sentence=number, start=start, end=end, entity=entity, surface=found.group(), via="pronoun"
                )


def _candidates(
    word: str,
    kinds: frozenset[EntityType],
    before: Sequence[str],
    seen: _Seen,
    mains: Mapping[EntityType, str],
    types: Mapping[str, EntityType],
) -> list[str]:
    """At most two entities that the word may mean, the likelier first."""
    if _BOTH.fullmatch(word):
        actors = [entity for entity in dict.fromkeys(before) if types[entity] in ORGANIZATIONS]
        return actors[:2] if len(actors) > 1 else list(seen.subjects)
    if seen.own and _OWN.fullmatch(word):
        return [seen.own]
    options: list[str] = []
    if word == "其":
        options += [entity for entity in before if types[entity] in kinds][:1]
        options += [entity for entity in before if types[entity] in kinds][-1:]
    if seen.subject and types[seen.subject] in kinds:
        options.append(seen.subject)
    for kind in sorted(kinds):
        options += seen.recent.get(kind, [])[-1:]
        if kind in mains and kind in ORGANIZATIONS:
            options.append(mains[kind])
    return list(dict.fromkeys(options))[:2]


def _ellipsis(
    number: int,
    sentence: Sentence,
    here: Sequence[Link],
    seen: _Seen,
    mains: Mapping[EntityType, str],
    types: Mapping[str, EntityType],
) -> Iterator[Reference]:
    """The subject of the sentence before, and the main company, offered at this sentence's beginning."""
    if sentence.is_heading:
        return
    named = {link.entity for link in here}
    options = [seen.subject] if seen.subject else []
    main = mains.get(EntityType.COMPANY)
    options += [main] if main else []
    topics = [entity for kind in _TOPICS for entity in seen.recent.get(kind, [])[-1:]]
    for entity in dict.fromkeys([*options, *topics]):
        if entity not in named:
            start = sentence.span.start
            yield Reference(
                sentence=number, start=start, end=start, entity=entity, surface="", via="ellipsis"
            )
