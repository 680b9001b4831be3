"""A country and a company side by side."""

from __future__ import annotations

import pytest
from mentions.naming_samples import mention

from kg.lexicon import Lexicon, LexiconEntry
from kg.mentions.nations import Nations
from kg.vocab import EntityType

COMPANY, PLACE = EntityType.COMPANY, EntityType.LOCATION
NATIONS = Nations(
    Lexicon(
        [
            LexiconEntry(id="japan", type=PLACE, names=("日本",), codes=("iso:JP",)),
            LexiconEntry(id="china", type=PLACE, names=("中国",), codes=("iso:CN",)),
            LexiconEntry(id="hebei", type=PLACE, names=("河北",), codes=("iso:CN-HE",)),
            LexiconEntry(id="softbank", type=COMPANY, names=("软银",)),
            LexiconEntry(id="nec", type=COMPANY, names=("日本电气",)),
            LexiconEntry(id="ibm", type=COMPANY, names=("电气",)),
        ]
    )
)


def parted(surface: str, kind: EntityType = COMPANY) -> list[tuple[str, EntityType]]:
    """The names that a name falls into."""
    text = f"昨日，{surface}宣布"
    found = list(NATIONS.part([mention(text, surface, kind)]))
    assert all(text[one.span.start : one.span.end] == one.surface for one in found)
    return [(one.surface, one.type) for one in found]


@pytest.mark.parametrize("rest", ["软银", "Soitec", "VX公司"])
def test_a_company_that_is_known_or_latin_is_parted_from_its_country(rest: str) -> None:
    assert parted(f"日本{rest}") == [("日本", PLACE), (rest, COMPANY)]


@pytest.mark.parametrize("whole", ["日本电气", "日本云雀", "中国软银", "河北软银", "日本", "日本5"])
def test_a_name_whose_country_may_belong_to_it_stays_whole(whole: str) -> None:
    assert parted(whole) == [(whole, COMPANY)]


def test_only_companies_are_parted() -> None:
    assert parted("日本Soitec", EntityType.PRODUCT) == [("日本Soitec", EntityType.PRODUCT)]
