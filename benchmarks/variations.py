"""As many articles as wanted out of the sample articles, by putting other names in the place of theirs.

A template is an article of ``seeds/documents`` with the places where known things are named. A variation puts
another thing of the same type at each of them, drawn from the shipped lexicon by Zipf's law, so that a few are in
the news every day and most of them once a year. One company in six has an invented name of the long tail that no
lexicon knows (drawn by Zipf's law from half a million), as new companies go on to appear however much was read.
"""

from __future__ import annotations

import bisect
import json
import random
from collections import defaultdict
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from kg.build import Extraction, Extractor
from kg.documents import articles, read, sources
from kg.model import Entity, Name, digest_of
from kg.resources import seeds_folder
from kg.vocab import EntityType

_TAIL, _INVENTED = 1 / 6, 500_000
_TRADES = ("科技", "电子", "生物", "新能源", "智能装备", "新材料", "医药", "半导体", "网络", "投资")
_SIGNS = "华晟瑞恒博远启明天成中联海信宏达新锐金盛德润安泰嘉禾云立方正昌隆"
_PER_FILE = 100


class _Place(NamedTuple):
    start: int
    end: int
    entity: str


class _Template(NamedTuple):
    extraction: Extraction
    places: list[_Place]


class Variations:
    """Variations by number, the same at every run."""

    def __init__(self, extractor: Extractor) -> None:
        chance = random.Random(11)
        self._pools: dict[EntityType, list[Entity]] = defaultdict(list)
        for entry in extractor.names.lexicon:
            self._pools[entry.type].append(entry.entity())
        self._cities = [one.label for one in self._pools[EntityType.LOCATION] if len(one.label) == 2][:80]
        self._weights: dict[EntityType, list[float]] = {}
        for type_, pool in self._pools.items():
            pool.sort(key=lambda entity: entity.id)
            chance.shuffle(pool)
            self._weights[type_] = list(accumulate(1 / rank for rank in range(1, len(pool) + 1)))
        found = [
            article
            for source in sources([str(seeds_folder() / "documents")])
            for article in articles(read(source), problem=lambda _: None)
        ]
        self.templates = [_template(extractor.extract(article)) for article in found]

    @property
    def hub(self) -> str:
        """The company that is in the news most often."""
        return self._pools[EntityType.COMPANY][0].label

    def record(self, number: int) -> dict[str, str]:
        """A variation as a record of a JSONL file; its source tells its number."""
        title, _, text = self._text(number).partition("\n")
        day = date(2015, 1, 1) + timedelta(days=random.Random(number).randrange(3600))
        return {
            "title": title,
            "text": text or title,
            "date": day.isoformat(),
            "source": f"variation {number}",
        }

    def _text(self, number: int) -> str:
        chance = random.Random(number)
        template = self.templates[number % len(self.templates)]
        things: dict[str, Entity] = {}
        taken = {entity.id for entity in template.extraction.entities}
        for entity in template.extraction.entities:
            if any(place.entity == entity.id for place in template.places):
                things[entity.id] = self._drawn(entity.type, taken, chance)
                taken.add(things[entity.id].id)
        pieces, at = [], 0
        text = template.extraction.article.text
        for place in template.places:
            pieces += [text[at : place.start], things[place.entity].label]
            at = place.end
        return "".join([*pieces, text[at:]])

    def _drawn(self, type_: EntityType, taken: set[str], chance: random.Random) -> Entity:
        """A thing of the type that is not in the article yet."""
        if type_ is EntityType.COMPANY and chance.random() < _TAIL:
            invented = self._invented(int(_INVENTED ** chance.random()))
            if invented.id not in taken:
                return invented
        pool, weights = self._pools[type_], self._weights[type_]
        for _ in range(50):
            found = pool[bisect.bisect(weights, chance.random() * weights[-1])]
            if found.id not in taken:
                return found
        return next(entity for entity in pool if entity.id not in taken)

    def _invented(self, rank: int) -> Entity:
        """The company of that rank in the long tail. Zipf's law: the logarithm of its rank is drawn evenly."""
        chance = random.Random(-rank)
        name = (
            chance.choice(self._cities)
            + "".join(chance.sample(_SIGNS, 3))
            + chance.choice(_TRADES)
            + chance.choice(("有限公司", "股份有限公司", "集团"))
        )
        return Entity(
            id="x-" + digest_of(EntityType.COMPANY, name), type=EntityType.COMPANY, names=(Name(name, "zh"),)
        )


def _template(extraction: Extraction) -> _Template:
    """The places of lexicon things that do not overlap, and are not in a name that stays."""
    known = {entity.id for entity in extraction.entities if entity.origin == "lexicon"}
    spans = sorted(
        (link.mention.span.start, -link.mention.span.end, link.entity) for link in extraction.links
    )
    places: list[_Place] = []
    end = 0
    for start, minus_end, entity in spans:
        if start >= end:
            end = -minus_end
            if entity in known:
                places.append(_Place(start, end, entity))
    return _Template(extraction, places)


def write(variations: Variations, count: int, folder: Path) -> int:
    """The first variations as files of a hundred records each; how many bytes that are."""
    folder.mkdir(parents=True)
    size = 0
    for first in range(0, count, _PER_FILE):
        numbers = range(first, min(first + _PER_FILE, count))
        lines = (json.dumps(variations.record(number), ensure_ascii=False) + "\n" for number in numbers)
        content = "".join(lines).encode("utf8")
        (folder / f"{first:07}.jsonl").write_bytes(content)
        size += len(content)
    return size
