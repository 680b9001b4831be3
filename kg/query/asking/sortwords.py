"""What a word for less than a type is understood as, told in words."""

from __future__ import annotations

from kg.query.asking.question import Sort


def sort_in_words(sort: Sort, language: str) -> str:
    """What tells that a thing is of the sort; or that the graph does not know."""
    return _chinese(sort) if language == "zh" else _english(sort)


def _chinese(sort: Sort) -> str:
    word = "/".join(sort.words)
    if sort.trades:
        return f" 是{word}（词典所注行业或名称）"
    if sort.names:
        where = "或关于它的句子" if sort.anywhere else "或句中" if sort.by_sentence else ""
        return f" 的名称{where}有“{'/'.join(sort.names[:2])}”"
    if sort.coded == "stock":
        return " 有股票代码"
    if sort.coded == "country":
        return " 是国家"
    known = f" 是{word}，不是国家或省"
    return known if sort.coded or sort.without else f" 不限于“{word}”，图谱不作此分"


def _english(sort: Sort) -> str:
    word = "/".join(sort.words)
    if sort.trades:
        return f" is a {word} (by the lexicon or its name)"
    if sort.names:
        known = [name for name in sort.names if name.isascii()] or list(sort.names)
        where = (
            " or some sentence about it" if sort.anywhere else " or the sentence" if sort.by_sentence else ""
        )
        return f"'s name{where} has '{'/'.join(known[:2])}' in it"
    if sort.coded == "stock":
        return " has a stock code"
    if sort.coded == "country":
        return " is a country"
    told = f" is a {word}, no country or province"
    return told if sort.coded or sort.without else f" need be no {word}: the graph does not tell them apart"
