"""Last words of names."""

from __future__ import annotations

from pathlib import Path

import pytest
from mentions.naming_samples import found

from kg import resources
from kg.errors import RuleError
from kg.mentions.suffixes import load_suffixes
from kg.vocab import EntityType

SHIPPED = resources.seeds_folder() / "markers" / "suffixes.toml"


def _types(text: str) -> list[tuple[str, EntityType]]:
    known, _ = load_suffixes(SHIPPED)
    return [(text[hit.start : hit.end], hit.entry.type) for hit in known.find(text)]


@pytest.mark.parametrize(
    ("text", "suffix", "kind"),
    [
        ("优刻得科技股份有限公司", "股份有限公司", EntityType.COMPANY),
        ("国家集成电路产业投资基金", "产业投资基金", EntityType.FUND),
        ("厦门大学", "大学", EntityType.RESEARCH),
        ("网络安全审查条例", "条例", EntityType.POLICY),
        ("中国半导体行业协会", "协会", EntityType.ASSOCIATION),
    ],
)
def test_the_end_of_a_name_tells_its_type(text: str, suffix: str, kind: EntityType) -> None:
    words, found_kind = _types(text)[-1]
    assert text.endswith(words)
    assert words.endswith(suffix[-2:])
    assert found_kind is kind


def test_strong_suffixes_are_told_from_weak_ones(tmp_path: Path) -> None:
    path = tmp_path / "suffixes.toml"
    path.write_text('[Company]\nstrong = ["有限公司"]\nweak = ["科技"]\n', "utf8")
    known, strong = load_suffixes(path)
    assert strong == {"有限公司"}
    assert [words for words, _ in found("甲科技有限公司", known.find("甲科技有限公司"))] == [
        "科技",
        "有限公司",
    ]


def test_the_shipped_suffixes_are_there_for_most_types() -> None:
    known, strong = load_suffixes(SHIPPED)
    assert len(strong) > 80
    assert known.find("公司")


@pytest.mark.parametrize("content", ["[Company\nstrong =", None])
def test_a_broken_or_missing_file_is_named(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "suffixes.toml"
    if content is not None:
        path.write_text(content, "utf8")
    with pytest.raises(RuleError, match=r"^suffixes\.toml: cannot be read .*: mend the file$"):
        load_suffixes(path)
