"""Posts that one person holds at a time: which of them a fact gives to its subject.

A title must be the post and nothing more (``集团`` and ``董事会`` aside): 云业务总裁 is another post than 总裁,
联合首席执行官 is made for two. Who leaves, takes over or once held a post holds none here, because the sentence
of a succession names two people and contradicts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.store import FactRow

_SOLE = frozenset(
    {
        *("首席执行官", "首席财务官", "首席技术官", "首席运营官", "首席信息官"),
        *("董事长", "主席", "总裁", "总经理", "理事长", "会长", "秘书长", "总编辑"),
        *("部长", "局长", "司长", "省长", "市长", "书记", "党委书记", "总统", "总理"),
        *("校长", "院长", "所长"),
    }
)
_JOINTS = re.compile(r"[、，,/;；&]|兼任?|以及|及|和|与|\band\b")
_BEFORE = re.compile(r"^(?:集团|公司|全球|现任|新任|group |global )+", re.IGNORECASE)
_CHANGING = re.compile(
    r"曾任|曾担任|曾为|前任|历任|卸任|离任|辞任|辞去|辞职|退任|退休|接替|接任|继任|接棒|不再担任|转任|"
    r"former|resign|succe|replac|step(?:s|ped)? down|took over",
    re.IGNORECASE,
)


def sole_posts(fact: FactRow) -> Iterator[str]:
    """The posts of the fact's title that one person holds at a time, each by its first name.

    Chinese and English names of a post are one: CEO is 首席执行官.
    """
    if _CHANGING.search(fact.evidence):
        return
    for part in _JOINTS.split(fact.title.lower()):
        title = _BEFORE.sub("", part.strip().removeprefix(fact.object_label.lower()))
        if post := _posts().get(title.strip()):
            yield post


@cache
def _posts() -> dict[str, str]:
    """Every name of a post that one person holds → the post's first name."""
    from kg.query.asking.vocabulary import vocabulary  # with it comes the grammar of questions

    known = vocabulary().posts
    named = {name: group[0] for name, group in known.items() if group[0] in _SOLE}
    return named | {post: post for post in _SOLE if post not in known}
