"""The pages in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tabs import watch

from serve.serving import Served, served


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """A tab that notes what it asks for and what goes wrong in it."""
    context = browser.new_context()
    page = context.new_page()
    page.asked, page.troubles = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    watch(page, page.troubles)
    yield page
    context.close()


def names(tab: Any) -> list[str]:
    return [str(text) for text in tab.locator("#result tbody tr td:last-child").all_inner_texts()]


NAMES = "SELECT ?s ?name { ?s skos:prefLabel ?name }"


def run(tab: Any, text: str) -> None:
    tab.fill("#query", text)
    tab.click("#run")
    tab.wait_for_selector("#run:not([disabled])")


def test_a_query_is_run_and_its_rows_are_sorted(tab: Any, server: Served) -> None:
    tab.goto(f"{server.url}/query")
    assert tab.locator("#shown .keyword").count() > 1
    tab.fill("#query", NAMES)
    tab.press("#query", "Control+Enter")
    tab.wait_for_selector("#result tbody tr")
    found = names(tab)
    assert len(found) == 6
    tab.click("#result th:last-child button")
    upwards = names(tab)
    tab.click("#result th:last-child button")
    assert names(tab) == upwards[::-1]
    assert sorted(upwards) == sorted(found)
    run(tab, "SELECT ?n { VALUES ?n { 10 9 100 } }")
    tab.click("#result th button")
    assert names(tab) == ["9", "10", "100"]
    assert "3 rows" in tab.inner_text("#status")
    assert tab.troubles == []
    assert all(address.startswith((server.url, "blob:")) for address in tab.asked)


def test_every_form_is_shown(tab: Any, server: Served) -> None:
    tab.goto(f"{server.url}/query")
    run(tab, "ASK { id:smic ikg:investsIn ?x }")
    assert names(tab) == ["true"]
    run(tab, "DESCRIBE id:smic")
    assert "中芯国际" in tab.inner_text("#result pre.turtle")
    run(tab, "SELECT {")
    assert "mend" in tab.inner_text("#status")
    assert tab.locator("#result *").count() == 0


def test_an_iri_leads_to_its_triples_and_a_query_in_the_address_waits_to_be_run(
    tab: Any, server: Served
) -> None:
    tab.goto(f"{server.url}/query")
    run(tab, NAMES + " ORDER BY ?s LIMIT 1")
    tab.click("#result tbody a")
    tab.wait_for_url("**/query?query=DESCRIBE*")
    assert tab.input_value("#query").startswith("DESCRIBE <https://")
    tab.wait_for_timeout(300)
    assert tab.locator("#result *").count() == 0
    assert not [address for address in tab.asked[-4:] if address.endswith("/sparql")]


def test_queries_are_kept_in_the_browser(tab: Any, server: Served) -> None:
    tab.goto(f"{server.url}/query")
    tab.on("dialog", lambda dialog: dialog.accept("我的查询"))
    tab.fill("#query", NAMES)
    tab.click("#save")
    tab.reload()
    tab.select_option("#saved", "我的查询")
    assert tab.input_value("#query") == NAMES
    tab.click("#forget")
    tab.reload()
    assert tab.locator("#saved option").count() == 1
    tab.wait_for_selector("#examples option:nth-child(6)", state="attached")
    tab.select_option("#examples", index=2)
    assert "investsIn" in tab.input_value("#query")


def test_results_are_downloaded(tab: Any, server: Served, tmp_path: Path) -> None:
    tab.goto(f"{server.url}/query")
    run(tab, NAMES)
    with tab.expect_download() as started:
        tab.click("#csv")
    started.value.save_as(tmp_path / "result.csv")
    assert "中芯国际" in (tmp_path / "result.csv").read_text("utf8")


def test_the_home_page_answers_and_finds(tab: Any, server: Served) -> None:
    tab.goto(server.url)
    tab.fill("#question", "谁投资了中芯京城")
    tab.press("#question", "Enter")
    tab.wait_for_selector("#answers blockquote")
    assert "持股96%" in tab.inner_text("#answers")
    tab.fill("#words", "zxgj")
    tab.press("#words", "Enter")
    tab.wait_for_selector("#found a")
    tab.click("#found a")
    tab.wait_for_url("**/entity/smic")
    assert tab.inner_text("h1") == "中芯国际"
    assert tab.troubles == []


def test_a_fact_of_an_article_shows_its_words(tab: Any, server: Served) -> None:
    tab.goto(f"{server.url}/entity/smic")
    tab.click(".facts .fact blockquote a")
    tab.wait_for_url("**/article/*#fact-*")
    number = tab.get_attribute(":target", "data-number")
    assert tab.locator(f".text .lit[data-facts~='{number}']").count()

    tab.hover(f".text [data-facts~='{number}']")
    assert tab.locator(f".side li.lit[data-number='{number}']").count() == 1
    assert tab.troubles == []


def test_no_other_page_may_frame_or_read_this_one(tab: Any, server: Served, sample_folder: Path) -> None:
    with served(sample_folder) as other:
        tab.goto(f"{other.url}/query")
        refused = tab.evaluate(
            "url => fetch(url).then(() => false, () => true)", f"{server.url}/sparql?query=ASK%7B%7D"
        )
        assert refused
