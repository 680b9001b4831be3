"""Questions about the graph of the tests with some more facts, asked on one day."""

from __future__ import annotations

from datetime import date

from industry_graph import industry_view

from kg.query import Asker, Reply


class Questions:
    """Asks about the graph with these facts too, written as in ``industry_graph``."""

    def __init__(self, extra: str) -> None:
        self.asker = Asker(industry_view(extra))

    def ask(self, question: str) -> Reply:
        """The reply."""
        return self.asker.ask(question, today=date(2024, 1, 1))

    def labels(self, question: str) -> list[str]:
        """What answers, in its order."""
        return [answer.label for answer in self.ask(question).answers]

    def found(self, question: str) -> set[str]:
        """What answers, in no order."""
        return set(self.labels(question))
