"""Which titles of a graph mean a post: 董事会主席兼首席执行官 is a CEO, 副总裁 is no 总裁."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.query.asking.question import Thing

_JOINTS = re.compile(r"[、，,/;；&]|兼任?|以及|及|和|与|\band\b")


def meant(titles: Iterable[str], posts: tuple[str, ...], changes: tuple[str, ...]) -> list[str]:
    """The titles that name one of the posts, each of which may be a part of a title.

    >>> meant(["联合首席执行官", "集团副总裁", "董事会主席兼首席执行官"], ("首席执行官", "CEO"), ("副", "联合"))
    ['董事会主席兼首席执行官']
    """
    wanted = [post.lower() for post in posts]
    return [title for title in titles if any(_is(part, wanted, changes) for part in _parts(title.lower()))]


def _parts(title: str) -> Iterator[str]:
    for part in _JOINTS.split(title):
        # 总裁是: what follows a post in the sentence may have stayed with it.
        if known := part.strip().rstrip("是为"):
            yield known


def _is(part: str, wanted: list[str], changes: tuple[str, ...]) -> bool:
    for post in wanted:
        if part == post:
            return True
        before = part.removesuffix(post)
        if before != part and not any(before.rstrip().endswith(change.strip()) for change in changes):
            return True
    return False


def asked_posts(thing: Thing) -> set[tuple[str, ...]]:
    """Every group of posts that a question names."""
    found = {option.posts for clause in thing.clauses for option in clause.options if option.posts}
    return found.union(*(asked_posts(clause.other) for clause in thing.clauses))
