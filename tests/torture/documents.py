"""Bad input: documents by strangers, made to trouble kg."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from kg import resources
from kg.build import Extractor
from kg.build.patience import TooLong, within
from kg.documents import MEDIA_TYPES, Limits, Reader, Source, articles, read, sources
from kg.errors import DocumentError
from kg.model import Article
from torture.chances import tried
from torture.monsters import MONSTERS, TEXTS
from torture.registry import Form, Outcome, experiment
from torture.soups import DOCUMENT_WORDS, damaged, samples, soup

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
