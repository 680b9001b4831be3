"""Bad input: tables, rules, questions and queries, by users who err or by strangers who want to trouble kg."""

from __future__ import annotations

import json
import random
from pathlib import Path

import kg.lexicon_files
import kg.rules
from kg import resources
from kg.entities.decision_file import load_decisions
from kg.facts.matching import problems
from kg.query import ask, run_sparql
from kg.store import open_view
from torture.chances import tried
from torture.registry import Form, Outcome, experiment
from torture.soups import PATTERN_WORDS, QUESTION_WORDS, SPARQL_WORDS, TABLE_WORDS, soup


@experiment(
    "lexicons and decisions of chance",
    chapter="Bad input",
    must="a file of a user's is read or refused in a line",
    short=Form(times=40),
    long=Form(times=5_000),
    mended=(
        "decisions in another encoding (test_a_file_of_decisions_in_another_encoding_is_told_in_a_line)",
    ),
)
def tables_of_chance(folder: Path, form: Form) -> Outcome:
    """Both kinds of table, with and without their header."""
    base = kg.lexicon_files.load(resources.seeds_folder() / "lexicon")

    def attempt(chance: random.Random) -> None:
        text = soup(chance, TABLE_WORDS).encode("utf-8", "surrogatepass")
        if chance.random() < 0.5:
            file = folder / "decisions.tsv"
            file.write_bytes(text if chance.random() < 0.3 else b"first\tsecond\tverdict\tnote\n" + text)
            load_decisions(file)
            return
        file = folder / chance.choice(("own.csv", "own.tsv"))
        head = b"name,type,aliases\n" if file.suffix == ".csv" else b"name\ttype\taliases\n"
        file.write_bytes(text if chance.random() < 0.3 else head + text)
        base.with_user_rows(kg.lexicon_files.read_user_file(file))

    return tried(form, attempt)


@experiment(
    "rules of chance",
    chapter="Bad input",
    must="a rule of any shape and pattern is proved by its examples or refused in a line, soon",
    short=Form(times=60),
    long=Form(times=20_000),
    mended=(
        "repetitions in repetitions took hours (test_a_repetition_with_an_end_that_takes_hours_is_refused)",
        "a field of the wrong type was a traceback (test_a_rule_of_the_wrong_shape_is_told_in_a_line)",
        "a rule in another encoding was one too (test_a_rule_file_in_another_encoding_is_told_in_a_line)",
        "and a group named by hand (test_a_pattern_that_no_engine_takes_is_told_in_a_line)",
        "and a slot that may be left out (test_a_slot_in_an_optional_part_that_is_not_there_makes_no_fact)",
    ),
)
def rules_of_chance(folder: Path, form: Form) -> Outcome:
    """A good rule with some of its fields written otherwise."""
    good = {
        "name": '"x"',
        "triggers": '["收购"]',
        "pattern": '"{subject:Organization}收购{object:Organization}"',
        "finds": '[{ text = "[甲]收购[乙]", subject = "甲", object = "乙" }]',
        "misses": '[{ text = "收购", because = "x" }]',
    }
    odd = (
        "5",
        "true",
        "1.5",
        '""',
        '"收购"',
        "[]",
        "[5]",
        "[[]]",
        "[{}]",
        "[{ text = 5 }]",
        '{ text = "收购" }',
    )

    def attempt(chance: random.Random) -> None:
        row = dict(good)
        if chance.random() < 0.7:
            row["pattern"] = json.dumps(soup(chance, PATTERN_WORDS, most=12).replace("\ud800", ""))
        if chance.random() < 0.5:
            row[chance.choice(sorted(row))] = chance.choice(odd)
        lines = "\n".join(f"{name} = {value}" for name, value in row.items())
        relation = chance.choice(("acquires", "partnersWith"))
        (folder / "one.toml").write_text(f'predicate = "{relation}"\n[[rule]]\n{lines}\n', "utf8")
        list(problems(kg.rules.load(folder)))

    return tried(form, attempt)


@experiment(
    "questions and queries of chance",
    chapter="Bad input",
    must="a question is answered or declined, a query is answered or refused in a line, soon",
    short=Form(times=40),
    long=Form(times=5_000),
)
def questions_of_chance(folder: Path, form: Form) -> Outcome:
    """Words of questions and of SPARQL in any order."""
    from sample_graph import sample

    with sample(folder / "graph.kg"):
        pass
    view = open_view(folder / "graph.kg")

    def attempt(chance: random.Random) -> None:
        if chance.random() < 0.5:
            ask(view, soup(chance, QUESTION_WORDS, most=20))
        else:
            run_sparql(view, soup(chance, SPARQL_WORDS, most=20))

    return tried(form, attempt)
