"""The seed rules hold their own examples, and the loader refuses rules that prove nothing."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import RuleError
from kg.facts.matching import Matcher, example_scene, problems
from kg.resources import seeds_folder
from kg.rules import Example, MarkedName, Rule, load
from kg.slots import compile_pattern
from kg.vocab import EntityType, Relation

RULES = load(seeds_folder() / "rules")

FINDS = 'finds = [{ text = "[海信]拟收购[东芝映像]", subject = "海信", object = "东芝映像" }]'
MISSES = 'misses = [{ text = "[海信]的收购对象不是[东芝映像]", because = "收购 is part of a noun" }]'
GOOD = f"""
predicate = "acquires"

[[rule]]
name = "verb"
triggers = ["收购"]
pattern = '{{subject:Company}}{{gap}}收购{{object:Company}}'
{FINDS}
{MISSES}
"""


def rules_from(tmp_path: Path, text: str) -> tuple[Rule, ...]:
    (tmp_path / "acquires.toml").write_text(text, "utf8")
    return load(tmp_path)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_its_examples_and_passes_its_near_misses(rule: Rule) -> None:
    assert list(problems([rule])) == []


def test_there_are_as_many_rules_as_the_files_hold() -> None:
    heads = sum(
        len(re.findall(r"^\[\[rule\]\]$", path.read_text("utf8"), re.MULTILINE))
        for path in (seeds_folder() / "rules").glob("*.toml")
    )
    assert len(RULES) == heads
    assert heads >= 180


def test_every_relation_has_between_five_and_fifty_rules() -> None:
    counts = {relation: sum(rule.relation == relation for rule in RULES) for relation in Relation}
    assert {relation.value: n for relation, n in counts.items() if not 5 <= n <= 50} == {}


def test_every_rule_has_two_examples_of_its_own_and_a_near_miss() -> None:
    assert [rule.id for rule in RULES if len(rule.finds) < 2 or not rule.misses] == []


def test_no_two_rules_share_an_example() -> None:
    texts = [example.text for rule in RULES for example in rule.finds]
    assert sorted(text for text in set(texts) if texts.count(text) > 1) == []


def test_every_near_miss_marks_at_least_two_names_or_none_could_be_found() -> None:
    assert [(rule.id, miss.text) for rule in RULES for miss in rule.misses if len(miss.names) < 2] == []


def test_a_good_file_loads(tmp_path: Path) -> None:
    rules = rules_from(tmp_path, GOOD)
    assert [rule.id for rule in rules] == ["acquires/verb"]
    assert list(problems(rules)) == []


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (FINDS, "", "no finds"),
        (MISSES, "", "no misses"),
        (FINDS, "finds = []", "is empty"),
        ("收购对象", "投资对象", "holds no trigger"),
        (', because = "收购 is part of a noun"', "", "gives no reason"),
        ("{object:Company}", "{object:Firm}", "no type 'Firm'"),
        ('[东芝映像]"', '[东芝映像|Firm]"', "no type 'Firm'"),
        ('"acquires"', '"aquires"', "no relation 'aquires'"),
        ("{object:Company}", "", "needs a subject and an object"),
        ("{object:Company}", "({object:Company}", "not a regular expression"),
        (', object = "东芝映像"', "", "gives no subject and object"),
        ("[[rule]]", "[[rule", "not TOML"),
    ],
)
def test_a_file_that_proves_nothing_is_refused(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert old in GOOD
    with pytest.raises(RuleError, match=re.escape(complaint)):
        rules_from(tmp_path, GOOD.replace(old, new, 1))


def test_two_rules_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="two rules are called acquires/verb"):
        rules_from(tmp_path, GOOD + GOOD.split("\n\n", 1)[1])


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no rules"):
        load(tmp_path)


def test_members_are_for_symmetric_relations_only() -> None:
    assert compile_pattern("{members:Company}合作", Relation.PARTNERS_WITH, "here")
    with pytest.raises(RuleError, match="members, if symmetric"):
        compile_pattern("{members:Company}合作", Relation.ACQUIRES, "here")


@pytest.mark.parametrize("between", ["(?:a+)+", ".*", "x{2,}", "(?:[的]*)?"])
def test_endless_repetition_is_refused(between: str) -> None:
    with pytest.raises(RuleError, match="repeats without end"):
        compile_pattern(f"{{subject:Company}}{between}{{object:Company}}", Relation.ACQUIRES, "here")


@pytest.mark.parametrize("between", [r"\+", "[*+]", "a{0,9}"])
def test_literal_marks_and_bounded_repetition_are_allowed(between: str) -> None:
    assert compile_pattern(f"{{subject:Company}}{between}{{object:Company}}", Relation.ACQUIRES, "here")


def test_a_pattern_of_many_wide_gaps_is_refused() -> None:
    with pytest.raises(RuleError, match="narrow them"):
        compile_pattern(
            "{subject:Company}{far:90}a{far:90}b{far:90}{object:Company}", Relation.ACQUIRES, "here"
        )


@pytest.mark.parametrize(
    "between", ["(?:的{0,9}){0,9}", "(?:的|的){0,40}", "(?:(?:的?){0,9}){0,9}", ".{0,999}.{0,999}.{0,99}"]
)
def test_a_repetition_with_an_end_that_takes_hours_is_refused(between: str) -> None:
    with pytest.raises(RuleError, match="could keep it busy"):
        compile_pattern(f"{{subject:Company}}{between}x{{object:Company}}", Relation.ACQUIRES, "here")


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("{subject:Company}" + "(" * 5000 + ")" * 5000 + "{object:Company}", "not a regular expression"),
        ("{subject:Company}{gap:99999999999}{object:Company}", "ways"),
        ("{subject:Company}a{0,99999999999}{object:Company}", "not a regular expression"),
        ("{subject:Company}[[:alpha:]]{object:Company}", "not a regular expression"),
        ("(?P<subject>甲)收购{object:Company}", "names a group itself"),
    ],
)
def test_a_pattern_that_no_engine_takes_is_told_in_a_line(pattern: str, told: str) -> None:
    with pytest.raises(RuleError, match=told):
        compile_pattern(pattern, Relation.ACQUIRES, "here")


@pytest.mark.parametrize(
    ("was", "written"),
    [
        ("triggers = [", 'triggers = "收购" #['),
        ("triggers = [", "triggers = [5, #"),
        ("pattern = ", "pattern = 5 #"),
        ("finds = [", "finds = [5] #["),
        ("misses = [", "misses = 5 #["),
        ("misses = [", "misses = [{ because = 'x' }] #["),
    ],
)
def test_a_rule_of_the_wrong_shape_is_told_in_a_line(was: str, written: str, tmp_path: Path) -> None:
    row = (
        'predicate = "acquires"\n[[rule]]\nname = "x"\ntriggers = ["收购"]\n'
        'pattern = "{subject:Company}收购{object:Company}"\n'
        'finds = [{ text = "[甲]收购[乙]", subject = "甲", object = "乙" }]\n'
        'misses = [{ text = "收购", because = "x" }]\n'
    )
    assert len(rules_from(tmp_path, row)) == 1
    changed = row.replace(was, written)
    assert changed != row
    with pytest.raises(RuleError, match=r"acquires\.toml"):
        rules_from(tmp_path, changed)


def test_a_rule_file_in_another_encoding_is_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "acquires.toml").write_bytes("predicate = '收购'".encode("gb18030"))
    with pytest.raises(RuleError, match="save it as UTF-8"):
        load(tmp_path)


def test_a_slot_in_an_optional_part_that_is_not_there_makes_no_fact() -> None:
    pattern = compile_pattern("{subject:Company}收购(?:了{object:Company})?", Relation.ACQUIRES, "here")
    example = Example(
        text="甲收购，乙",
        names=(
            MarkedName(start=0, end=1, surface="甲", type=EntityType.COMPANY),
            MarkedName(start=4, end=5, surface="乙", type=EntityType.COMPANY),
        ),
    )
    rule = replace(RULES[0], relation=Relation.ACQUIRES, triggers=("收购",), pattern=pattern)
    assert list(Matcher([rule]).matches(example_scene(example))) == []


def test_a_sentence_without_end_keeps_no_rule_busy() -> None:
    matcher = Matcher(RULES)
    words = "".join(sorted({trigger for rule in RULES for trigger in rule.triggers}))
    rule = RULES[0]
    names = rule.finds[0].names
    text = rule.finds[0].text + (words + "融资由与的") * 4
    began = time.perf_counter()
    list(matcher.matches(example_scene(Example(text=text, names=names))))
    assert time.perf_counter() - began < 5
