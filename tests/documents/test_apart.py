"""Documents read in a process of their own: what takes too long or breaks it is reported, and the next is read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from kg.documents import Limits, Reader, Source, articles, read, sources
from kg.documents.splitting import LONGEST
from kg.errors import DocumentError

NEWS = "中芯国际投资华为\n中芯国际5月27日宣布投资华为。\n"


def text_file(folder: Path, name: str, text: str) -> Source:
    (folder / name).write_text(text, "utf8")
    return sources([str(folder / name)])[0]


def pdf(content: bytes, *, forms: int = 0) -> bytes:
    """A page with this content; each of the forms draws the next ten times."""

    def stream(head: bytes, data: bytes) -> bytes:
        packed = zlib.compress(data)
        return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (head, len(packed), packed)

    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R"
        b"/Resources<</Font<</F 4 0 R>>/XObject<</X 6 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        stream(b"", content),
    ]
    for number in range(forms):
        inner = b"/X Do " * 10 if number < forms - 1 else b"BT /F 12 Tf 10 700 Td (Deep) Tj ET"
        head = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 4 0 R>>/XObject<</X %d 0 R>>>>"
        objects.append(stream(head % (7 + number), inner))
    made, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        made
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (
            len(objects) + 1,
            table,
            len(objects) + 1,
            len(made),
        )
    )


@pytest.fixture(scope="module")
def bombs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bombs")
    (folder / "endless.pdf").write_bytes(pdf(b"/X Do", forms=24))
    (folder / "large.pdf").write_bytes(pdf(b"q " * 200_000_000))
    return folder


def test_what_is_read_apart_is_what_is_read_here(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text('{"title": "甲", "text": "乙。"}\n{"no": 1}\n', "utf8")
    text_file(tmp_path, "a.txt", NEWS)
    with Reader() as reader:
        for source in sources([str(tmp_path)]):
            apart, here = reader.read(source), read(source)
            assert (apart.id, apart.path, apart.media_type, apart.digest) == (
                here.id,
                here.path,
                here.media_type,
                here.digest,
            )
            told: list[DocumentError] = []
            told_apart: list[DocumentError] = []
            assert reader.articles(apart, problem=told_apart.append) == articles(here, problem=told.append)
            assert list(map(str, told_apart)) == list(map(str, told))


def test_a_document_that_cannot_be_read_is_told_in_the_same_words(tmp_path: Path) -> None:
    source = text_file(tmp_path, "empty.txt", " ")
    with Reader() as reader:
        for one in (source, Source(path=str(tmp_path / "none.txt"))):
            with pytest.raises(DocumentError) as here:
                read(one)
            with pytest.raises(DocumentError) as apart:
                reader.read(one)
            assert str(apart.value) == str(here.value)


def test_a_document_without_end_is_left_out_and_the_next_is_read(bombs: Path, tmp_path: Path) -> None:
    with Reader(Limits(seconds=2)) as reader:
        started = time.monotonic()
        with pytest.raises(DocumentError, match=r"endless\.pdf: takes longer than 2 s"):
            reader.read(sources([str(bombs / "endless.pdf")])[0])
        assert time.monotonic() - started < 10
        document = reader.read(text_file(tmp_path, "a.txt", NEWS))
        assert [article.title for article in reader.articles(document)] == ["中芯国际投资华为"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds memory")
def test_a_document_that_takes_all_memory_is_left_out_and_the_next_is_read(
    bombs: Path, tmp_path: Path
) -> None:
    with Reader(Limits(memory=300 << 20)) as reader:
        with pytest.raises(DocumentError, match=r"large\.pdf: .*needs more than 300 MB"):
            reader.read(sources([str(bombs / "large.pdf")])[0])
        assert reader.read(text_file(tmp_path, "a.txt", NEWS)).path.endswith("a.txt")


def test_an_article_of_a_hundred_megabytes_in_a_line_is_left_out(tmp_path: Path) -> None:
    source = text_file(tmp_path, "line.txt", "中芯国际投资华为，" * 4_000_000)
    with Reader() as reader, pytest.raises(DocumentError, match=f"is longer than {LONGEST} characters"):
        reader.articles(reader.read(source))


def test_a_file_with_many_broken_records_is_told_of_in_a_few_lines(tmp_path: Path) -> None:
    source = text_file(tmp_path, "bad.jsonl", "{x\n" * 5000 + '{"title": "甲", "text": "乙。"}\n')
    told: list[DocumentError] = []
    with Reader() as reader:
        assert len(reader.articles(reader.read(source), problem=told.append)) == 1
    assert len(told) < 50
    assert "4980 more records" in str(told[-1])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    notes: list[str] = []
    assert sources([str(tmp_path)], note=notes.append) == []
    assert "pipe.txt: skipped" in notes[0]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked for in /proc")
def test_the_process_ends_with_the_one_that_started_it(bombs: Path) -> None:
    program = (
        "import sys; from kg.documents import Reader, Source; reader = Reader(); reader.start(); "
        "print(reader._process.pid, flush=True); "
        "reader.read(Source(path=sys.argv[1], media_type='application/pdf'))"
    )
    asking = subprocess.Popen(
        [sys.executable, "-c", program, str(bombs / "endless.pdf")], stdout=subprocess.PIPE, text=True
    )
    assert asking.stdout is not None
    reading = int(asking.stdout.readline())
    time.sleep(1)
    asking.send_signal(signal.SIGKILL)
    asking.wait()
    asking.stdout.close()
    until = time.monotonic() + 15
    while time.monotonic() < until and not _is_over(reading):
        time.sleep(0.1)
    assert _is_over(reading)


def _is_over(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
