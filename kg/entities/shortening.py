"""Short forms of names: which shorter names a full one may go by, and when two names are one.

The forms are made from the full name, never guessed from likeness: 中国石油 is no short form of
中国石油国际事业有限公司, because 国际事业 is neither a legal form nor a trade.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from kg import markers
from kg.vocab import ARTEFACTS, ORGANIZATIONS, EntityType

_PLACE_ENDINGS = "省市县区州镇"
SHORTEST = 2
SHORTEST_LATIN = 4
_PLACE_IN_BRACKETS = re.compile(r"[（(][\u3400-\u9fff]{2,4}[）)]")
_PLACE_AT_END = re.compile(_PLACE_IN_BRACKETS.pattern + "$")
_EMPTY_TRADES = ("科技", "股份")
_BRACKETED = re.compile(r"(.{2,})[（(]([^（）()]{2,})[）)]")
_QUOTED = re.compile(r".*“([^“”]{2,})”.*")
# A maker's name before a model's, or what it is after it: 砺元S1 may go by S1, and so may S1农业无人机.
_MODEL = re.compile(r"[\u3400-\u9fff]{2,}([A-Z][A-Za-z0-9.\-+ ]*\d[A-Za-z0-9.\-+ ]*)")
_MODEL_FIRST = re.compile(r"([A-Z][A-Za-z0-9.\-+ ]*\d[A-Za-z0-9.\-+]*)[\u3400-\u9fff]{2,}")


class Shortening:
    """Knows legal forms, trades, tails and places, and from them the short forms of a name."""

    def __init__(
        self,
        legal_forms: Collection[str],
        trades: Collection[str],
        places: Collection[str],
        artefact_tails: Collection[str] = (),
        policy_kinds: Collection[str] = (),
    ) -> None:
        self._legal_forms = tuple(sorted(legal_forms, key=len, reverse=True))
        self._trades = tuple(sorted(trades, key=len, reverse=True))
        self._artefact_tails = sorted(artefact_tails, key=len, reverse=True)
        self._policy_kinds = frozenset(policy_kinds)
        self._places = frozenset(places)
        self._longest_place = max(map(len, places), default=0)

    @classmethod
    def load(cls, path: Path, places: Collection[str]) -> Shortening:
        """From the markers file ``names.toml`` and the names of known places."""
        keys = ("legal_forms", "trades", "artefact_tails", "policy_kinds")
        forms, trades, tails, kinds = markers.read(path, lambda tables: [list(tables[key]) for key in keys])
        return cls(forms, trades, places, tails, kinds)

    def short_forms(self, name: str, kind: EntityType) -> frozenset[str]:
        """The shorter names that this name may go by, at least two characters each.

        >>> forms = Shortening(["股份有限公司"], ["科技"], ["上海"], ["技术"])
        >>> sorted(forms.short_forms("上海优刻得科技股份有限公司", EntityType.COMPANY))
        ['上海优刻得', '上海优刻得科技', '优刻得', '优刻得科技', '优刻得科技股份有限公司']
        >>> sorted(forms.short_forms("LTPO技术", EntityType.TECHNOLOGY))
        ['LTPO']
        """
        if kind in ORGANIZATIONS:
            found = set(self._organisation_forms(name)) | _first_words(name)
        elif kind in ARTEFACTS:
            found = set(self._artefact_forms(name))
        elif kind is EntityType.POLICY:
            found = {word for word in self._policy_kinds if name.endswith(word)}
        elif kind is EntityType.PERSON and "·" in name:
            found = {name.rsplit("·", 1)[1], name.split("·", 1)[0]}
        elif kind is EntityType.LOCATION and len(name) > SHORTEST and name[-1] in _PLACE_ENDINGS:
            found = {name[:-1]}
        else:
            found = set()
        bracket = _BRACKETED.fullmatch(name)
        if bracket:
            found |= {bracket.group(1)} | self.short_forms(bracket.group(1), kind)
            if bracket.group(2) not in self._places:
                found.add(bracket.group(2))
        return frozenset(found) - {name}

    def own_forms(self, name: str) -> frozenset[str]:
        """The short forms of an organisation's name that keep its place: those that name no one else."""
        return frozenset(self._stems(name)) - {name}

    def core(self, name: str, kind: EntityType) -> str:
        """What a name has in common over documents: an organisation's without its legal form.

        优刻得科技股份有限公司, 优刻得科技 and 优刻得 have one core, so that each document finds the same entity
        without knowing the others. Only 科技 and 股份 fall away besides: 比亚迪电子 is not 比亚迪.

        >>> forms = Shortening(["股份有限公司", "有限公司"], ["科技"], [])
        >>> forms.core("优刻得科技股份有限公司", EntityType.COMPANY), forms.core("平安科技", EntityType.COMPANY)
        ('优刻得', '平安科技')
        """
        if kind not in ORGANIZATIONS:
            return name
        stem = _PLACE_IN_BRACKETS.sub("", name) or name
        while (shorter := self._without_empty_words(stem)) != stem:
            stem = shorter
        return stem

    def _without_empty_words(self, name: str) -> str:
        stem = self._stems(name)[:2][-1]
        for ending in _EMPTY_TRADES:
            if stem.endswith(ending) and len(stem) - len(ending) > SHORTEST:
                stem = stem[: -len(ending)]
        return stem

    def abbreviates(self, short: str, full: str) -> bool:
        """Whether a short name is the beginning and the end of a full legal name's stem.

        >>> forms = Shortening(["有限公司"], [], ["河南"])
        >>> forms.abbreviates("昱峰开关", "河南昱峰高压开关有限公司")
        True
        >>> forms.abbreviates("中国石油", "中国石油国际事业有限公司")
        False
        """
        stem = self._abbreviated(full)
        if len(short) < 2 * SHORTEST - 1 or len(short) >= len(stem):
            return False
        if stem.startswith(short) and len(stem) - len(short) <= SHORTEST:
            return True
        ends = len(short) - SHORTEST
        return ends >= SHORTEST and stem.startswith(short[:SHORTEST]) and stem.endswith(short[SHORTEST:])

    def beginning(self, full: str) -> str:
        """The characters with which every abbreviation of a full legal name begins; none if it has none.

        >>> Shortening(["有限公司"], [], ["河南"]).beginning("河南昱峰高压开关有限公司")
        '昱峰'
        """
        return self._abbreviated(full)[:SHORTEST]

    def _abbreviated(self, full: str) -> str:
        stems = self._stems(full)
        return self._without_place(stems[1]) if len(stems) > 1 else ""

    def _stems(self, name: str) -> list[str]:
        """The name, the name without its legal form, and without its trade."""
        stems = [name]
        for form in _ends_of(name, self._legal_forms):
            stem = name.removesuffix(form).rstrip(" ,（(")
            if len(stem) >= SHORTEST:
                stems.append(stem)
                break
        if len(stems) == 2:
            for trade in _ends_of(stems[1], self._trades):
                if len(stems[1]) - len(trade) >= SHORTEST:
                    stems.append(stems[1].removesuffix(trade))
                    break
        return stems

    def _organisation_forms(self, name: str) -> Iterator[str]:
        for number, stem in enumerate(self._stems(name)):
            yield stem
            if len(bare := _PLACE_AT_END.sub("", stem)) >= SHORTEST:
                yield bare
            rest = self._without_place(stem)
            # 北京银行 is no short form's owner, 杭州隐翎科技 is: without a legal form more must be left.
            least = SHORTEST if number else 2 * SHORTEST
            if len(rest) >= least and rest not in self._trades:
                yield rest

    def _artefact_forms(self, name: str) -> Iterator[str]:
        for tail in self._artefact_tails:
            if name.endswith(tail) and len(name) - len(tail) >= SHORTEST:
                yield name[: -len(tail)]
                break
        for pattern in (_QUOTED, _MODEL, _MODEL_FIRST):
            found = pattern.fullmatch(name)
            if found:
                yield found.group(1)

    def _without_place(self, name: str) -> str:
        for size in range(min(self._longest_place, len(name) - SHORTEST), 1, -1):
            if name[:size] in self._places:
                return name[size:]
        return name


def _ends_of(name: str, endings: tuple[str, ...]) -> list[str]:
    """The endings that a name has, in their order; most names have none, which is told at once."""
    return [ending for ending in endings if name.endswith(ending)] if name.endswith(endings) else []


def _first_words(name: str) -> set[str]:
    """The first word of a Latin name of several words: Corvane of Corvane Therapeutics."""
    first, _, rest = name.partition(" ")
    return {first} if rest and name.isascii() and len(first) >= SHORTEST_LATIN else set()
