"""Text of strangers on every page that is served: shown as it stands, run never, turning nothing around."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pytest
from sample_graph import RUN, article, entity, fact
from tabs import watch

from kg.entities.decision_file import HEADER, decisions_file
from kg.model import Document, Money, Qualifiers, TimeRef
from kg.quads import article_quads
from kg.serve.rendering import address
from kg.store import Store
from kg.vocab import EntityType, Relation
from serve.serving import TOKEN, Served, served

MARKUP = "</script><img src=x onerror=alert(1)>"
TEXTS = {
    "markup": MARKUP,
    "quotes": "\"' onmouseover=alert(1) x='`${alert(1)}",
    "lines": "行\u2028分隔\u2029符",
    "turned": "\u202eevil\u202c \u2067العربية\u2069 שלום",
    "long": "长" * 10_000,
    "template": "{{ 7 * 7 }}{% raw %}",
}

# What reaches beyond the screen, where nothing around it scrolls.
WIDER = """() => document.documentElement.scrollWidth <= innerWidth + 1 ? [] :
  [...document.querySelectorAll("main *")].filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => one.outerHTML.slice(0, 80))"""


def written(key: str, text: str, store: Store) -> str:
    """An article, and everything in it, of one text; the article's id."""
    subject = entity(f"x-{key}", EntityType.COMPANY, text, f"又名{text}", codes=(("sse", f"600{text}"),))
    object_ = entity(f"y-{key}", EntityType.PERSON, f"乙{text}")
    told = replace(
        article(f"{text}标题", f"{text}投资乙{text}。", section=text, issued=date(2021, 5, 27)), source=text
    )
    stated = fact(
        told,
        subject,
        Relation.INVESTS_IN,
        object_,
        f"{text}投资乙{text}。",
        qualifiers=Qualifiers(
            amount=Money(value=Decimal(5), currency="CNY", text=f"5元{text}"),
            time=TimeRef(value="2021", text=text),
            title=text,
        ),
        confidence=0.4,
        rule=f"规则{text}",
    )
    store.put_article(told.id, article_quads(told, [subject, object_], [stated], run=RUN), run=RUN)
    return told.id


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of a graph in which every text is hostile, for reading and reviewing."""
    path = tmp_path_factory.mktemp("hostile") / "graph.kg"
    with Store.open(path) as store:
        articles = [written(key, text, store) for key, text in TEXTS.items()]
        document = Document(id="doc-1", path="a.txt", media_type="text/plain", text="", digest="1")
        store.put_document(document, articles, run=RUN)
    noted = f"article-1\tx-1 investsIn y-1 Asserted 1-2\twrong\t{MARKUP}\n"
    decisions_file(path).write_text(f"{HEADER}\n{noted}", "utf8")
    with served(path, "--review", token=TOKEN) as running:
        yield running


def pages(server: Served) -> list[str]:
    """Every kind of page, of every text."""
    import json

    listed = [
        "/",
        "/review",
        "/relation/investsIn",
        "/ask?q=" + quote(MARKUP),
        "/find?q=" + quote(MARKUP),
        "/find?q=" + quote("标题"),
    ]
    for key in TEXTS:
        listed.append(f"/entity/x-{key}")
        articles = json.loads(server.ask(f"/entity/x-{key}.json").text)["articles"]
        assert len(articles) == 1
        listed.append(address("article", articles[0]["id"]))
    return listed


def test_hostile_text_is_shown_and_never_run(hostile: Served, browser: Any) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, http_credentials={"username": "me", "password": TOKEN}
    )
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    watch(tab, wrong)
    listed = pages(hostile)
    assert len(listed) == 6 + 2 * len(TEXTS)
    for path in listed:
        tab.goto(hostile.url + path)
        assert tab.locator("main img, main script, [onmouseover], [onerror]").count() == 0, path
        assert tab.evaluate(WIDER) == [], path
    context.close()
    assert wrong == []


def test_every_text_stands_on_its_pages_letter_by_letter(hostile: Served, browser: Any) -> None:
    context = browser.new_context()
    tab = context.new_page()
    for key, text in TEXTS.items():
        tab.goto(f"{hostile.url}/entity/x-{key}")
        assert tab.text_content("h1") == text
        # The name is set apart from what stands beside it, whatever its writing does.
        assert tab.locator("h1 > bdi").count() == 1
        assert f"又名{text}" in tab.text_content("main")
        tab.click(".facts .fact blockquote a")
        assert f"{text}标题" in tab.text_content(".text h1")
        assert text[:1900] in tab.text_content(".text")
    context.close()


def test_hostile_text_comes_into_the_explorer_as_text(hostile: Served, browser: Any) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    watch(tab, wrong)
    for key, text in TEXTS.items():
        tab.goto(f"{hostile.url}/explore#entity=x-{key}")
        tab.reload()
        tab.wait_for_selector("#card .fact")
        assert tab.text_content("#card h2") == text
        tab.click("#card .fact summary")
        assert tab.text_content("#card blockquote") == f"{text}投资乙{text}。"
        assert tab.locator("#explorer img, #explorer script").count() == 0
    context.close()
    assert wrong == []
