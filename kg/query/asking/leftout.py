"""What an answer takes no account of, told in words: so that a wider answer is never taken for the one asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.query.asking.answers import Reply
from kg.query.asking.question import Question

# Stands among the words left out where only what is planned or supposed answers.
ASSERTED = {"zh": "已陈述", "en": "asserted"}


def left_out_in_words(question: Question) -> Iterator[str]:
    """That words were set aside, and that with others there is no answer."""
    chinese = question.language == "zh"
    if question.aside:
        words = _joined(question.aside, chinese=chinese)
        yield f"未计入{words}，图谱不作此分" if chinese else f"{words} set aside: the graph does not tell it"
    if ASSERTED[question.language] in question.wider:
        yield (
            "没有已经如此的事实，以下是计划中或推测的"
            if chinese
            else "none is told to be so already; these are planned or supposed"
        )
    if wider := tuple(word for word in question.wider if word != ASSERTED[question.language]):
        words = _joined(wider, chinese=chinese)
        yield (
            f"没有写明{words}的；以下不计{words}，比所问的宽"
            if chinese
            else f"none is told to be {words}; these are told without it, which is wider than asked"
        )
    if question.kindred:
        yield (
            "没有写明所问的关系；以下是相近的关系"
            if chinese
            else "none is told in these words; these are of relations near it"
        )


def with_aside(reply: Reply, said: str) -> Reply:
    """The reply that tells what was said before the question and is no part of it."""
    chinese = "\u3400" <= max(said) <= "\u9fff"
    told = f"；开头的“{said}”不计入" if chinese else f"; '{said}' before the question set aside"
    return replace(reply, understood=reply.understood + told)


def _joined(words: tuple[str, ...], *, chinese: bool) -> str:
    return "、".join(f"“{word}”" for word in words) if chinese else ", ".join(f"'{word}'" for word in words)
