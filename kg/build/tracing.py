"""What each stage made of a text, and why a fact was or was not made: for people who mend rules and names."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from kg.build.extraction import Extractor
from kg.facts.stating import main_company
from kg.model import Article, Fact, digest_of
from kg.vocab import Relation

# Candidates below this are noise even for someone who looks for what nearly matched.
_LEAST_SHOWN = 0.05


class Step(NamedTuple):
    """One line of a trace: the stage, what it found, and why or how surely."""

    stage: str
    found: str
    why: str


def trace(extractor: Extractor, text: str) -> list[Step]:
    """The steps from a text to its facts; candidates that stayed below their threshold are told too."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    title = lines[0] if len(lines) > 1 else "（无题）"
    body = "\n".join([title, *(lines[1:] if len(lines) > 1 else lines)])
    article = Article(id="article-" + digest_of(title, body), document="trace", title=title, text=body)
    extraction = extractor.extract_all(article)
    (kept,) = extractor.kept([extraction])
    stays = {entity.id for entity in kept.entities}
    sure = {_pair(fact) for fact in kept.facts}
    facts = extractor.stated(kept).facts
    stated = {_pair(fact) for fact in facts}
    labels = {entity.id: entity.label for entity in extraction.entities}
    types = {entity.id: entity.type for entity in extraction.entities}
    steps = [
        Step("sentence", sentence.text, "heading" if sentence.is_heading else "")
        for sentence in extraction.sentences
    ]
    for link in extraction.links:
        mention = link.mention
        steps.append(
            Step(
                "mention",
                f"{mention.surface} {mention.type} → {link.entity}",
                f"{mention.source} {mention.confidence:.2f}, {link.reason}"
                + ("" if link.entity in stays else "; dropped: unsure, and too little is said of it"),
            )
        )
    counts = Counter(link.entity for link in extraction.links)
    scorer = extractor.scorer
    for candidate, probability in sorted(
        scorer.weigh(extraction.scenes, counts, main_company(counts, types)), key=lambda pair: -pair[1]
    ):
        if probability < _LEAST_SHOWN:
            continue
        subject, relation, object_ = candidate.key
        limit = scorer.thresholds[relation]
        rules = ", ".join(candidate.seen.rules.get(candidate.label, ())) or "no rule"
        if probability < limit:
            verdict = f"below its limit {limit:.2f}"
        elif (pair := (relation, frozenset({subject, object_}))) in stated:
            verdict = "fact"
        elif pair in sure:
            verdict = "left out: only a name suggests it"
        else:
            verdict = "left out: one of the two is too unsure"
        steps.append(
            Step(
                "candidate",
                f"{labels[subject]} {relation} {labels[object_]}",
                f"{probability:.2f} {verdict}; {rules}",
            )
        )
    for fact in facts:
        steps.append(
            Step(
                "fact",
                f"{labels[fact.subject]} {fact.relation} {labels[fact.object]}",
                f"{fact.modality}, {fact.confidence:.2f}, {fact.rule}",
            )
        )
    return steps


def _pair(fact: Fact) -> tuple[Relation, frozenset[str]]:
    return fact.relation, frozenset({fact.subject, fact.object})
