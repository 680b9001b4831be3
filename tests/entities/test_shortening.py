"""Short forms of full names."""

from __future__ import annotations

from pathlib import Path

import pytest
from entities.linking_samples import PLACES, SHORTENING
from hypothesis import given
from hypothesis import strategies as st

from kg.entities.shortening import Shortening
from kg.errors import RuleError
from kg.vocab import ORGANIZATIONS, EntityType


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("优刻得科技股份有限公司", {"优刻得", "优刻得科技"}),
        ("上海优刻得科技股份有限公司", {"优刻得", "优刻得科技", "上海优刻得", "上海优刻得科技"}),
        ("联想集团", {"联想"}),
        ("杭州隐翎科技", {"隐翎科技"}),
        ("Corvane Therapeutics", {"Corvane"}),
        ("优刻得（上海）", {"优刻得"}),
    ],
)
def test_a_company_goes_by_its_name_without_legal_form_trade_and_place(name: str, forms: set[str]) -> None:
    assert forms <= SHORTENING.short_forms(name, EntityType.COMPANY)


@pytest.mark.parametrize(
    ("name", "no_form"),
    [
        ("北京银行", "银行"),
        ("上海银行股份有限公司", "银行"),
        ("中国石油国际事业有限公司", "中国石油"),
        ("比亚迪电子", "比亚迪"),
        ("平安科技", "平安"),
        ("优刻得科技股份有限公司", "优刻"),
        ("优刻得科技股份有限公司", "科技"),
        ("AI Labs", "AI"),
        ("北京公司", "公司"),
    ],
)
def test_what_names_another_thing_is_no_short_form(name: str, no_form: str) -> None:
    assert no_form not in SHORTENING.short_forms(name, EntityType.COMPANY)


@pytest.mark.parametrize(
    ("name", "kind", "forms"),
    [
        ("LTPO技术", EntityType.TECHNOLOGY, {"LTPO"}),
        ("麒麟处理器", EntityType.PRODUCT, {"麒麟"}),
        ("“猎鹰”激光雷达", EntityType.PRODUCT, {"猎鹰"}),
        ("砺元S1", EntityType.PRODUCT, {"S1"}),
        ("蒂姆·库克", EntityType.PERSON, {"库克", "蒂姆"}),
        ("无锡市", EntityType.LOCATION, {"无锡"}),
        ("无锡", EntityType.LOCATION, set()),
        ("数据安全法", EntityType.POLICY, set()),
        ("极紫外光刻（EUV）", EntityType.TECHNOLOGY, {"极紫外光刻", "EUV"}),
        ("李彦宏", EntityType.PERSON, set()),
    ],
)
def test_the_short_forms_of_other_things(name: str, kind: EntityType, forms: set[str]) -> None:
    assert SHORTENING.short_forms(name, kind) == forms


_PARTS = st.sampled_from(
    [
        "上海",
        "北京",
        "优刻得",
        "科技",
        "半导体",
        "集团",
        "股份",
        "有限公司",
        "（上海）",
        "AI",
        " Inc",
        "“",
        "”",
        "市",
    ]
)


@given(st.lists(_PARTS, min_size=1, max_size=6).map("".join), st.sampled_from(EntityType))
def test_a_short_form_is_a_shorter_part_of_the_name(name: str, kind: EntityType) -> None:
    for form in SHORTENING.short_forms(name.strip(), kind):
        assert form in name
        assert 1 < len(form) < len(name)


@given(st.lists(_PARTS, max_size=5).map(lambda parts: "优刻得" + "".join(parts)))
def test_the_core_is_the_beginning_of_the_name_without_its_place_in_brackets(name: str) -> None:
    core = SHORTENING.core(name, EntityType.COMPANY)
    assert core
    assert name.replace("（上海）", "").startswith(core)


@pytest.mark.parametrize("name", ["隐翎集团控股有限公司", "优刻得科技股份"])
def test_the_core_of_a_core_is_the_core(name: str) -> None:
    core = SHORTENING.core(name, EntityType.COMPANY)
    assert SHORTENING.core(core, EntityType.COMPANY) == core


def test_the_core_is_never_empty() -> None:
    assert SHORTENING.core("（上海）", EntityType.COMPANY)


@pytest.mark.xfail(strict=True, reason="an initial counts as a short form")
def test_an_initial_is_no_short_form() -> None:
    assert SHORTENING.short_forms("W·布莱恩·阿瑟", EntityType.PERSON) == {"阿瑟"}


@pytest.mark.parametrize(
    ("names", "core"),
    [
        (("优刻得科技股份有限公司", "优刻得科技", "优刻得", "优刻得（上海）有限公司"), "优刻得"),
        (("比亚迪电子", "比亚迪电子有限公司"), "比亚迪电子"),
        (("联想集团", "联想"), "联想"),
    ],
)
def test_the_names_of_one_company_have_one_core_in_every_document(names: tuple[str, ...], core: str) -> None:
    assert {SHORTENING.core(name, EntityType.COMPANY) for name in names} == {core}


@pytest.mark.parametrize("kind", sorted(set(EntityType) - ORGANIZATIONS))
def test_the_core_of_what_is_no_organisation_is_its_name(kind: EntityType) -> None:
    assert SHORTENING.core("优刻得科技股份有限公司", kind) == "优刻得科技股份有限公司"


@pytest.mark.parametrize(
    ("short", "full", "holds"),
    [
        ("昱峰开关", "河南昱峰高压开关有限公司", True),
        ("隐翎微", "隐翎微电子股份有限公司", True),
        ("中国石油", "中国石油国际事业有限公司", False),
        ("中国石油", "中国石油天然气股份有限公司", False),
        ("昱峰", "河南昱峰高压开关有限公司", False),
        ("昱峰高压开关", "昱峰高压开关有限公司", False),
        ("昱峰开关", "昱峰高压开关", False),
        ("峰高开关", "河南昱峰高压开关有限公司", False),
    ],
)
def test_an_abbreviation_is_the_beginning_and_the_end_of_a_full_legal_name(
    short: str, full: str, holds: bool
) -> None:
    assert SHORTENING.abbreviates(short, full) is holds


def test_own_forms_keep_the_place() -> None:
    forms = SHORTENING.own_forms("上海隐翎科技有限公司")
    assert forms == {"上海隐翎科技", "上海隐翎"}


def test_no_places_means_that_none_is_taken_away() -> None:
    bare = Shortening(["有限公司"], ["科技"], ())
    assert bare.short_forms("上海隐翎科技有限公司", EntityType.COMPANY) == {"上海隐翎科技", "上海隐翎"}
    assert "隐翎" in Shortening(["有限公司"], ["科技"], PLACES).short_forms(
        "上海隐翎科技有限公司", EntityType.COMPANY
    )


@pytest.mark.parametrize("content", ["legal_forms = [", None])
def test_a_broken_or_missing_markers_file_is_named(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "names.toml").write_text(content, "utf8")
    with pytest.raises(RuleError, match=r"^names\.toml: cannot be read .*: mend the file$"):
        Shortening.load(tmp_path / "names.toml", ())


def test_a_markers_file_without_a_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "names.toml").write_text("legal_forms = []\n", "utf8")
    with pytest.raises(RuleError, match=r"^names\.toml: "):
        Shortening.load(tmp_path / "names.toml", ())
