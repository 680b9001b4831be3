"""Documents made for tests: binary ones are not kept in the repository."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.documents import Source, articles, read
from kg.documents.locations import MEDIA_TYPES
from kg.model import Article

FIXTURES = Path(__file__).parent / "fixtures"


def source(path: Path) -> Source:
    """A file as a source, by its ending."""
    return Source(path=str(path), media_type=MEDIA_TYPES.get(path.suffix, ""))


def articles_in(path: Path) -> list[Article]:
    """The articles of a file."""
    return articles(read(source(path)))


def only_article(path: Path) -> Article:
    """The article of a file that must hold exactly one."""
    (article,) = articles_in(path)
    return article


def article_of(folder: Path, text: str, name: str = "article.txt") -> Article:
    """The one article of a text that is written to a file."""
    path = folder / name
    path.write_text(text, encoding="utf8")
    return only_article(path)


Placed = tuple[float, float, float, str]  # x, y, font size, text


def pdf_bytes(pages: Sequence[Sequence[Placed]], *, extra_trailer: str = "") -> bytes:
    """A PDF that sets texts in a Chinese font that is not embedded, as Chinese office software does."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        "/DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500] >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] "
        "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ]
    kids = []
    for page in pages:
        stream = "\n".join(
            f"BT /F1 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"
            for x, y, size, text in page
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R {extra_trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    )
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")
