"""What the writings of a name have in common: the form that names are compared in."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from kg.lexicon import name_key, name_keys

_BETWEEN = "\0"  # no name has it in it, or it is dropped


def key(text: str) -> str:
    """What two writings of one name have in common.

    >>> key("ＳＭＩＣ") == key("smic"), key("《数据安全法》") == key("数据安全法")
    (True, True)
    """
    return name_key(unicodedata.normalize("NFKC", text))


def keys(texts: Sequence[str]) -> list[str]:
    """The keys of many texts, in a tenth of the time that they would take one by one.

    >>> keys(["ＳＭＩＣ", "《数据安全法》"])
    ['smic', '数据安全法']
    """
    if not texts:
        return []
    together = _BETWEEN.join(texts)
    if together.count(_BETWEEN) >= len(texts):
        together = _BETWEEN.join(text.replace(_BETWEEN, "") for text in texts)
    return name_keys(_narrow(together)).split(_BETWEEN)


def _narrow(text: str) -> str:
    """The text in normal form: where few letters keep it from that, they are replaced first, which is quicker."""
    for letter in set(text):
        if (narrow := unicodedata.normalize("NFKC", letter)) != letter:
            text = text.replace(letter, narrow)
    return unicodedata.normalize("NFKC", text)
