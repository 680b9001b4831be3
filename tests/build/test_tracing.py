"""What each stage made of a text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg import resources
from kg.build import Extractor
from kg.build.tracing import Step, trace
from kg.documents import articles, read, sources
from kg.model import Article

TEXT = "美的集团收购库卡\n美的集团宣布收购库卡，交易金额约37亿欧元。交易已经完成。"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """The extractor with the models that ship."""
    return Extractor.load(resources.seeds_folder())


def stages(steps: list[Step]) -> list[str]:
    """The stages in the order in which they are told."""
    return list(dict.fromkeys(step.stage for step in steps))


def test_a_trace_tells_the_stages_in_their_order(extractor: Extractor) -> None:
    assert stages(trace(extractor, TEXT)) == ["sentence", "mention", "candidate", "fact"]


def test_the_first_of_several_lines_is_the_title(extractor: Extractor) -> None:
    sentences = [step for step in trace(extractor, TEXT) if step.stage == "sentence"]
    assert [(step.found, step.why) for step in sentences] == [
        ("美的集团收购库卡", "heading"),
        ("美的集团宣布收购库卡，交易金额约37亿欧元。", ""),
        ("交易已经完成。", ""),
    ]


def test_a_text_of_one_line_has_no_title(extractor: Extractor) -> None:
    steps = [step for step in trace(extractor, "美的集团收购库卡。") if step.stage == "sentence"]
    assert [step.found for step in steps][1:] == ["美的集团收购库卡。"]
    assert steps[0].why == "heading"


@pytest.mark.parametrize("text", ["", "\n\n", " "])
def test_a_text_of_nothing_has_nothing_to_tell(extractor: Extractor, text: str) -> None:
    assert "fact" not in stages(trace(extractor, text))


def test_a_mention_tells_what_it_was_linked_to_and_why(extractor: Extractor) -> None:
    told = [step for step in trace(extractor, TEXT) if step.stage == "mention" and "库卡" in step.found]
    assert told
    assert all(" Company → " in step.found for step in told)


def test_every_fact_was_a_candidate_above_its_limit(extractor: Extractor) -> None:
    steps = trace(extractor, TEXT)
    accepted = {step.found for step in steps if step.stage == "candidate" and " fact; " in step.why}
    facts = {step.found for step in steps if step.stage == "fact"}
    assert "美的集团 acquires 库卡" in facts
    assert facts <= accepted


def test_candidates_are_told_the_likeliest_first_with_their_limits(extractor: Extractor) -> None:
    told = [step.why for step in trace(extractor, TEXT) if step.stage == "candidate"]
    chances = [float(why.split()[0]) for why in told]
    assert chances == sorted(chances, reverse=True)
    assert all(" fact; " in why or "below its limit" in why for why in told)


def test_the_trace_of_an_article_tells_the_facts_that_a_build_would_store(extractor: Extractor) -> None:
    title, body = TEXT.split("\n", 1)
    article = Article(id="article-1", document="d", title=title, text=f"{title}\n{body}")
    facts = extractor.extract(article).facts
    assert len([step for step in trace(extractor, TEXT) if step.stage == "fact"]) == len(facts)


def test_what_is_said_of_a_name_that_is_too_unsure_is_told_to_be_left_out(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    scorer = extractor.scorer
    doubting = replace(scorer, keeper=replace(scorer.keeper, threshold=1.1, for_facts=1.1))
    monkeypatch.setattr(extractor, "scorer", doubting)
    told = trace(extractor, TEXT)
    assert stages(told) == ["sentence", "mention", "candidate"]
    assert any("left out: one of the two is too unsure" in step.why for step in told)


def test_a_fact_that_only_a_name_suggests_is_told_as_that(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extractor, "stated", lambda kept: replace(kept, facts=[]))
    told = trace(extractor, TEXT)
    assert stages(told) == ["sentence", "mention", "candidate"]
    assert any("left out: only a name suggests it" in step.why for step in told)


def test_the_sample_documents_can_be_traced(extractor: Extractor) -> None:
    samples = sources([str(resources.seeds_folder() / "documents")])
    texts = [article.text for source in samples[::4] for article in articles(read(source))]
    assert len(texts) > 10
    for text in texts:
        assert "sentence" in stages(trace(extractor, text))
