"""The set of questions, asked of a graph in memory, of one that kg serves, and of one on Oxigraph: the same rows."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from industry_graph import industry_view, write_industry
from query.test_questions import ANSWERED, PAIRS, TODAY, table

from kg.query import Asker
from kg.store import View, open_view
from kg.store.remote import RemoteView
from serve.serving import served
from serve.triple_store import oxigraph

LOCAL = Asker(industry_view())
QUESTIONS = [question for question, _ in (*table(ANSWERED), *table(PAIRS))]
OTHERS = ["介绍一下SIAC", "华芯投资和中芯国际是什么关系", "how is 台积电 connected to 苹果", "谁喜欢华为"]


@pytest.fixture(scope="module")
def industry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_industry(tmp_path_factory.mktemp("industry") / "industry.nq")


@pytest.fixture(scope="module", params=["kg serve", "Oxigraph"])
def remote(request: pytest.FixtureRequest, industry: Path) -> Iterator[View]:
    if request.param == "kg serve":
        with served(industry) as running:
            yield open_view(running.url)
        return
    with oxigraph() as url:
        # Without names of graphs all is in the default graph, which is what kg's queries look at.
        triples = "".join(f"{triple} .\n" for triple in open_view(industry).triples())
        loading = urllib.request.Request(
            f"{url}/store?default",
            data=triples.encode("utf8"),
            headers={"Content-Type": "application/n-triples"},
            method="POST",
        )
        with urllib.request.urlopen(loading, timeout=30):
            pass
        yield open_view(url)


@pytest.fixture(scope="module")
def asker(remote: View) -> Asker:
    assert isinstance(remote, RemoteView)
    return Asker(remote)


@pytest.mark.parametrize("question", [*QUESTIONS, *OTHERS])
def test_a_question_has_the_same_answers_over_http(question: str, asker: Asker) -> None:
    assert asker.ask(question, today=TODAY).record() == LOCAL.ask(question, today=TODAY).record()
    assert (
        asker.ask(question, as_of="2021-05-30").record() == LOCAL.ask(question, as_of="2021-05-30").record()
    )
