"""A small lexicon, the shipped words of shortening, and mentions of a made-up article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg import resources
from kg.entities.decisions import Decisions
from kg.entities.linking import Linker
from kg.entities.shortening import Shortening
from kg.lexicon import Lexicon, LexiconEntry
from kg.model import Entity, Link, Mention, Span
from kg.vocab import EntityType

C = EntityType.COMPANY
LEXICON = Lexicon(
    [
        LexiconEntry(
            id="smic", type=C, names=("中芯国际", "中芯国际集成电路制造有限公司"), english=("SMIC",)
        ),
        LexiconEntry(id="ucloud", type=C, names=("优刻得",)),
        LexiconEntry(id="cnpc", type=C, names=("中国石油",)),
        LexiconEntry(id="byd", type=C, names=("比亚迪",)),
        LexiconEntry(id="byd-electronic", type=C, names=("比亚迪电子",)),
        LexiconEntry(id="shanghai", type=EntityType.LOCATION, names=("上海",)),
        LexiconEntry(id="netherlands", type=EntityType.LOCATION, names=("荷兰",)),
        LexiconEntry(id="ai", type=EntityType.TECHNOLOGY, names=("人工智能",), english=("AI",)),
    ]
)
PLACES = ("上海", "北京", "杭州", "河南", "深圳")
SHORTENING = Shortening.load(resources.seeds_folder() / "markers" / "names.toml", PLACES)

Named = str | tuple[str, EntityType]


def mentions(names: Iterable[Named]) -> list[Mention]:
    """A mention a name, one after the other, companies where no type is given."""
    found: list[Mention] = []
    start = 0
    for named in names:
        surface, kind = named if isinstance(named, tuple) else (named, C)
        known = LEXICON.find(surface)
        found.append(
            Mention(
                span=Span(start, start + len(surface)),
                surface=surface,
                type=kind,
                source="tagger",
                confidence=0.9,
                entity=known.id if known else "",
            )
        )
        start += len(surface) + 1
    return found


def linked(
    named: Iterable[Named],
    *,
    definitions: Sequence[tuple[str, str]] = (),
    decisions: Decisions | None = None,
) -> tuple[dict[str, str], dict[str, str], list[Entity]]:
    """Surface → entity, surface → reason, and the entities of an article with these names."""
    links, entities = Linker(LEXICON, SHORTENING, decisions).link(mentions(named), definitions)
    return _by_surface(links, "entity"), _by_surface(links, "reason"), entities


def _by_surface(links: Sequence[Link], field: str) -> dict[str, str]:
    return {link.mention.surface: getattr(link, field) for link in links}


def groups(named: Iterable[Named], *, definitions: Sequence[tuple[str, str]] = ()) -> list[list[str]]:
    """Which names stand for one thing."""
    entity_of, _, _ = linked(named, definitions=definitions)
    by_entity: dict[str, list[str]] = {}
    for surface, entity in entity_of.items():
        by_entity.setdefault(entity, []).append(surface)
    return sorted(sorted(names) for names in by_entity.values())
