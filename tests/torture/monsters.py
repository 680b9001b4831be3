"""Documents and texts without measure: each is made when it is wanted, by a few lines, of up to a hundred megabytes."""

# ruff: noqa: PLW0108 - a bound method would make the bytes now
from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

_NEWS = "中芯国际投资华为，"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_P = "<w:p><w:r><w:t>中芯国际投资华为公司。</w:t></w:r></w:p>"
_CELL = f"<w:tc>{_P}</w:tc>"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def docx(body: str, *, doctype: str = "", more: int = 0, around: str = "") -> bytes:
    """A Word document; ``more`` bytes of nothing beside it, or the whole as a file of another archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" Type="{_MAIN}" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            f"{doctype}<w:document {_W}><w:body>{body}</w:body></w:document>",
        )
        if more:
            archive.writestr("word/media/image.bin", bytes(more))
    if not around:
        return packed.getvalue()
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr(around, packed.getvalue())
    return outer.getvalue()


def _stream(head: bytes, data: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    filters = b"/FlateDecode" * times
    return b"<<%s/Filter[%s]/Length %d>>stream\n%s\nendstream" % (head, filters, len(data), data)


def pdf(content: bytes, *, packed: int = 1, forms: int = 0, kids: bytes = b"3 0 R") -> bytes:
    """A page with this content; of the forms, each draws the next ten times."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, kids.count(b"R")),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R"
        b"/Resources<</Font<</F 4 0 R>>/XObject<</X 6 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        _stream(b"", content, packed),
    ]
    for number in range(forms):
        inner = b"/X Do " * 10 if number < forms - 1 else b"BT /F 12 Tf 10 700 Td (Deep) Tj ET"
        head = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 4 0 R>>/XObject<</X %d 0 R>>>>"
        objects.append(_stream(head % (7 + number), inner))
    made, places = b"%PDF-1.7\n", b""
    for number, each in enumerate(objects, start=1):
        places += b"%010d 00000 n \n" % len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\n" % (size, places, size)
    return made + table + b"startxref\n%d\n%%%%EOF" % len(made)


def _laughs(open_: str) -> str:
    """Entities of entities: a megabyte and a half of text for each further one."""
    made = '<!ENTITY a0 "' + "哈" * 32 + '">'
    for number in range(1, 7):
        made += f'<!ENTITY a{number} "' + f"&a{number - 1};" * 16 + '">'
    return f"<!DOCTYPE {open_} [{made}]>"


_FOREIGN = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
_SPAN = '<w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>'


MONSTERS: dict[str, Callable[[], bytes]] = {
    "line-of-100-mb.txt": lambda: (_NEWS * 4_000_000).encode(),
    "letters-of-100-mb.txt": lambda: b"a" * 100_000_000,
    "blanks.txt": lambda: b" " * 10_000_000 + "中".encode(),
    "tabs.txt": lambda: "标题\n".encode() + b"\t" * 3_000_000 + b"x",
    "line-breaks.txt": lambda: b"\n" * 5_000_000 + "标题".encode(),
    "lines.txt": lambda: "中芯国际\n".encode() * 200_000,
    "headings.txt": lambda: "".join(f"一、标题{number}\n" for number in range(50_000)).encode(),
    "leaders.txt": lambda: "目录\n".encode() + b". " * 500_000 + b"12",
    "brackets.txt": lambda: ("标题\n" + "（" * 300_000 + "）" * 300_000).encode(),
    "quotes.txt": lambda: ("标题\n" + "“" * 300_000).encode(),
    "digits.txt": lambda: ("标题\n" + "9" * 2_000_000 + "亿元").encode(),
    "nul.txt": lambda: ("标题\n" + "中芯国际\0投资华为。" * 100).encode(),
    "surrogates.txt": lambda: ("标题\n" + "中芯\ud800国际投资华为。").encode("utf8", "surrogatepass"),
    "encodings.txt": lambda: "标题\n".encode() + "中芯国际。".encode("gb18030") * 9 + "多".encode("utf-16"),
    "turned.txt": lambda: "标题\n\u202e中芯国际\u202c投资华\u200b为。".encode(),
    "noise.txt": lambda: bytes(range(256)) * 10_000,
    "emphasis.md": lambda: b"# a\n" + b"**a " * 100_000,
    "ticks.md": lambda: b"# a\n" + b"`a " * 100_000,
    "links.md": lambda: b"# a\n" + b"[a](" * 100_000,
    "images.md": lambda: b"# a\n" + b"![a](" * 100_000,
    "comments.md": lambda: b"# a\n" + b"<!--" * 200_000,
    "tables.md": lambda: b"# a\n|" + b"-- |" * 100_000 + b"x\n",
    "front.md": lambda: b"---\ntitle: " + b" " * 200_000 + b"x\n" * 10,
    "divs.html": lambda: b"<html><body>" + b"<div>" * 200_000 + "<p>中芯国际投资华为。".encode(),
    "paragraphs.html": lambda: b"<html><body>" + "<p>中芯国际投资".encode() * 30_000,
    "spans.html": lambda: b"<html><body><div>" + b"<span>2021</span>" * 100_000,
    "attributes.html": lambda: b"<html><body><p " + b"a=1 " * 300_000 + ">中芯国际。</p>".encode(),
    "lists.html": lambda: b"<html><body>" + b"<ul><li>" * 50_000 + b"x",
    "nested-tables.html": lambda: b"<html><body>" + b"<table><tr><td>" * 20_000 + b"x",
    "laughs.html": lambda: (_laughs("html") + "<html><body><p>&a6;&a6;</p></body></html>").encode(),
    "foreign.html": lambda: (_FOREIGN + "<html><body><p>&a;中芯国际</p></body></html>").encode(),
    "deep.jsonl": lambda: b'{"text":' + b"[" * 1_000_000 + b"]" * 1_000_000 + b"}",
    "long.jsonl": lambda: ('{"title":"a","text":"' + _NEWS * 1_000_000 + '"}').encode(),
    "broken.jsonl": lambda: b"{x\n" * 300_000,
    "number.jsonl": lambda: b'{"title":"a","text":"b","id":' + b"9" * 100_000 + b"}",
    "surrogates.jsonl": lambda: b'{"title":"\\ud800","text":"\\udfffa\\u0000"}\n{"text":1e999}\nNaN\n[]\n',
    "paragraphs.docx": lambda: docx(_P * 400_000),
    "runs.docx": lambda: docx("<w:p>" + "<w:r><w:t>中芯</w:t></w:r>" * 400_000 + "</w:p>"),
    "nested-tables.docx": lambda: docx("<w:tbl><w:tr><w:tc>" * 3000 + _P + "</w:tc></w:tr></w:tbl>" * 3000),
    "cells.docx": lambda: docx("<w:tbl>" + f"<w:tr>{_CELL * 200}</w:tr>" * 200 + "</w:tbl>"),
    "columns.docx": lambda: docx(f"<w:tbl><w:tr><w:tc>{_SPAN}{_P}</w:tc></w:tr></w:tbl>"),
    "rows.docx": lambda: docx(
        "<w:tbl>" + f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{_P}</w:tc></w:tr>" * 5000 + "</w:tbl>"
    ),
    "laughs.docx": lambda: docx("<w:p><w:r><w:t>&a6;&a6;</w:t></w:r></w:p>", doctype=_laughs("x")),
    "foreign.docx": lambda: docx("<w:p><w:r><w:t>&a;中芯国际</w:t></w:r></w:p>", doctype=_FOREIGN),
    "bomb.docx": lambda: docx(_P, more=400_000_000),
    "nested.docx": lambda: docx(_P, around="inner.docx"),
    "forms.pdf": lambda: pdf(b"/X Do", forms=24),
    "operators.pdf": lambda: pdf(b"q " * 50_000_000),
    "nothing-of-1-gb.pdf": lambda: pdf(bytes(1_000_000_000) + b"BT /F 12 Tf (a) Tj ET"),
    "packed-fifty-times.pdf": lambda: pdf(b"BT /F 12 Tf 10 700 Td (Hello) Tj ET", packed=50),
    "brackets.pdf": lambda: pdf(b"BT /F 12 Tf " + b"[" * 1_000_000 + b"(a)" + b"]" * 1_000_000 + b" TJ ET"),
    "characters.pdf": lambda: pdf(b"BT /F 12 Tf 10 700 Td " + b"(Hello world) Tj " * 1_000_000 + b"ET"),
    "pages.pdf": lambda: pdf(b"BT /F 12 Tf 10 700 Td (Hello) Tj ET", kids=b"3 0 R " * 200_000),
    "pages-of-pages.pdf": lambda: pdf(b"", kids=b"2 0 R 2 0 R"),
    "cut.pdf": lambda: pdf(b"BT ET")[:300],
}
"""File name → its bytes."""

_NAMES = "中芯国际投资华为"
TEXTS: dict[str, str] = {
    "list of names": "、".join(["中芯国际", "华为", "宁德时代"] * 170) + "投资华为。",
    "definitions": "。".join(f"甲{number}公司（以下简称“甲{number}”）" for number in range(1000)),
    "no stop": _NAMES * 6000,
    "one name": "、".join(["中芯国际"] * 5000) + "投资华为",
    "clauses": (_NAMES + "，") * 5000,
    "pronouns": "中芯国际投资华为。" + "该公司收购其。" * 5000,
    "brackets": "（" * 20_000 + _NAMES,
    "digits": _NAMES + "9" * 50_000 + "亿元。",
    "chinese digits": _NAMES + "一" * 50_000 + "亿元。",
    "letters": "a" * 100_000,
    "dates": _NAMES + "2021年5月" * 10_000,
    "titles": "《" * 5000 + _NAMES + "》" * 5000,
    "companies": "。".join(
        f"{chr(0x4E00 + n)}{chr(0x5E00 + n)}科技有限公司投资{chr(0x6E00 + n)}股份" for n in range(3000)
    ),
    "blanks": _NAMES + " " * 50_000 + "x",
}
"""What runs on without end → the text."""
