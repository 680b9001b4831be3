"""What stands around a word that is left over of a question."""

from __future__ import annotations

from kg.query.asking.leftover import leftover
from kg.query.asking.lexing import Cut, Token, has, value


def role_behind(spans: list[tuple[int, int, Token]], end: int) -> int:
    """Where the noun stands that tells the relation in the verb's place: 和X结成了伙伴."""
    behind = [(start, token) for start, _, token in spans if start >= end and not has(token, "filler")]
    return behind[0][0] if behind and has(behind[0][1], "ROLE") else 0


def pays(said: str, cut: Cut) -> bool:
    """Whether it is asked how much is paid: then what is done to what is named is an investment."""
    is_amount = any(value(token, "how_much") or has(token, "how_much") for token in cut.tokens)
    return is_amount and leftover().pays.search(said) is not None


def of_goods(shown: str, spans: list[tuple[int, int, Token]], start: int) -> str:
    """谷神装的 is 谷神使用的: what is in a thing is used by it, whatever the verb."""
    first, last, does = [one for one in spans if one[1] <= start][-2]
    return shown[:start] if has(does, "V") else shown[:first] + "使用" + shown[last:start]


def is_verb_place(before: Token | None, after: Token | None) -> bool:
    """Whether an English word stands where a verb would: before what is named."""
    return before is not None and after is not None and bool(value(after, "NAME"))
