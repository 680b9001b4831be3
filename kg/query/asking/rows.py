"""What is done with the rows of a question's query before they are its answers."""

from __future__ import annotations

from kg.query.asking.composing import Composed
from kg.query.asking.leaving import asks_of_now
from kg.query.asking.question import Asked, Question
from kg.query.asking.wording import ORDER


def of_the_rows(question: Question, query: Composed) -> str:
    """What is done with the rows of the query, as a comment at its end."""
    done = ["those of whom no sentence tells that they left the post"] if asks_of_now(question) else []
    done += [f"how many different ?{query.wanted[0]}"] if question.asked is Asked.NUMBER else []
    if question.order and question.asked is not Asked.NUMBER:
        done.append(ORDER["en"][question.order])
        done += [f"the first {question.limit}"] if question.limit else []
    return f"\n# of these rows: {'; '.join(done)}" if done else ""
