"""A graph in which every name, title, sentence, code and rule is text that would do something where it is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from sample_graph import RUN, article, entity, fact

from kg.model import Document, Money, Qualifiers, TimeRef
from kg.quads import article_quads
from kg.store import Store
from kg.vocab import EntityType, Relation

TEXTS = {
    "markup": "</script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "quotes": "\"' onmouseover=alert(1) x='`${alert(1)}",
    "entity": "&lt;b&gt;&#0;&amp;<!--]]>",
    "formula": "=cmd|' /C calc'!A0",
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3",
    "at": "@SUM(1+1)*cmd",
    "wide": "＝1＋1",
    "tab": "\t=1+1",
    "escape": "\x1b]0;pwned\x07\x1b[31m红\x9b2J\x08\x7f",
    "turned": "\u202e芯中\u202c\u2066x\u2069",
    "turtle": '" . <urn:evil> <urn:evil> <urn:evil> . #',
    "sparql": '"@zh } ; DROP ALL ; INSERT DATA { <urn:evil> <urn:evil> "',
    "iri": "x> <urn:evil> <urn:evil> .",
    "lines": "甲\r\n乙\n\n丙\u2028丁",
    "comma": 'a,b;c|d"e',
    "template": "{{ 7 * 7 }}{% raw %}${7*7}#{7*7}",
    "percent": "%s%n%x %(name)s {0.__class__}",
}
"""Why it is hostile → the text."""


def write_hostile(path: Path) -> Path:
    """A store of these texts: an article for each, and in it two entities and a fact that all are called so."""
    with Store.open(path) as store:
        articles = []
        for key, text in TEXTS.items():
            one_line = " ".join(text.split("\n"))
            subject = entity(
                f"x-{key}", EntityType.COMPANY, text, f"{text}又名", codes=(("sse", f"6{text}"),)
            )
            object_ = entity(f"y-{key}", EntityType.PERSON, f"{text}乙")
            sentence = f"{one_line}投资乙。"
            told = replace(
                article(f"{one_line}标题", sentence, section=text, issued=date(2021, 5, 27)), source=text
            )
            stated = fact(
                told,
                subject,
                Relation.INVESTS_IN,
                object_,
                sentence,
                qualifiers=Qualifiers(
                    amount=Money(value=Decimal(5), currency="CNY", text=text),
                    time=TimeRef(value="2021", text=text),
                    title=text,
                ),
                rule=text,
            )
            quads = article_quads(told, [subject, object_], [stated], run=RUN)
            store.put_article(told.id, quads, run=RUN)
            articles.append(told.id)
        document = Document(id="doc-1", path="=a.txt", media_type="text/plain", text="", digest="1")
        store.put_document(document, articles, run=RUN)
    return path
