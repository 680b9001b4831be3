"""Reviewing in a browser: who may, what is listed, what is kept, what the next build makes of it."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tabs import watch

from kg.build import build
from kg.entities.decision_file import decisions_file, load_decisions
from kg.entities.decisions import Verdict
from kg.store import open_view
from kg.train.annotated import read
from serve.serving import TOKEN, Answer, Served, served

NEWS = {
    "a.txt": "阿里巴巴收购饿了么\n阿里巴巴以95亿美元收购饿了么。华为投资了宁德时代。\n",
    "b.txt": "星桥光电科技股份有限公司成立\n星桥光电科技股份有限公司在武汉成立。\n",
    "c.txt": "星桥光电与华为合作\n星桥光电与华为签署合作协议。\n",
    # What a model can only be unsure of.
    "d.txt": "激光雷达受到关注\n华为、比亚迪等企业也在关注激光雷达。宁德时代谈到固态电池时提到了比亚迪，也提到了丰田汽车的专利。\n",
}
AUTHORIZED = {"Authorization": f"Bearer {TOKEN}"}
# Two names that a user's lexicon takes for two things.
LEXICON = "name,type,aliases\n星桥光电科技股份有限公司,Company,\n星桥光电,Company,\n"
SENT = {**AUTHORIZED, "Content-Type": "application/json"}


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a few articles."""
    folder = tmp_path_factory.mktemp("documents")
    for name, text in NEWS.items():
        (folder / name).write_text(text, "utf8")
    (folder.with_name("lexicon.csv")).write_text(LEXICON, "utf8")
    return folder


@pytest.fixture(scope="module")
def built(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their store."""
    store = tmp_path_factory.mktemp("reviewed") / "graph.kg"
    build([str(documents)], store, lexicon=documents.with_name("lexicon.csv"))
    return store


@pytest.fixture(scope="module")
def running(built: Path) -> Iterator[Served]:
    """A server for reviewing."""
    with served(built, "--review", token=TOKEN) as server:
        yield server


@pytest.fixture
def review(running: Served, built: Path) -> Iterator[Served]:
    """The server, with nothing decided yet."""
    decisions_file(built).unlink(missing_ok=True)
    yield running
    decisions_file(built).unlink(missing_ok=True)


def told(server: Served) -> dict[str, Any]:
    answer = server.ask("/review.json", headers=AUTHORIZED)
    assert answer.status == 200, answer.text
    return dict(json.loads(answer.text))


def sent(server: Served, path: str, headers: dict[str, str] | None = None, **value: str) -> Answer:
    return server.ask(
        path, method="POST", body=json.dumps(value), headers=SENT if headers is None else headers
    )


def a_fact(server: Served, **wanted: str) -> dict[str, Any]:
    rows = json.loads(server.ask("/api/facts").text)
    return next(row for row in rows if all(row[name] == value for name, value in wanted.items()))


def test_nothing_is_shown_or_taken_without_the_token(review: Served, built: Path) -> None:
    for path in ("/review", "/review.json", "/review/corrections.zip"):
        answer = review.ask(path)
        assert answer.status == 401
        assert answer.headers["www-authenticate"].startswith("Basic")
        assert review.ask(path, headers={"Authorization": "Bearer wrong-wrong-wrong-wrong"}).status == 401
    fact = a_fact(review, relation="acquires")["fact"]
    assert (
        sent(
            review, "/review/decide", {"Content-Type": "application/json"}, fact=fact, verdict="wrong"
        ).status
        == 401
    )
    assert not decisions_file(built).exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Host": "evil.example"},
    ],
)
def test_a_page_of_another_site_decides_nothing(headers: dict[str, str], review: Served, built: Path) -> None:
    fact = a_fact(review, relation="acquires")["fact"]
    assert sent(review, "/review/decide", {**SENT, **headers}, fact=fact, verdict="wrong").status == 403
    assert sent(review, "/review/undo", {**SENT, **headers}, first="a", second="b").status == 403
    assert not decisions_file(built).exists()


def test_what_a_form_can_send_is_not_taken(review: Served, built: Path) -> None:
    for media_type in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        fact = a_fact(review, relation="acquires")["fact"]
        answer = sent(
            review, "/review/decide", {**AUTHORIZED, "Content-Type": media_type}, fact=fact, verdict="wrong"
        )
        assert answer.status == 400
    assert review.ask("/review/decide", headers=AUTHORIZED).status == 405
    assert not decisions_file(built).exists()


def test_without_review_there_is_no_such_page(server: Served) -> None:
    assert server.ask("/review", headers=AUTHORIZED).status == 404
    assert "/review" not in server.ask("/").text


def test_review_of_a_file_is_refused(tmp_path: Path) -> None:
    from kg.errors import KgError
    from kg.serve.settings import Settings

    (tmp_path / "graph.ttl").write_text("", "utf8")
    with pytest.raises(KgError, match="is a file"):
        Settings(store=str(tmp_path / "graph.ttl"), is_reviewed=True, token=TOKEN).check()
    with pytest.raises(KgError, match="--review needs a token"):
        Settings(store=str(tmp_path), is_reviewed=True).check()


def test_pairs_and_facts_are_listed_with_their_sentences(review: Served) -> None:
    listed = told(review)
    (pair,) = [one for one in listed["pairs"] if one["first"]["name"].startswith("星桥光电")]
    assert any(
        "星桥光电" in sentence for sentence in pair["first"]["sentences"] + pair["second"]["sentences"]
    )
    assert listed["facts"]
    assert all(0 < row["confidence"] < 0.5 and row["sentence"] for row in listed["facts"])
    page = review.ask("/review", headers=AUTHORIZED)
    assert page.status == 200
    assert listed["facts"][0]["sentence"] in page.text


def test_a_decision_is_the_one_that_kg_decide_writes_and_can_be_undone(review: Served, built: Path) -> None:
    (pair,) = [one for one in told(review)["pairs"] if one["first"]["name"].startswith("星桥光电")]
    ends = {"first": pair["first"]["id"], "second": pair["second"]["id"]}
    before = told(review)["pairs_in_all"]
    for verdict in ("unsure", "different", "same"):
        row = sent(review, "/review/decide", **ends, verdict=verdict)
        assert row.status == 200
        (decision,) = load_decisions(decisions_file(built))
        assert (decision.first, decision.second, decision.verdict) == (*ends.values(), Verdict(verdict))
        assert "星桥光电" in decision.note
    after = told(review)
    assert after["pairs_in_all"] == before - 1
    assert [one["verdict"] for one in after["decisions"]] == ["same"]
    assert sent(review, "/review/undo", **ends).status == 204
    assert told(review)["pairs_in_all"] == before
    assert sent(review, "/review/undo", **ends).status == 404


def test_what_is_no_decision_is_refused(review: Served, built: Path) -> None:
    fact = a_fact(review, relation="acquires")["fact"]
    for value, status in (
        ({"fact": fact, "verdict": "same"}, 400),
        ({"fact": "fact-none", "verdict": "wrong"}, 404),
        ({"first": "huawei", "second": "没有", "verdict": "same"}, 404),
        ({"first": "huawei", "second": "alibaba", "verdict": "right"}, 400),
        ({"verdict": "x" * 20_000}, 400),
        ({}, 400),
    ):
        assert sent(review, "/review/decide", **value).status == status, value
    for body in ("[]", "{", '{"fact": 1}', '"x"'):
        assert review.ask("/review/decide", method="POST", body=body, headers=SENT).status == 400
    assert not decisions_file(built).exists()


def test_the_next_build_makes_it_so(review: Served, built: Path, documents: Path) -> None:
    wrong, right = a_fact(review, relation="acquires"), a_fact(review, relation="investsIn")
    assert sent(review, "/review/decide", fact=wrong["fact"], verdict="wrong").status == 200
    assert sent(review, "/review/decide", fact=right["fact"], verdict="right").status == 200
    (pair,) = [one for one in told(review)["pairs"] if one["first"]["name"].startswith("星桥光电")]
    ends = {"first": pair["first"]["id"], "second": pair["second"]["id"]}
    assert sent(review, "/review/decide", **ends, verdict="same").status == 200
    copy = built.with_name("next.kg")
    decisions_file(copy).write_bytes(decisions_file(built).read_bytes())
    build([str(documents)], copy, lexicon=documents.with_name("lexicon.csv"))
    content = open_view(copy).content()
    triples = {
        (one.subject_label, one.relation.value, one.object_label): one.confidence for one in content.facts
    }
    assert (wrong["subject"], "acquires", wrong["object"]) not in triples
    assert triples[right["subject"], "investsIn", right["object"]] == 1.0
    assert sum("星桥光电" in label.text for one in content.entities.values() for label in one.labels) == 2
    assert sum("星桥光电" in one.label for one in content.entities.values()) == 1


def test_corrections_are_read_by_training(review: Served, tmp_path: Path) -> None:
    wrong, right = a_fact(review, relation="acquires"), a_fact(review, relation="investsIn")
    sent(review, "/review/decide", fact=wrong["fact"], verdict="wrong")
    sent(review, "/review/decide", fact=right["fact"], verdict="right")
    answer = review.ask("/review/corrections.zip", headers=AUTHORIZED)
    assert (answer.status, answer.media_type) == (200, "application/zip")
    zipfile.ZipFile(io.BytesIO(answer.body)).extractall(tmp_path)
    (annotated,) = read(tmp_path)
    assert annotated.article.title == "阿里巴巴收购饿了么"
    names = {one.id: one.aliases[0] for one in annotated.entities}
    stated = {(names[one.subject], one.relation.value, names[one.object]) for one in annotated.facts}
    assert (right["subject"], "investsIn", right["object"]) in stated
    assert not any(relation == "acquires" for _, relation, _ in stated)
    assert all(
        annotated.article.text[span.start : span.end] in one.aliases for span, one in annotated.mentions()
    )


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """A tab of someone who knows the token."""
    context = browser.new_context(http_credentials={"username": "me", "password": TOKEN})
    page = context.new_page()
    page.troubles = []
    watch(page, page.troubles)
    yield page
    context.close()


def test_one_key_decides_and_one_takes_it_back(review: Served, built: Path, tab: Any) -> None:
    tab.goto(f"{review.url}/review")
    pairs = tab.locator(".items li[data-first][tabindex]").count()
    tab.keyboard.press("s")
    tab.wait_for_selector("li.done [data-verdict=same][aria-pressed=true]")
    for _ in range(pairs - 1):
        tab.keyboard.press("j")
    tab.keyboard.press("w")
    tab.wait_for_selector("li.done [data-verdict=wrong][aria-pressed=true]")
    decisions = load_decisions(decisions_file(built))
    assert [one.verdict for one in decisions] == [Verdict.SAME]
    assert [one.is_right for one in decisions.judgements] == [False]
    tab.keyboard.press("z")
    tab.wait_for_selector("li.done [data-verdict=wrong]", state="detached")
    assert load_decisions(decisions_file(built)).judgements == ()
    tab.reload()
    assert tab.locator(".items li[data-first][tabindex]").count() == pairs - 1
    tab.click("ul.items .undo")
    tab.wait_for_selector("ul.items li[data-first]", state="detached")
    assert len(load_decisions(decisions_file(built))) == 0
    assert tab.troubles == []


def test_a_password_is_the_token_whatever_the_user(review: Served) -> None:
    given = base64.b64encode(f"anyone:{TOKEN}".encode()).decode()
    assert review.ask("/review.json", headers={"Authorization": f"Basic {given}"}).status == 200


def test_without_a_token_the_command_makes_one_up_and_tells_it(built: Path) -> None:
    import os
    import re
    import subprocess
    import sys

    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", "--review", "-s", str(built), "--port", "0"],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf8",
        env={name: value for name, value in os.environ.items() if not name.startswith("KG_")},
    )
    try:
        assert process.stderr is not None
        address = re.search(r"http://\S+[^/\s]", process.stderr.readline())
        told = re.search(r"(\S+)review as any user with the password (\S{20,})", process.stderr.readline())
        assert address and told
        given = base64.b64encode(f"me:{told[2]}".encode()).decode()
        running = Served(told[1].rstrip("/"), process)
        assert running.ask("/review.json").status == 401
        assert running.ask("/review.json", headers={"Authorization": f"Basic {given}"}).status == 200
    finally:
        process.terminate()
        process.wait(15)
