"""How a question may be written: wide and narrow letters, quotation marks, blanks, traditional characters."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from kg.resources import seeds_folder

_DROPPED = frozenset('《》〈〉“”‘「」『』"`')
HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]")
# Nothing of these is to be changed but case and traditional characters.
_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9.&+/_-]+|[A-Za-z0-9.&+/_-]+(?: [A-Za-z0-9.&+/_-]+)*")
_PLAIN_LINE = re.compile(
    r"(?:[\u4e00-\u9fffa-z0-9.&+/_-]+|[a-z0-9.&+/_-]+(?: [a-z0-9.&+/_-]+)*)\n|(?P<other>.*)\n"
)
_SHORT_IS = re.compile(r"\b(who|what|where|when|how|which|there)['’]s\b")


@lru_cache(1 << 17)
def normalized(text: str) -> str:
    """The text in lower case and narrow letters, without quotation marks, blanks only between Latin words.

    >>> normalized("《数据安全法》 适用于 谁？ Who uses  ＡＩ")
    '数据安全法适用于谁?who uses ai'
    """
    if _PLAIN.fullmatch(text):
        return _simply(text.lower())
    kept = "".join(char for char in unicodedata.normalize("NFKC", text) if char not in _DROPPED).lower()
    kept = _simply(kept)
    kept = "".join(char if char.isprintable() else " " for char in kept)
    kept = _SHORT_IS.sub(r"\1 is", kept)
    return re.sub(r"\s+", lambda gap: _gap(gap, kept), kept).strip()


def to_normalize(words: Iterable[str]) -> list[str]:
    """Those of the words, in lower case already, that ``normalized`` may change: quicker than to try each.

    >>> to_normalize(["谁", "who uses", "谁 ?"])
    ['谁 ?']
    """
    words = list(words)
    written = "\n".join([*words, ""])
    if _traditional().search(written):
        return words
    return [line for line in _PLAIN_LINE.findall(written) if line]


def _gap(gap: re.Match[str], text: str) -> str:
    around = text[max(0, gap.start() - 1)], text[min(len(text) - 1, gap.end())]
    return "" if any(HAN.match(char) or char in "?!。" for char in around) else " "


def _simply(text: str) -> str:
    return text.translate(simplified()) if _traditional().search(text) else text


def simplified_lines(lines: list[str]) -> list[str]:
    """The lines, which have no NUL in them, in simplified characters."""
    text = "\0".join(lines)
    if not _traditional().search(text):
        return lines
    return _traditional().sub(lambda match: match[0].translate(simplified()), text).split("\0")


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(map(chr, simplified())))}]")


@cache
def simplified() -> dict[int, int]:
    """The simplified form of each traditional character that has one."""
    path = seeds_folder() / "markers" / "traditional.toml"
    table = tomllib.loads(path.read_text("utf8"))
    return str.maketrans("".join(table["traditional"]), "".join(table["simplified"]))


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether a Latin word or number neither begins nor ends in the middle of another."""
    return not (is_inside(text, start) or is_inside(text, end))


def is_inside(text: str, at: int) -> bool:
    """Whether a place is in the middle of a Latin word or a number."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if after == "'" and before.isalpha():
        return False
    return before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
