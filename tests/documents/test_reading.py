from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import source

from kg.documents import MEDIA_TYPES, Source, articles, read
from kg.documents.locations import DOCX, HTML, PDF, RECORDS
from kg.errors import DocumentError

TEXT = "中芯国际公布季报\n一季度营业收入同比增长22%。"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        ("\ufeff\u200b\n".encode(), "holds no text"),
        (b"%PDF-1.7 ...", "is a PDF, not text: name it .pdf"),
        (b"PK\x03\x04....", "is a zip archive"),
        (b"\x89PNG\r\n\x1a\n....", "is an image"),
        (bytes(range(256)) * 8, "is not text in any known encoding"),
    ],
)
def test_a_text_file_that_is_none_says_why_in_one_line(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(DocumentError) as error:
        read(source(path))
    message = str(error.value)
    assert message.startswith(f"{path}: ")
    assert reason in message
    assert "\n" not in message


def test_a_folder_or_a_missing_file_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="is a folder"):
        read(Source(path=str(tmp_path)))
    with pytest.raises(DocumentError, match="cannot be read"):
        read(Source(path=str(tmp_path / "missing.txt")))


def test_an_error_in_one_file_leaves_the_others(tmp_path: Path) -> None:
    for name, data in [("a.txt", TEXT.encode()), ("b.txt", b""), ("c.txt", TEXT.encode("gb18030"))]:
        (tmp_path / name).write_bytes(data)
    found, errors = [], []
    for name in ("a.txt", "b.txt", "c.txt"):
        try:
            found += articles(read(source(tmp_path / name)))
        except DocumentError as error:
            errors.append(str(error))
    assert [article.text for article in found] == [TEXT, TEXT]
    assert len(errors) == 1


def test_a_document_is_known_by_its_bytes_and_not_by_its_name(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf8")
    first, second = (read(source(tmp_path / name)) for name in ("a.txt", "b.txt"))
    assert first.id == second.id
    assert first.id.startswith("doc-")
    (tmp_path / "b.txt").write_text(TEXT + "。", encoding="utf8")
    assert read(source(tmp_path / "b.txt")).id != first.id


@pytest.mark.parametrize(
    ("data", "media_type", "title"),
    [
        (TEXT.encode(), "text/plain", "中芯国际公布季报"),
        (b'{"title": "t", "text": "x y."}\n', RECORDS, "t"),
        (b"<!DOCTYPE html><html><head><title>t</title></head><body><p>x y z.</p></body></html>", HTML, "t"),
    ],
)
def test_standard_input_is_known_by_its_content(
    monkeypatch: pytest.MonkeyPatch, data: bytes, media_type: str, title: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    document = read(Source(path="-"))
    assert document.media_type == media_type
    assert articles(document)[0].title == title


@pytest.mark.parametrize("media_type", sorted(set(MEDIA_TYPES.values())))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=400)
    | st.text(max_size=200).map(lambda text: text.encode("utf8", "surrogatepass"))
)
def test_any_bytes_are_read_or_refused_with_an_error_of_ours(
    tmp_path: Path, media_type: str, data: bytes
) -> None:
    heads = {PDF: b"%PDF-1.4\n", DOCX: b"PK\x03\x04", HTML: b"<html><body><p>", RECORDS: b'{"text": "'}
    path = tmp_path / "any"
    for content in (data, heads.get(media_type, b"") + data):
        path.write_bytes(content)
        try:
            document = read(Source(path=str(path), media_type=media_type))
            found = articles(document)
        except DocumentError as error:
            assert str(error).startswith(str(path))
        else:
            assert all(article.text.split("\n")[0] == article.title for article in found)
            assert all("" not in article.text.split("\n")[1:] for article in found)
