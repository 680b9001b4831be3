"""Short forms of names: which shorter names a full one may go by, and when two names are one.

The forms are made from the full name, never guessed from likeness: 中国石油 is no short form of
中国石油国际事业有限公司, because 国际事业 is neither a legal form nor a trade.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from kg.errors import RuleError
from kg.vocab import ORGANIZATIONS, EntityType

_PLACE_ENDINGS = "省市县区州镇"
_SHORTEST = 2


class Shortening:
    """Knows legal forms, trades and places, and from them the short forms of a name."""

    def __init__(self, legal_forms: Collection[str], trades: Collection[str], places: Collection[str]) -> None:
        self._legal_forms = sorted(legal_forms, key=len, reverse=True)
        self._trades = sorted(trades, key=len, reverse=True)
        self._places = frozenset(places)
        self._longest_place = max(map(len, places), default=0)

    @classmethod
    def load(cls, path: Path, places: Collection[str]) -> Shortening:
        """From the markers file ``names.toml`` and the names of known places."""
        table = read_markers(path)
        return cls(table["legal_forms"], table["trades"], places)

    def short_forms(self, name: str, kind: EntityType) -> frozenset[str]:
        """The shorter names that this name may go by, at least two characters each.

        >>> forms = Shortening(["股份有限公司"], ["科技"], ["上海"])
        >>> sorted(forms.short_forms("上海优刻得科技股份有限公司", EntityType.COMPANY))
        ['上海优刻得', '上海优刻得科技', '优刻得', '优刻得科技', '优刻得科技股份有限公司']
        """
        if kind in ORGANIZATIONS:
            return frozenset(self._organisation_forms(name)) - {name}
        if kind is EntityType.PERSON and "·" in name:
            return frozenset({name.rsplit("·", 1)[1], name.split("·", 1)[0]}) - {name}
        if kind is EntityType.LOCATION and len(name) > _SHORTEST and name[-1] in _PLACE_ENDINGS:
            return frozenset({name[:-1]})
        return frozenset()

    def _organisation_forms(self, name: str) -> Iterator[str]:
        stems = [name]
        for form in self._legal_forms:
            if name.endswith(form) and len(name) - len(form) >= _SHORTEST:
                stems.append(name[: -len(form)].rstrip(" ,（("))
                break
        if len(stems) == 2:
            for trade in self._trades:
                stem = stems[1]
                if stem.endswith(trade) and len(stem) - len(trade) >= _SHORTEST:
                    stems.append(stem[: -len(trade)])
                    break
        for stem in stems:
            yield stem
            rest = self._without_place(stem)
            if len(rest) >= _SHORTEST and rest not in self._trades:
                yield rest

    def _without_place(self, name: str) -> str:
        for size in range(min(self._longest_place, len(name) - _SHORTEST), 1, -1):
            if name[:size] in self._places:
                return name[size:]
        return name


def read_markers(path: Path) -> dict[str, Any]:
    """A markers file as nested tables; a broken one is a RuleError that names it."""
    try:
        return tomllib.loads(path.read_text("utf8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"{path.name}: cannot be read ({error}): mend the file") from None
