"""Parts of speech of single words."""

from __future__ import annotations


def tags(word: str) -> list[tuple[str, str]]:
    """The words that a word is cut into, each with its tag (ICTCLAS); few questions need it, and loading it takes long."""
    import rjieba

    return list(rjieba.tag(word))


def plain_tags(word: str) -> list[tuple[str, str]]:
    """The same of the words of the dictionary alone: what it does not know falls into letters."""
    import rjieba

    return list(rjieba.tag(word, False))
