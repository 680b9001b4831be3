"""How long each command that asks takes on a store of ten thousand facts.

    python benchmarks/queries.py [--facts 10000] [--runs 5] [--out docs/performance.md]

It ends with status 1 where a command takes longer than a second after start.

The store is made of invented articles, four facts each, with hubs and with names of the shipped lexicon, so that
names are as long and as alike as real ones. Every command is a process of its own, as a user starts it. Told is the
least of some runs, without the time that ``kg --version`` takes: by the clock and of the processor, as a machine that
does other work too makes the clock run on. With ``--out`` the table replaces the one between the markers in that file.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.lexicon_files import load
from kg.model import Article, Document, Entity, Fact, Money, Qualifiers, Run, Span, TimeRef, digest_of
from kg.quads import article_quads
from kg.resources import seeds_folder
from kg.store import Gathering, Store
from kg.vocab import SIGNATURES, EntityType, Modality, Relation

LIMIT = 1.0
RUN = Run(id="run-benchmark", started=datetime(2024, 1, 1, tzinfo=UTC), version="0", lexicon="0", rules="0")
_MODALITIES = [Modality.ASSERTED] * 17 + [Modality.PLANNED] * 2 + [Modality.NEGATED]
# As in news: much of investing, supplying and holding, little of anything else.
_WEIGHTS = {
    Relation.INVESTS_IN: 4,
    Relation.SHAREHOLDER_OF: 4,
    Relation.SUPPLIES: 4,
    Relation.LOCATED_IN: 4,
    Relation.DEVELOPS: 4,
    Relation.ACQUIRES: 2,
    Relation.WORKS_FOR: 2,
    Relation.SUBSIDIARY_OF: 2,
}
# How often an end of a fact is one of the few that are in the news every day.
_HUBS = 0.3
_POSTS = ("董事长", "总裁", "首席执行官", "副总裁", "董事")
_MARKS = re.compile(r"(?<=<!-- table -->\n).*(?=<!-- /table -->)", re.DOTALL)


class _Invented:
    """Entities and articles that are the same at every run."""

    def __init__(self, facts: int) -> None:
        self._chance = random.Random(7)
        self._by_type: dict[EntityType, list[Entity]] = defaultdict(list)
        known = sorted(
            (entry.entity() for entry in load(seeds_folder() / "lexicon")), key=lambda entity: entity.id
        )
        self._chance.shuffle(known)
        # A third as many things as facts, as in the sample graph; the rest of the lexicon is not in the graph.
        for entity in known[: facts // 3]:
            self._by_type[entity.type].append(entity)
        self._count = facts

    def _one(self, types: frozenset[EntityType]) -> Entity:
        """One of these types: few of them often, most of them seldom."""
        pool = [entity for type_ in EntityType if type_ in types for entity in self._by_type[type_]]
        if self._chance.random() < _HUBS:
            return pool[min(int(self._chance.paretovariate(0.6)), len(pool)) - 1]
        return self._chance.choice(pool)

    def articles(self) -> Iterator[tuple[Article, list[Entity], list[Fact]]]:
        for number in range(-(-self._count // 4)):
            triples = [self._triple() for _ in range(4)]
            lines = [
                f"{a.names[0].text}与{b.names[0].text}：{relation.value}。" for a, relation, b in triples
            ]
            title = f"第{number}号消息"
            text = "\n".join((title, *lines))
            issued = date(2015, 1, 1) + timedelta(days=self._chance.randrange(3200))
            article = Article(
                id="article-" + digest_of(text),
                document="",
                title=title,
                text=text,
                section="",
                issued=issued,
            )
            facts = [self._fact(article, line, triple) for line, triple in zip(lines, triples, strict=True)]
            yield article, [end for a, _, b in triples for end in (a, b)], facts

    def _triple(self) -> tuple[Entity, Relation, Entity]:
        relation = self._chance.choices(list(Relation), [_WEIGHTS.get(one, 1) for one in Relation])[0]
        signature = SIGNATURES[relation]
        subject, object_ = self._one(signature.subjects), self._one(signature.objects)
        return (subject, relation, object_) if subject != object_ else self._triple()

    def _fact(self, article: Article, line: str, triple: tuple[Entity, Relation, Entity]) -> Fact:
        subject, relation, object_ = triple
        chance, start = self._chance, article.text.index(line)
        is_money = relation in (Relation.INVESTS_IN, Relation.ACQUIRES)
        value = Decimal(chance.randrange(1, 400)) * 10**8
        return Fact(
            article=article.id,
            subject=subject.id,
            relation=relation,
            object=object_.id,
            modality=chance.choice(_MODALITIES),
            evidence=Span(start, start + len(line)),
            evidence_text=line,
            rule="benchmark",
            confidence=round(chance.uniform(0.5, 1), 3),
            qualifiers=Qualifiers(
                amount=Money(value=value, currency="CNY", text=f"{value / 10**8}亿元") if is_money else None,
                percent=Decimal(chance.randrange(1, 80)) / 100
                if relation is Relation.SHAREHOLDER_OF
                else None,
                time=TimeRef(value=str(chance.randrange(2015, 2024)), text="")
                if chance.random() < 0.5
                else None,
                title=chance.choice(_POSTS) if relation is Relation.WORKS_FOR else "",
            ),
        )


def put(gathering: Store | Gathering, article: str, quads: Sequence[ox.Quad]) -> None:
    """Store an article (id), in a document of its own."""
    gathering.put_article(article, quads, run=RUN)
    held = Document(id="doc-" + article, path=article, media_type="", text="", digest=digest_of(article))
    gathering.put_document(held, [article], run=RUN)


def store_of(facts: int, folder: Path) -> tuple[str, str]:
    """Make the store; the names of its two best connected companies."""
    often: dict[str, int] = defaultdict(int)
    with Store.open(folder) as store, store.gathering() as gathering:
        for article, entities, told in _Invented(facts).articles():
            put(gathering, article.id, article_quads(article, entities, told, run=RUN))
            for entity in entities:
                if entity.type is EntityType.COMPANY:
                    often[entity.names[0].text] += 1
    first, second, *_ = sorted(often, key=lambda name: (-often[name], name))
    return first, second


def commands(first: str, second: str) -> list[list[str]]:
    """What an analyst asks."""
    return [
        ["ask", f"谁投资了{first}"],
        ["ask", "2021年以来超过10亿元的投资"],
        ["ask", "投资最多的五家公司"],
        ["ask", f"{first}和{second}是什么关系"],
        ["show", first],
        ["show", first, "--as-of", "2020"],
        ["facts", "--relation", "investsIn", "--since", "2021"],
        ["path", first, second],
        ["find", "科技"],
        ["find", "zg"],
        ["timeline", first],
        ["conflicts"],
        ["chain", first, "--depth", "3"],
        ["owners", first],
        ["rank"],
        ["rank", "--by", "pagerank"],
        ["rank", "--by", "betweenness"],
        ["groups"],
        ["brokers", first, "中国移动"],
        ["diff", "2021-05", "2021-06"],
        ["stats"],
    ]


class Taken(NamedTuple):
    """What a command took: seconds by the clock, and of the processor."""

    clock: float
    processor: float

    def after(self, start: Taken) -> Taken:
        """What is left without the time that starting takes."""
        return Taken(*(max(0.0, one - other) for one, other in zip(self, start, strict=True)))


def taken(arguments: Sequence[str], runs: int) -> Taken:
    """What the command takes, each time in a process of its own: the least, as other work only adds to it."""
    all_taken = []
    for _ in range(runs):
        begun, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "kg", *arguments]
        done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        clock, now = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
        all_taken.append(Taken(clock, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime))
        if done.returncode > 1:
            sys.exit(f"kg {' '.join(arguments)}: {done.stderr.decode('utf8')}")
    return Taken(*map(min, zip(*all_taken, strict=True)))


def _row(name: str, found: Taken) -> str:
    return f"| {name} | {found.clock:.2f} | {found.processor:.2f} |"


def main() -> None:
    """Make the store, time the commands, print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--facts", type=int, default=10_000)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.kg"
        names = store_of(given.facts, path)
        start = taken(["--version"], given.runs)
        lines = ["| command | clock, s | processor, s |", "| --- | ---: | ---: |"]
        slow = []
        first = taken(["show", names[0], "--store", str(path)], 1).after(start)
        lines.append(_row("the first command after a build (`kg show 甲`)", first))
        for arguments in commands(*names):
            found = taken([*arguments, "--store", str(path)], given.runs).after(start)
            shown = " ".join(arguments).replace(names[0], "甲").replace(names[1], "乙")
            lines.append(_row(f"`kg {shown}`", found))
            print(lines[-1], flush=True)
            if min(found) > LIMIT:
                slow.append(shown)
    if given.out:
        table = "\n".join(lines) + "\n"
        given.out.write_text(_MARKS.sub(lambda _: table, given.out.read_text("utf8")), "utf8")
    print(
        f"start alone: {start.clock:.2f} s; {len(slow)} above {LIMIT:g} s"
        + "".join(f"\n  {one}" for one in slow)
    )
    sys.exit(bool(slow))


if __name__ == "__main__":
    main()
