"""One word that nothing knows, set aside where the rest of the question is understood without it.

Only a word that cannot be (a part of) a name nor what is asked of: not beside a name or after a verb, no capital. The
reply tells the word, so that whoever asked knows that the answer may be wider than the question.
"""

from __future__ import annotations

import re

from kg.query.asking.leftover import BOUNDS, leftover
from kg.query.asking.lexing import Cut, Token, has, value
from kg.query.asking.question import Asked, Question
from kg.query.asking.senses import Reading
from kg.query.asking.speech import tags as tags_of
from kg.query.asking.stretches import words_over
from kg.query.asking.vocabulary import Vocabulary

_HAN = re.compile(r"[\u3400-\u9fff]{1,4}")
_LATIN = re.compile(r"[a-z][a-z-]+")
# After these the word says whom or what it is about; before these it may be the end of a name.
_BEFORE = frozenset(
    ("NAME", "AND", "PREP", "BEI", "V", "BA", "AT", "FROM", "EXCEPT", "UNDER", "BY", "OF", "ON", "TO")
)
# Tags of adverbs, conjunctions and interjections.
_MANNERS = frozenset(("d", "c", "e", "y", "o", "z", "ad"))
# How far, how near or through whom: without it another thing would be asked for.
_NARROWS = re.compile(
    r"间接|直接|附近|周边|周围|临近|邻近|旁边|几乎|险些|假装|佯|冒充"
    r"|\b(?:nearly|almost|barely|hardly|partly|partially|indirectly|directly|solely|exclusively|jointly|near|nearby|outside)\b"
)
_AFTER = frozenset(("NAME", "AND", "DE", "PART", "WORD"))


def may_be_aside(word: str, text: str, words: Vocabulary) -> bool:
    """Whether a word that is not known may be set aside at all."""
    if word in words.beyond or _NARROWS.search(word) or not (_HAN.fullmatch(word) or _LATIN.fullmatch(word)):
        return False
    return not (word.isascii() and word.capitalize() in text and not text.startswith(word.capitalize()))


def as_aside(word: str) -> dict[str, tuple[Reading, ...]]:
    """The word as one that says nothing, to be cut out of the question with the others."""
    return {word: (Reading("aside", word),)}


def is_harmless(cut: Cut, word: str) -> bool:
    """Whether the word stands where nothing is lost that the rest of the question hangs on."""
    tokens = cut.tokens
    place = next((at for at, token in enumerate(tokens) if _is(token, word)), 0)
    if place == 0 or cut.unknown:
        return False
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    # 谁反对投资X, 谁呼吁收购X: what is done to a deed is another deed.
    deed = tokens[place + 2 : place + 3] if after and value(after, "PREP") else tokens[place + 1 : place + 2]
    if any(value(one, "V") for one in deed) and _is_verb(tokens[place - 1 :], word):
        return False
    is_beside = has(tokens[place - 1], *_BEFORE) or (after is not None and has(after, *_AFTER))
    is_beside = is_beside and not is_manner(word)
    tells = any(value(token, "V") or value(token, "ROLE") for token in tokens)
    return not is_beside and tells and any(value(token, "NAME") for token in tokens)


def is_noun(word: str) -> bool:
    """Whether a word names something, so that without it another thing would be asked for: 钢琴厂商."""
    return not word.isascii() and bool(tags_of(word)) and all(tag.startswith("n") for _, tag in tags_of(word))


def is_listing(question: Question | None) -> bool:
    """Whether what is asked are things or facts: a number or a yes would be wrong, not only wider."""
    return question is not None and question.asked in (Asked.THING, Asked.FACTS)


def is_manner(word: str) -> bool:
    """Whether a word tells how something is done, and can be no part of a name: 悄悄, 接连.

    A word that bounds or denies what is asked for is none.
    """
    if BOUNDS.search(word) or len(word) < 2:
        return False
    ((_, tag), *more) = tags_of(word) or [("", "")]
    return not more and tag in _MANNERS


def _is(token: Token, word: str) -> bool:
    return token.text == word and bool(value(token, "aside"))


def _is_verb(tokens: tuple[Token, ...], word: str) -> bool:
    """Whether the word is a verb, or a part of one, that carries another verb and does more than carry it."""
    said = "".join(token.text for token in tokens)
    at = said.find(word)
    over = [(start, end, tag) for start, end, tag in words_over(said, at, at + len(word))]
    return any(tag.startswith("v") and said[start:end] not in leftover().light for start, end, tag in over)
