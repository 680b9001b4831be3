"""What a word that only names or sentences can tell asks of them, as SPARQL and in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.query.asking.english import singulars
from kg.query.asking.question import Question, Sort, Thing


def mention(word: str) -> Sort:
    """What the word says of a thing: that it is called or noted so, or that a sentence mentions it.

    >>> mention("batteries").names, mention("b轮").names
    (('batteries', 'battery'), ('b轮',))
    """
    forms = tuple(dict.fromkeys((word, *singulars(word)))) if word.isascii() else (word,)
    return Sort(words=(word,), names=forms, by_sentence=True, trades=forms)


def any_of(words: tuple[str, ...]) -> Sort:
    """The same of several words, one of which will do."""
    return Sort(words=words, names=words, by_sentence=True, trades=words)


def anywhere(question: Question) -> Question:
    """The question with its words looked for in every sentence that tells of the thing."""

    def widely(sort: Sort) -> Sort:
        return replace(sort, anywhere=True)

    def change(thing: Thing) -> Thing:
        sort = widely(thing.sort) if thing.sort and thing.sort.by_sentence else thing.sort
        return replace(thing, mention=widely(thing.mention) if thing.mention else None, sort=sort)

    return replace(
        question, thing=question.thing.everywhere(change), mentions=tuple(map(widely, question.mentions))
    )


def words_of(question: Question) -> Iterator[str]:
    """All the words that names or sentences must have."""
    sorts = (*question.mentions, *(one.mention for one in question.thing.within() if one.mention))
    yield from (name for sort in sorts for name in sort.names)


def mention_in_words(sort: Sort, language: str) -> str:
    """What is asked of the thing's names, or of the sentences."""
    word = "/".join(sort.words)
    if language == "zh":
        where = "名称、词典所注或其句子" if not sort.anywhere else "名称、词典所注或关于它的句子"
        return f"{where}提到“{word}”"
    where = "name, trade or sentence" if not sort.anywhere else "name, trade or some sentence about it"
    return f"whose {where} mentions '{word}'"
