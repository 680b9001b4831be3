"""What to say of a question that was not understood, and which questions to offer in its place."""

from __future__ import annotations

from collections.abc import Iterator

from kg.query.asking.answers import Reply
from kg.query.asking.question import Question
from kg.query.asking.understanding import Declined
from kg.query.asking.vocabulary import Vocabulary
from kg.query.asking.wording import in_words
from kg.query.asking.writing import normalized
from kg.query.names import Names
from kg.vocab import ORGANIZATIONS, SIGNATURES, EntityType, Relation

_PLACES = frozenset({EntityType.LOCATION})


def declined_reply(declined: Declined, names: Names, words: Vocabulary) -> Reply:
    """Why there is no answer, and questions that have some."""
    chinese = any("\u3400" <= char <= "\u9fff" for char in declined.told)
    if declined.unknown:
        unknown = "、".join(f"“{word}”" for word in declined.unknown)
        trouble = f"不懂的词：{unknown}" if chinese else f"not understood: {unknown}"
        if beyond := [word for word in declined.unknown if word in words.beyond]:
            told = "、".join(f"“{word}”" for word in beyond)
            trouble += f"（图谱不记录{told}）" if chinese else f" (the graph tells of no {', '.join(beyond)})"
        near = [
            name
            for word in declined.unknown
            if len(word) > 1 and word not in words.beyond
            for name in names.nearest(word, limit=2)
        ]
        if near:
            joined = ", ".join(dict.fromkeys(near))
            trouble += f"；图谱中相近的名称：{joined}" if chinese else f"; near names in the graph: {joined}"
    elif declined.senseless:
        told = in_words(declined.senseless, names, words)
        kinds = "；".join(_kind(names, iri) for iri in declined.known)
        trouble = (
            f"这样的关系不成立（{told}）：{kinds}"
            if chinese
            else f"no such relation can hold ({told}): {kinds}"
        )
    else:
        trouble = (
            "这些词都认得，但合在一起不成已知的问题"
            if chinese
            else "every word is known, but together they make no question that is understood"
        )
    offers = chosen(declined, names) or nearest_questions(declined, names, words)
    return Reply(question=None, trouble=trouble, offers=tuple(offers))


def chosen(declined: Declined, names: Names, *, limit: int = 4) -> list[str]:
    """The question with each of the names that a word of it may stand for; 《》 keep a title whole."""
    text = normalized(declined.text)
    return [text.replace(word, names.label(iri)) for word, iris in declined.choices[:1] for iri in iris][
        :limit
    ]


def _kind(names: Names, iri: str) -> str:
    """What a thing of the question is: 鸿蒙OS = Product."""
    entity = names.entities[iri]
    return f"{entity.label} = {'/'.join(kind.value for kind in entity.types)}"


_OF_ALL = {"zh": "介绍一下{}", "en": "tell me about {}"}
_OF_BOTH = {"zh": "{}和{}是什么关系？", "en": "how is {} related to {}"}


def nearest_questions(declined: Declined, names: Names, words: Vocabulary, *, limit: int = 3) -> list[str]:
    """Questions that are understood: of the same names and relations, in the same direction; else of the names alone."""
    from rapidfuzz import fuzz

    language = "zh" if any("\u3400" <= char <= "\u9fff" for char in declined.told) else "en"

    def rank(offer: tuple[Relation, bool, str]) -> tuple[bool, float, str]:
        relation, is_subject, text = offer
        return (relation, is_subject) not in declined.ends, -fuzz.ratio(text, declined.text), text

    known = [names.label(iri) for iri in declined.known]
    offers = [one for one in _offers(declined, names, words, language) if one[0] in declined.relations]
    ranked = sorted(offers, key=rank)
    same = [text for relation, is_subject, text in ranked if (relation, is_subject) in declined.ends]
    found = same or [text for *_, text in ranked]
    if len(set(known)) > 1:
        found = [_OF_BOTH[language].format(*list(dict.fromkeys(known))[:2]), *found]
    if not found:
        found = [_OF_ALL[language].format(label) for label in known]
    if not found:
        found = list(_of_nothing(declined, words, language))
    return list(dict.fromkeys(found))[:limit]


def other_questions(question: Question, names: Names, words: Vocabulary, *, limit: int = 3) -> list[str]:
    """Questions to ask in place of one that nothing answers: of what it names, and of its relations from there."""
    named = dict.fromkeys(iri for one in question.thing.within() for iri in one.entities[:1])
    relations = frozenset(option.relation for clause in question.thing.clauses for option in clause.options)
    declined = Declined(text=question.text, unknown=(), known=tuple(named)[:2], relations=relations)
    language = question.language
    asked = question.text.rstrip("？?")
    known = _offers(declined, names, words, language)
    offers = [text for *_, text in known if text.rstrip("？?") != asked]
    told = [_OF_ALL[language].format(names.label(iri)) for iri in list(named)[:1]]
    return [*offers[: limit - len(told)], *told]


def _offers(
    declined: Declined, names: Names, words: Vocabulary, language: str
) -> Iterator[tuple[Relation, bool, str]]:
    for relation in Relation:
        for pattern in words.offers[relation][language]:
            for iri in declined.known:
                if _may_stand(relation, pattern, names.entities[iri].types):
                    text = pattern.replace("{s}", names.label(iri)).replace("{o}", names.label(iri))
                    yield relation, "{s}" in pattern, text


def _ends(relation: Relation, pattern: str) -> frozenset[EntityType]:
    signature = SIGNATURES[relation]
    return signature.subjects if "{s}" in pattern else signature.objects


def _may_stand(relation: Relation, pattern: str, types: tuple[EntityType, ...]) -> bool:
    return bool(_ends(relation, pattern).intersection(types))


_ACTOR, _PLACE, _THING = (
    {"zh": "谁", "en": "whom"},
    {"zh": "哪里", "en": "which place"},
    {"zh": "什么", "en": "what"},
)


def _of_nothing(declined: Declined, words: Vocabulary, language: str) -> Iterator[str]:
    """谁收购了谁: of the relations alone, for a question that names nothing is offered no name."""
    for relation in (one for one in Relation if one in declined.relations):
        objects = SIGNATURES[relation].objects
        asked = _ACTOR if objects & ORGANIZATIONS else _PLACE if objects <= _PLACES else _THING
        yield from [
            pattern.replace("{o}", asked[language])
            for pattern in words.offers[relation][language]
            if "{o}" in pattern
        ][:1]
