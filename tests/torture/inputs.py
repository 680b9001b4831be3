"""Bad input: what is read, asked or written by strangers, made to trouble kg."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import kg.lexicon
import kg.rules
from kg import resources
from kg.build import Extractor
from kg.build.patience import TooLong, within
from kg.documents import MEDIA_TYPES, Limits, Reader, Source, articles, read, sources
from kg.entities.decision_file import load_decisions
from kg.errors import DocumentError, KgError
from kg.facts.matching import problems
from kg.model import Article
from kg.query import ask, run_sparql
from kg.store import open_view
from torture.monsters import MONSTERS, TEXTS
from torture.registry import Form, Outcome, experiment
from torture.soups import (
    DOCUMENT_WORDS,
    PATTERN_WORDS,
    QUESTION_WORDS,
    SPARQL_WORDS,
    TABLE_WORDS,
    damaged,
    samples,
    soup,
)

# A busy machine takes several times as long as an idle one.
_SECONDS = 20.0
_SHORT = 50
_QUICK = (
    "columns.docx",
    "comments.md",
    "divs.html",
    "laughs.docx",
    "leaders.txt",
    "packed-fifty-times.pdf",
    "rows.docx",
    "surrogates.txt",
)
_ENCODINGS = ("utf-8", "gb18030", "utf-16", "big5hkscs", "utf-16-le")


def tried(form: Form, attempt: Callable[[random.Random], object]) -> Outcome:
    """Attempt something with seed after seed: a KgError is an answer, a traceback or a hang is not."""
    failures: list[str] = []
    seed = 0
    while form.wants_more_than(seed):
        seed += 1
        try:
            with within(_SECONDS):
                attempt(random.Random(seed))
        except KgError:
            continue
        except TooLong:
            failures.append(f"seed {seed}: takes longer than {_SECONDS:g} s")
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(last.filename).name}:{last.lineno}"
            failures.append(f"seed {seed}: {type(error).__name__}: {error} ({place})")
    return Outcome(tried=seed, failures=tuple(failures))


def _taken_apart(data: bytes, media_type: str) -> None:
    document = read(Source(path="2021-13-99 x.txt", media_type=media_type), given=data)
    articles(document, problem=lambda error: None)


@experiment(
    "documents of chance",
    chapter="Bad input",
    must="words of every format in any order and encoding are read or refused in a line",
    short=Form(times=60),
    long=Form(times=20_000),
    mended=("a stray NUL made UTF-8 unreadable (test_a_stray_nul_leaves_utf8_what_it_is)",),
)
def documents_of_chance(_: Path, form: Form) -> Outcome:
    """Soups of markup, dates, headings and odd characters."""
    kinds = sorted({*MEDIA_TYPES.values(), ""})

    def attempt(chance: random.Random) -> None:
        encoding = chance.choice(_ENCODINGS)
        errors = "surrogatepass" if encoding.startswith("utf") else "replace"
        _taken_apart(soup(chance, DOCUMENT_WORDS).encode(encoding, errors), chance.choice(kinds))

    return tried(form, attempt)


@experiment(
    "documents damaged",
    chapter="Bad input",
    must="a sample of any format with bytes changed, cut or put in is read or refused in a line",
    short=Form(times=25),
    long=Form(times=5_000),
)
def documents_damaged(_: Path, form: Form) -> Outcome:
    """Real documents, a little or much broken."""
    known = samples()

    def attempt(chance: random.Random) -> None:
        data, media_type = chance.choice(known)
        _taken_apart(damaged(chance, data, media_type), media_type)

    return tried(form, attempt)


@experiment(
    "documents without measure",
    chapter="Bad input",
    must="bombs, nested archives, endless lines and marks are read or left out within 30 s and 1 GB each, and the next "
    "document is read",
    short=Form(times=8),
    long=Form(times=len(MONSTERS)),
    mended=(
        "a PDF whose forms draw each other never ended (test_a_document_without_end_is_left_out_and_the_next_is_read)",
        "a PDF of endless operators took all memory "
        "(test_a_document_that_takes_all_memory_is_left_out_and_the_next_is_read)",
        "a line of 100 MB was one article (test_an_article_of_a_hundred_megabytes_in_a_line_is_left_out)",
        "300 000 broken records were 300 000 lines (test_a_file_with_many_broken_records_is_told_of_in_a_few_lines)",
        "a pipe in a folder was waited for (test_a_pipe_in_a_folder_is_not_waited_for)",
        "a Word cell over a billion columns (test_a_cell_that_covers_a_billion_columns_is_read_once)",
        "Markdown marks that are opened and never closed (test_marks_that_are_never_closed_do_not_take_long)",
    ),
)
def documents_without_measure(folder: Path, form: Form) -> Outcome:
    """The corpus of ``monsters``; in its short form those that are made and told in no time."""
    chosen = sorted(MONSTERS) if form.times > len(_QUICK) else _QUICK
    harmless = folder / "harmless.txt"
    harmless.write_text("中芯国际投资华为\n中芯国际宣布投资华为。\n", "utf8")
    failures: list[str] = []
    notes = 0
    done = 0
    with Reader(Limits(seconds=30, memory=1 << 30)) as reader:
        for name in chosen[: form.times]:
            if not form.wants_more_than(done):
                break
            done += 1
            file = folder / name
            file.write_bytes(MONSTERS[name]())
            began = time.monotonic()
            try:
                reader.articles(reader.read(sources([str(file)])[0]), problem=lambda error: None)
            except DocumentError as error:
                notes += 1
                if "please report it" in str(error):
                    failures.append(str(error))
            file.unlink()
            if time.monotonic() - began > 90:  # two answers of at most 30 s each, on a busy machine
                failures.append(f"{name}: took {time.monotonic() - began:.0f} s")
            if len(reader.articles(reader.read(sources([str(harmless)])[0]))) != 1:
                failures.append(f"{name}: the next document was not read")
    return Outcome(tried=done, failures=tuple(failures), noted=f"{notes} left out")


@experiment(
    "texts without measure",
    chapter="Bad input",
    must="articles of endless sentences, lists, numbers and names are extracted within 60 s",
    short=Form(times=3),
    long=Form(times=len(TEXTS)),
    mended=(
        "five hundred names in a sentence were weighed in pairs (test_what_runs_on_without_end_is_cut_between_its_parts)",
    ),
)
def texts_without_measure(_: Path, form: Form) -> Outcome:
    """Extraction in this process, with an alarm."""
    extractor = Extractor.load(resources.seeds_folder())
    failures = []
    names = sorted(TEXTS)[: form.times]
    for name in names:
        text = "标题\n" + TEXTS[name]
        try:
            with within(60):
                extractor.extract(Article(id="article-1", document="d", title="标题", text=text))
        except TooLong:
            failures.append(f"{name}: takes longer than 60 s")
        except Exception as error:
            failures.append(f"{name}: {type(error).__name__}: {error}")
    return Outcome(tried=len(names), failures=tuple(failures))


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
    base = kg.lexicon.load(resources.seeds_folder() / "lexicon")

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
        base.with_user_rows(kg.lexicon.read_user_file(file))

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


@experiment(
    "documents guided by coverage",
    chapter="Bad input",
    must="no bytes that atheris finds make a reader raise anything but its own error",
    short=Form(times=50),
    long=Form(times=50_000),
)
def guided(folder: Path, form: Form) -> Outcome:
    """Bytes that reach new code, in a process of its own; in the short form bytes of chance."""
    if form.times <= _SHORT:
        kinds = sorted({*MEDIA_TYPES.values(), ""})
        return tried(form, lambda chance: _taken_apart(chance.randbytes(200), chance.choice(kinds)))
    if find_spec("atheris") is None:
        return Outcome(tried=0, noted="atheris is not installed")
    program = Path(__file__).with_name("guided.py")
    ran = subprocess.run(
        [
            sys.executable,
            str(program),
            f"-runs={form.times}",
            "-timeout=30",
            "-rss_limit_mb=2048",
            "-max_len=4096",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    told = [line for line in ran.stderr.splitlines() if "Error" in line or "ALARM" in line][-3:]
    return Outcome(tried=form.times, failures=tuple(told or ["it failed"]) if ran.returncode else ())
