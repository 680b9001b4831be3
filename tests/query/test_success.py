"""Whether something came off: facts that it was done, that it was not and that it is planned answer."""

from __future__ import annotations

import pytest
from industry_questions import Questions

_EXTRA = """
2023-04-01 收购进展
alibaba acquires sense Negated | 阿里巴巴撤回了收购商汤科技的要约。
softbank acquires sense Planned | 软银计划收购商汤科技。
"""
QUESTIONS = Questions(_EXTRA)
labels = QUESTIONS.labels


@pytest.mark.parametrize(
    "question",
    [
        "Has Alibaba succeeded in acquiring 商汤科技?",
        "Did Alibaba manage to buy 商汤科技?",
        "Was Alibaba able to take over 商汤科技?",
        "Was Alibaba successful in buying 商汤科技?",
        "Has Alibaba successfully bought 商汤科技?",
        "Did Alibaba end up buying 商汤科技?",
        "Did Alibaba's bid for 商汤科技 succeed?",
        "Did Alibaba's takeover of 商汤科技 go through?",
    ],
)
def test_success_in_english_is_what_the_denial_answers(question: str) -> None:
    assert labels(question) == ["no"]


@pytest.mark.parametrize(
    "question",
    [
        "阿里巴巴收购成了商汤科技吗",
        "阿里巴巴收购商汤科技谈成没有",
        "阿里巴巴收购商汤科技的交易最后成了没有",
        "阿里巴巴收购商汤科技，收购成了吗？",
        "阿里巴巴对商汤科技的收购做成了没有",
    ],
)
def test_success_in_chinese_is_what_the_denial_answers(question: str) -> None:
    assert labels(question) == ["否"]


def test_what_is_only_planned_did_not_come_off_yet() -> None:
    assert labels("软银收购成了商汤科技吗") == ["计划中"]
    assert labels("Has SoftBank succeeded in acquiring 商汤科技?") == ["planned"]
    assert labels("腾讯收购成了商汤科技吗") == []


def test_that_it_did_not_come_off_is_asked_for_as_that() -> None:
    assert labels("阿里巴巴收购商汤科技没成吗") == ["是"]
