"""Questions in Chinese and English, answered from a graph without a model.

    words → tokens → Question → SPARQL → answers

The grammar is small and the words are data (``seeds/markers/questions.toml``); names are the graph's own.
A question is answered only if every word of it has been understood, or is a noun that names or sentences have: then the
reply tells that they must. Otherwise it is declined: told which words were not, and which questions like it would be.
"""

from kg.query.asking.answering import Asker, ask
from kg.query.asking.answers import Answer, Reply
from kg.query.asking.question import Asked, Bound, Clause, Option, Question, Thing

__all__ = ["Answer", "Asked", "Asker", "Bound", "Clause", "Option", "Question", "Reply", "Thing", "ask"]
