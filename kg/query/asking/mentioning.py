"""Words that no vocabulary and no name knows, read as what the text says: B轮, 半导体设备, 临床试验.

Nobody lists the nouns of all trades. A question that is understood but for one or two of them is read as asking for
what is called so or noted so, or whose sentence mentions the word; the reply tells it, and where no text has the word
the question is declined as before. What tells the relation is never read so: a verb or a noun of the vocabulary must.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise, product
from typing import TypeGuard

from kg.query.asking.english import singulars
from kg.query.asking.lexing import Cut, Token, has, value
from kg.query.asking.mentions import mention
from kg.query.asking.question import Asked, Question
from kg.query.asking.senses import Reading
from kg.query.asking.speech import plain_tags
from kg.query.asking.speech import tags as tags_of
from kg.query.asking.stretches import tagged
from kg.query.asking.trades import is_company
from kg.query.asking.vocabulary import Vocabulary
from kg.query.asking.writing import HAN, is_whole, normalized

# So many unknown words may be read as text: of more the question is not understood.
_MOST = 2
# So many ways to cut the words are tried.
_WAYS = 6
_LATIN = re.compile(r"[a-z0-9][a-z0-9.+&/_-]*")
_LEAST = 2
# Tags of what names something (ICTCLAS): nouns, verbal nouns, abbreviations, idioms, attributes, Latin words.
_NAMING = ("n", "vn", "j", "l", "i", "b", "eng", "s", "an", "g")
# A letter or number with its measure is a word too: B轮, 5代.
_MEASURES = ("q", "zg", "m", "g", "k")
# Before a kind of thing a verb names what that does: 防水公司.
_DOING = ("v", "vi", "vg", "a", "ag")
_TELLING = frozenset(("V", "ROLE", "BUY", "SELL", "SOURCE", "GETS", "BELONG", "LEAD", "STATE", "HAVE", "AT"))
_DOES, _PLACES, _JOINTS, _NAMES = (frozenset((one,)) for one in ("V", "AT", "AND", "NAME"))
_ENDS = frozenset(("NAME", "WH", "DET", "WHERE", "HOWMANY"))
_KINDS = frozenset(("TYPE", "TYPES", "ROLE"))
_NOT_OF_FACTS = frozenset((Asked.ABOUT, Asked.CONNECTION))
_Has = Callable[[str], bool]


def readings(words: Iterable[str]) -> dict[str, tuple[Reading, ...]]:
    """The words as nouns, or as what is said beside the rest of the question."""
    return {word: (Reading("NOUN", mention(word)), Reading("mentioned", mention(word))) for word in words}


def mentioned(text: str, cut: Cut, words: Vocabulary, is_in_text: _Has) -> Iterator[tuple[str, ...]]:
    """The words over what is unknown that may be read so, each way to choose them in its turn.

    Args:
        text: the question.
        cut: the best way to cut it.
        words: the vocabulary.
        is_in_text: whether some name or sentence of the graph has a word in it.
    """
    said, text = text, normalized(text)
    unknown = cut.unknown or tuple(_torn(text, cut))
    if not 0 < len(unknown) <= _MOST or not _tells_relation(cut) or set(unknown) & words.beyond:
        return
    kinds = frozenset(_kinds_at(text, cut))

    def may_be(word: str) -> bool:
        known = is_in_text(word) or any(map(is_in_text, singulars(word)))
        return known and (not is_name_like(word, said) or _is_asked(text, word))

    choices = [list(filter(may_be, _over(text, piece, kinds))) for piece in unknown]
    for chosen in islice(product(*choices), _WAYS):
        yield tuple(dict.fromkeys(chosen))


def _torn(text: str, cut: Cut) -> Iterator[str]:
    """Words of the language that the cut tears into known letters: 外卖 is no 外 and 卖."""
    starts, at = {0}, 0
    for token in cut.tokens:
        at = max(text.find(token.text, at), at)
        starts |= {at, at + len(token.text)}
        at += len(token.text)
    single = {place for place in starts if place + 1 in starts}
    for start, end, tag in tagged(text.upper()):
        is_torn = (
            end - start > 1 and {start, end} <= starts and any(one in single for one in range(start, end))
        )
        if is_torn and tag.startswith((*_NAMING, *_DOING)):
            # 采矿方法: of the whole the kind is known.
            kind = next((one for one in _kinds_at(text, cut) if start + _LEAST <= one < end), end)
            yield text[start:kind]


def is_name_like(word: str, said: str) -> bool:
    """Whether a word is rather the name of someone or of a place than a noun: what nobody knows of is not answered.

    >>> [is_name_like(word, word) for word in ("蔚来", "晶沛科技", "沈阳", "临床试验", "质谱仪")]
    [True, True, True, False, False]
    """
    if word.isascii():
        return re.search(rf"(?<=[a-z,;] ){re.escape(word.capitalize())}(?![a-z])", said) is not None
    pieces = plain_tags(re.sub(r"[a-z0-9.+-]+.?", "", word))
    if is_company(word) or any(tag.startswith(("nr", "ns", "nt")) for _, tag in pieces):
        return True
    return any(len(one) == len(other) == 1 for (one, _), (other, _) in pairwise(pieces)) or (
        len(pieces) > 1 and len(pieces[0][0]) == 1 and not pieces[0][1].startswith(("m", "n", "j"))
    )


def _is_asked(text: str, word: str) -> bool:
    return (
        re.search(rf"(?:哪[些种款几个类项]|哪几[家种款个项]|什么|which |what ){re.escape(word)}", text)
        is not None
    )


def stands(cut: Cut) -> bool:
    """Whether no such word is where the name of someone would be: before a verb as who does it, or beside a name."""
    tokens = [token for token in cut.tokens if not any(one.category == "filler" for one in token.readings)]
    for place, token in enumerate(tokens):
        if not value(token, "mentioned"):
            continue
        before, after = tokens[:place], tokens[place + 1 :]
        does = bool(after) and has(after[0], *_DOES) and not has(after[0], *_PLACES)
        if does and not any(has(one, *_ENDS) for one in before):
            return False
        if _is_joined(before[-1:], before[-2:-1]) or _is_joined(after[:1], after[1:2]):
            return False
    return True


def _is_joined(joint: list[Token], other: list[Token]) -> bool:
    return bool(joint and other) and has(joint[0], *_JOINTS) and has(other[0], *_NAMES)


def is_of_words(question: Question | None) -> TypeGuard[Question]:
    """Whether a question with such a word is one that facts answer: not all that is said of something."""
    return question is not None and question.asked not in _NOT_OF_FACTS and bool(question.thing.clauses)


def _tells_relation(cut: Cut) -> bool:
    return any(has(token, *_TELLING) for token in cut.tokens)


def _kinds_at(text: str, cut: Cut) -> Iterator[int]:
    """Where words for a kind of thing begin."""
    at = 0
    for token in cut.tokens:
        at = max(text.find(token.text, at), at)
        if has(token, *_KINDS):
            yield at
        at += len(token.text)


def _over(text: str, piece: str, kinds: frozenset[int]) -> Iterator[str]:
    """The words that take in the piece: all nouns around it, the word of the language, the piece itself."""
    at = text.find(piece)
    if at < 0:
        return
    end = at + len(piece)
    if _LATIN.fullmatch(piece):
        if len(piece) >= _LEAST and is_whole(text, at, end):
            yield piece
        return
    tokens = tagged(text.upper())
    over = [place for place, (start, last, _) in enumerate(tokens) if start < end and at < last]
    if not over:
        return
    found: dict[str, None] = {}
    for first in range(max(0, over[0] - 2), over[0] + 1):
        for final in range(min(len(tokens), over[-1] + 3), over[-1], -1):
            stretch = tokens[first:final]
            word = text[stretch[0][0] : stretch[-1][1]]
            is_before_kind = stretch[-1][1] in kinds
            if _is_noun([tag for *_, tag in stretch], is_before_kind) and len(word) >= _LEAST:
                found[word] = None
    yield from sorted(found, key=lambda word: (len(word) > len(piece) + 2, -len(word)))
    if (
        piece not in found
        and len(piece) >= _LEAST
        and all(map(HAN.match, piece))
        and _is_noun_alone(piece, end in kinds)
    ):
        yield piece


def _is_noun(tags: list[str], is_before_kind: bool) -> bool:
    *before, last = tags
    if any(not tag.startswith((*_NAMING, *_MEASURES, *_DOING)) for tag in before):
        return False
    if last.startswith(_NAMING):
        return True
    if last in _MEASURES:
        return bool(before) and before[-1].startswith(("eng", "n"))
    return is_before_kind and last in _DOING


def _is_noun_alone(piece: str, is_before_kind: bool) -> bool:
    return _is_noun([tag for _, tag in tags_of(piece)] or ["x"], is_before_kind)
