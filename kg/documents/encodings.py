"""Bytes to text, where nobody says what the encoding is.

UTF-8 proves itself; GB18030, Big5 and UTF-16 decode nearly anything, so they are told apart by what they make
of the bytes: the right one gives common characters and Chinese punctuation, a wrong one rare characters. That
holds for texts of a dozen characters, where the statistics of general detectors fail.
"""

from __future__ import annotations

import codecs
import unicodedata
from functools import lru_cache

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHINESE = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_PUNCTUATION = frozenset("，。、：；？！“”‘’（）《》—…·「」『』【】％")
# The characters that news uses most, simplified and traditional: a third of any text.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定"
    "行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些"
    "然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公"
    "无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将"
    "组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金"
    "增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类"
    "个這為國時來們對會發動過說產種麼後學經進著電裡現實體機當使點從業還應開關線內數問題無變條沒結與並質軍氣間見計組較將"
    "運農幾區強決幹戰隊給領東導壓爭濟階極術聯認權證轉單風場車務萬達積議聲報鬥類億圓億亿元企投技科市司公宣布股份银企業"
)
_LAYOUT = frozenset("\n\r\t\f\v\x85")
_WORST = 0.02  # share of bytes that may be broken: a file cut in mid-character, a stray byte


def decoded(data: bytes) -> tuple[str, str] | None:
    """The text of some bytes and its encoding; nothing if they are not text.

    >>> decoded("中芯国际公布季报。".encode("gb18030"))
    ('中芯国际公布季报。', 'gb18030')
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _whole(data[len(mark) :], name)
    try:
        text = data.decode("utf-8")
        if _is_text(text):
            return text, "utf-8"
        if b"\0" not in data:  # UTF-16 of Latin letters is UTF-8 with a NUL before each
            return None
    except UnicodeDecodeError:
        pass
    readings = [(plausibility(text), text, name) for name in _CHINESE if (text := _reading(data, name))]
    best = max(readings, default=None, key=lambda reading: reading[0])
    # UTF-8 with a few broken bytes is still UTF-8: in any other encoding it is rare characters.
    broken = _reading(data, "utf-8") if b"\0" not in data else ""
    if broken and plausibility(broken) > max(0.3, best[0] if best else 0.0):
        return broken, "utf-8"
    if best and best[0] >= 0.3:
        return best[1], best[2]
    return _by_statistics(data)


def in_encoding(data: bytes, name: str) -> str | None:
    """The text in an encoding that the document itself declares, or nothing if it is not in that."""
    wider = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
    try:
        codec = codecs.lookup(wider.get(name.strip().lower(), name.strip())).name
        return _reading(data, codec) or None
    except (LookupError, ValueError):
        return None


def plausibility(text: str) -> float:
    """How much a text looks like Chinese news: about 1 if it does, below 0 if it is decoded wrongly."""
    sample = text[:20000]
    foreign = [character for character in sample if not character.isascii()]
    if not foreign:
        return 0.5 if _is_text(sample) else -1.0
    return sum(map(_weight, foreign)) / len(foreign) - 20 * _controls(sample)


@lru_cache(maxsize=32768)
def _weight(character: str) -> float:
    if character in _FREQUENT or character in _PUNCTUATION:
        return 1.8
    if "\u4e00" <= character <= "\u9fff":
        return 0.7 if _is_common(character) else -1.0
    if "\uff01" <= character <= "\uff5e" or character in "\u3000\ufeff\u2500\u200b\u00a0\u00ad":
        return 0.5
    return (
        -0.5 if unicodedata.category(character) in ("So", "Po", "Sm", "Sc", "Zs", "Nl", "No", "Cf") else -2.0
    )


def _is_common(character: str) -> bool:
    """Whether a standard counts the character among those of daily use, in its first plane of characters."""
    for name, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        try:
            lead = character.encode(name)[0]
        except UnicodeEncodeError:
            continue
        if first <= lead <= last:
            return True
    return False


def _reading(data: bytes, name: str) -> str:
    """The bytes as that encoding reads them, broken ones left out; empty if too many are broken."""
    text = data.decode(name, errors="replace")
    broken = text.count("\ufffd")
    # The last character may be cut however short the text is.
    if broken > max(1, _WORST * len(text)):
        return ""
    return text.replace("\ufffd", "")


def _whole(data: bytes, name: str) -> tuple[str, str] | None:
    text = _reading(data, name)
    return (text, name) if _is_text(text) else None


def _controls(text: str) -> float:
    """The share of characters that no text holds."""
    odd = {c for c in set(text) - _LAYOUT if unicodedata.category(c) in ("Cc", "Cn", "Co", "Cs")}
    return sum(map(text.count, odd)) / len(text) if odd else 0.0


def _is_text(text: str) -> bool:
    """Whether a decoded text is one: a control character is an accident, many are binary data."""
    return _controls(text[:20000]) <= 0.02


def _by_statistics(data: bytes) -> tuple[str, str] | None:
    """Other encodings (Shift JIS, EUC-KR, Windows-1252), if a general detector is sure of one."""
    if b"\0" in data or len(data) < 64:  # below that it guesses
        return None
    from charset_normalizer import from_bytes

    match = from_bytes(data[:200_000]).best()
    if match is None or match.chaos > 0.1:
        return None
    text = _reading(data, match.encoding)
    letters = sum(character.isalnum() or character.isspace() for character in text)
    return (text, match.encoding) if text and _is_text(text) and letters > 0.7 * len(text) else None
