"""An unknown noun beside a known kind: 显示面板的工厂 are factories that mention it, 酒企 companies that mention 酒."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.query.asking.speech import tags

# Ends of words for a kind of company, with what says that kind alone.
_ENDS = (("企业", "企业"), ("企", "企业"), ("厂商", "厂商"), ("商", "厂商"))
_HAN = re.compile(r"[\u3400-\u9fff]+")
# A noun has its head at its end: 显示面板 is a 面板.
_HEAD = 2
# Tags of names: whose they are is never left out.
_NAMES = frozenset(("nr", "nrf", "nrfg", "nrt", "ns", "nt", "nz"))


def beside_kinds(
    shown: str, at: int, piece: str, kinds: frozenset[int], is_in_text: Callable[[str], bool]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The question with the kind alone, and the words that what is asked for must mention; none where no text has them.

    Args:
        shown: the question.
        at: where the unknown piece begins in it.
        piece: the piece.
        kinds: where known words for a kind begin.
        is_in_text: whether some name or sentence has a word in it.
    """
    if not _HAN.fullmatch(piece):
        return
    end = at + len(piece)
    for last, kind in _ENDS:
        noun = piece.removesuffix(last)
        if piece.endswith(last) and noun and is_in_text(noun):
            yield shown[:at] + kind + shown[end:], (noun,)
            return
    start = end + shown.startswith("的", end)
    words = tuple(dict.fromkeys(one for one in (piece, piece[-_HEAD:]) if len(one) >= _HEAD))
    known = tuple(word for word in words if is_in_text(word))
    if start in kinds and known:
        yield shown[:at] + shown[start:], (piece, *(word for word in known if word != piece))
    elif start in kinds and _is_noun(piece):
        yield shown[:at] + shown[start:], ()


def _is_noun(piece: str) -> bool:
    """Whether it is one word that tells of what kind something is: 餐饮品牌, 船公司."""
    told = tags(piece)
    return len(told) == 1 and told[0][1].startswith(("n", "vn", "b", "an", "j")) and told[0][1] not in _NAMES
