"""Text and bytes made to trouble what reads them, by chance but the same for the same seed."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Sequence
from pathlib import Path

from kg import resources
from kg.documents import MEDIA_TYPES
from kg.documents.locations import DOCX

CHARACTERS = (
    *"，。；：“”《》（）()[]{}<>|\t\n\r\0\\\"'=+-@#$%^&*~`.09亿元年月日、/?_ :!",
    *"\u200b\u202e\ufeff\ud800\x1b\x85\u2028\U0010ffff",
)
DOCUMENT_WORDS = [
    "中芯国际投资华为。 ---\n",
    "title: ",
    "date: 2021-05-27\n",
    "来源：",
    "2021年5月27日",
    "目录\n",
    "一、",
    "（一）",
    "【企业情报】\n",
    "第 1 页\n",
    "# ",
    "## ",
    "<p>",
    "</p>",
    "<html>",
    "<body>",
    "<div>",
    "<h1>",
    "<table><tr><td>",
    "<meta name='date' content='",
    "<title>",
    "<![CDATA[",
    "<!--",
    "-->",
    "&#xd800;",
    "&#0;",
    "<time datetime='",
    '{"title": "',
    '", "text": "',
    '"}\n',
    '"date": "9999-12-32"',
    "\\ud800",
    "99999999999999999999",
    "...........",
    "2021-00-00",
    "0000年0月0日",
    "13月32日",
    "百分之",
    "亿亿亿亿元",
]
QUESTION_WORDS = [
    "谁",
    "投资",
    "了",
    "中芯国际",
    "华为",
    "的",
    "子公司",
    "哪些",
    "公司",
    "有多少",
    "2021年",
    "以来",
    "之前",
    "亿元",
    "超过",
    "收购",
    "和",
    "除了",
    "以外",
    "没有",
    "什么",
    "时候",
    "?",
    "？",
    "who ",
    "invested ",
    "in ",
    "SMIC",
    "how many ",
    "not ",
    "between ",
    "and ",
    '"',
    "}",
    "{ ?s ?p ?o }",
    "<http://x>",
    "#",
    "\\",
    "'''",
    "最多",
    "第一",
    "99999999999999999999999",
    "0",
    "-1",
    "1e999",
]
SPARQL_WORDS = [
    "SELECT ",
    "* ",
    "?s ",
    "{ ",
    "} ",
    "?p ?o ",
    "FILTER ",
    "REGEX(",
    "BIND(",
    "AS ?x)",
    "GROUP BY ",
    "ORDER BY ",
    "LIMIT 5 ",
    "ASK ",
    "CONSTRUCT ",
    "DESCRIBE ",
    "id:smic ",
    "<http://x> ",
    "GRAPH ?g ",
    "UNION ",
    "SERVICE ",
    "FROM <x> ",
    "OPTIONAL ",
    "VALUES ",
    "(COUNT(*) AS ?n) ",
    "PREFIX ",
    "a: ",
    "'x' ",
    '"x"@zh ',
    "1e999 ",
    "MINUS ",
    "^",
    "+",
    "/",
    "\\u0041",
    "BASE ",
    "<<",
    "EXISTS ",
    "REPLACE(",
    "STRDT(",
    "IRI(",
    "1/0",
]
TABLE_WORDS = [
    "name",
    "type",
    "aliases",
    "\t",
    ",",
    "\n",
    "Company",
    "公司",
    "|",
    "甲公司",
    "id",
    "codes",
    "sse:688981",
    "parent",
    "english",
    '"',
    "same",
    "different",
    "unsure",
    "wrong",
    "smic",
    "x-1",
    "article-1",
    "x-1 investsIn y-1 Asserted 1-2",
    "first\tsecond\tverdict\tnote\n",
]
PATTERN_WORDS = [
    "{subject:Organization}",
    "{object:Organization}",
    "{subject@last:Company|Fund}",
    "{members:Organization}",
    "{any:Location}",
    "{gap}",
    "{gap:20}",
    "{far:99999999999}",
    "(?:",
    "(",
    ")",
    "?",
    "{0,9}",
    "{1,",
    "|",
    "[",
    "]",
    "\\",
    "(?P<subject>x)",
    "(?P=subject)",
    "(?i)",
    "(?<=a",
    "\\1",
    "^",
    "$",
    "收购",
    ".",
    "(?>",
    "{0,99}",
    "(?#",
    "\\p",
    "\\N{x}",
    "\\u12",
    "[[:alpha:]]",
]


def soup(chance: random.Random, words: Sequence[str], *, most: int = 25) -> str:
    """Words and odd characters in any order."""
    return "".join(
        chance.choice(words) if chance.random() < 0.7 else chance.choice(CHARACTERS)
        for _ in range(chance.randrange(most))
    )


def samples() -> list[tuple[bytes, str]]:
    """Documents of every format, with their media types, to be damaged."""
    homes = (Path(__file__).parents[1] / "documents" / "fixtures", resources.seeds_folder() / "documents")
    files = sorted(file for home in homes for file in home.rglob("*") if file.suffix in MEDIA_TYPES)
    return [(file.read_bytes(), MEDIA_TYPES[file.suffix]) for file in files if file.stat().st_size < 100_000]


def damaged(chance: random.Random, data: bytes, media_type: str) -> bytes:
    """The document with bytes changed, taken out and put in; in Word documents, those of its parts."""
    if media_type != DOCX or chance.random() < 0.2:
        return _damaged(chance, data)
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, _damaged(chance, content) if chance.random() < 0.5 else content)
    return packed.getvalue()


_PIECES = (
    b"\0",
    b"<![CDATA[",
    b"&#xD800;",
    b"-1",
    b"9" * 20,
    b"\xff\xfe",
    b"{{",
    b"<!DOCTYPE x>",
    b'"',
    b"\n",
)


def _damaged(chance: random.Random, data: bytes) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 2, 5, 30))):
        at = chance.randrange(len(made) + 1)
        kind = chance.randrange(5)
        if kind == 0 and made:
            made[at % len(made)] = chance.randrange(256)
        elif kind == 1:
            del made[at : at + chance.randrange(1, 200)]
        elif kind == 2:
            made[at:at] = made[at // 2 : at // 2 + chance.randrange(1, 300)]
        elif kind == 3:
            made[at:at] = chance.randbytes(8)
        else:
            made[at:at] = chance.choice(_PIECES)
    return bytes(made)
