"""From an article to its entities and facts: every stage in its order, with the knowledge that it needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import kg.lexicon_files
import kg.rules
from kg.build.judging import judged, vouched
from kg.entities.decision_file import load_decisions
from kg.entities.decisions import Decisions
from kg.entities.linking import Linker
from kg.entities.persons import told_apart
from kg.entities.references import references
from kg.entities.shortening import Shortening
from kg.facts.composed import load_compositions
from kg.facts.cues import Cues
from kg.facts.keeping import Kept, Named
from kg.facts.matching import Matcher
from kg.facts.scorer import Scorer
from kg.facts.staging import scenes
from kg.facts.stating import Staged, facts
from kg.facts.units import Scene
from kg.facts.unstated import without_unstated
from kg.lexicon import Lexicon
from kg.mentions.ambiguous import FILE as AMBIGUOUS_FILE
from kg.mentions.ambiguous import AmbiguousNames
from kg.mentions.decoder import Crf
from kg.mentions.features import BUCKETS, Ints, character_features
from kg.mentions.finding import Finder, Found
from kg.mentions.tagger import Seen, tag, tag_all
from kg.model import Article, Entity, Fact, Link, Mention, Sentence
from kg.sentences import sentences
from kg.vocab import EntityType

TAGGER_FILE = "models/tagger.npz"
RELATIONS_FILE = "models/relations.npz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What was drawn from one article, stage by stage."""

    article: Article
    sentences: list[Sentence]
    links: list[Link]
    entities: list[Entity]
    scenes: list[Scene]
    facts: list[Fact]


class Names:
    """The stages up to entities; what training needs of the extractor, since it brings its own models."""

    def __init__(self, seeds: Path, lexicon: Lexicon, decisions: Decisions | None = None) -> None:
        places = [name for entry in lexicon if entry.type is EntityType.LOCATION for name in entry.names]
        shortening = Shortening.load(seeds / "markers" / "names.toml", places)
        self.lexicon = lexicon
        self.finder = Finder(
            seeds / "markers",
            lexicon,
            AmbiguousNames.load(seeds / "lexicon" / AMBIGUOUS_FILE, lexicon),
        )
        self.linker = Linker(lexicon, shortening, decisions)

    def features(self, text: str) -> Ints:
        """What the tagger sees of a text: shape (characters, templates)."""
        return character_features(text, self.finder.known.find(text), self.finder.suffixes.find(text))

    def link(self, text: str, tagged: Iterable[Mention]) -> tuple[list[Link], list[Entity]]:
        """The links and entities of an article's text, given what the tagger found in it."""
        found: Found = self.finder.find(text, tagged)
        return self.linker.link(found.mentions, found.definitions)

    def stage(
        self, parts: Sequence[Sentence], links: Sequence[Link], types: dict[str, EntityType]
    ) -> list[Scene]:
        """The scenes of an article, with pronouns and left-out subjects resolved."""
        return scenes(parts, links, references(parts, links, types), types, self.lexicon.above)


class Extractor:
    """All knowledge loaded: articles in, extractions out."""

    def __init__(self, seeds: Path, lexicon: Lexicon, decisions: Decisions | None = None) -> None:
        self.names = Names(seeds, lexicon, decisions)
        self._crf = Crf.load(seeds / TAGGER_FILE, buckets=BUCKETS)
        markers = seeds / "markers"
        self.scorer = Scorer.load(
            seeds / RELATIONS_FILE,
            cues=Cues.load(markers / "cues.toml"),
            modality_cues=Cues.load(markers / "modality.toml"),
            matcher=Matcher(kg.rules.load(seeds / "rules")),
            compositions=load_compositions(markers / "composed.toml"),
        )
        self.decisions = decisions or Decisions()

    @classmethod
    def load(
        cls, seeds: Path, *, user_lexicon: Path | None = None, decisions: Path | None = None
    ) -> Extractor:
        """The extractor of a seeds folder, a user's own lexicon and decisions on identity laid over it."""
        lexicon = kg.lexicon_files.load(seeds / "lexicon")
        if user_lexicon is not None:
            lexicon = lexicon.with_user_rows(kg.lexicon_files.read_user_file(user_lexicon))
        return cls(seeds, lexicon, load_decisions(decisions) if decisions is not None else None)

    def extract(self, article: Article) -> Extraction:
        """The entities and facts of an article, with the stages that led to them."""
        return next(self.extract_many([article]))

    def extract_many(self, articles: Sequence[Article]) -> Iterator[Extraction]:
        """What ``extract`` gives of each; some dozen together take less time than one by one."""
        seen = [self._seen(article) for article in articles]
        tagged = tag_all(self._crf, seen)
        found = self._extracted(articles, [one.sentences for one in seen], tagged)
        decided = [self._decided(one) for one in found]
        yield from map(self.stated, self.kept(decided))

    def _decided(self, found: Extraction) -> Extraction:
        named = told_apart(found.entities, found.links, found.facts, self.decisions)
        facts = judged(found.article, named.facts, named.entities, self.decisions)
        return replace(found, entities=named.entities, links=named.links, facts=facts)

    def kept(self, found: Sequence[Extraction]) -> Iterator[Extraction]:
        """What stays of extractions: sure entities, and those of which something is said."""
        named = [Named(one.entities, one.links, _said(one.facts)) for one in found]
        return map(self._kept, found, self.scorer.keeper.kept(named))

    def _kept(self, everything: Extraction, kept: Kept) -> Extraction:
        vouched_for = vouched(everything.article.id, self.decisions) & {one.id for one in everything.entities}
        ids, telling = kept.ids | vouched_for, kept.telling | vouched_for
        return replace(
            everything,
            links=[link for link in everything.links if link.entity in ids],
            entities=[entity for entity in everything.entities if entity.id in ids],
            facts=[fact for fact in everything.facts if _names(fact) <= telling],
        )

    def stated(self, kept: Extraction) -> Extraction:
        """What stays of that: no facts that only a name suggests."""
        facts = without_unstated(kept.facts, kept.scenes, self.scorer.compositions)
        return replace(kept, facts=facts)

    def extract_all(self, article: Article) -> Extraction:
        """Everything that was found in an article, before unsure entities are dropped."""
        seen = self._seen(article)
        return next(self._extracted([article], [seen.sentences], [tag(self._crf, *seen)]))

    def _seen(self, article: Article) -> Seen:
        return Seen(article.text, sentences(article), self.names.features(article.text))

    def _extracted(
        self,
        articles: Sequence[Article],
        parts: Sequence[Sequence[Sentence]],
        tagged: Iterable[Sequence[Mention]],
    ) -> Iterator[Extraction]:
        linked: list[tuple[list[Link], list[Entity]]] = []
        staged: list[Staged] = []
        for article, sentences_, mentions in zip(articles, parts, tagged, strict=True):
            links, entities = self.names.link(article.text, mentions)
            types = {entity.id: entity.type for entity in entities}
            linked.append((links, entities))
            staged.append(Staged(article, self.names.stage(sentences_, links, types), links, types))
        stated = facts(staged, self.scorer)
        for sentences_, (links, entities), one, found in zip(parts, linked, staged, stated, strict=True):
            yield Extraction(
                article=one.article,
                sentences=list(sentences_),
                links=links,
                entities=entities,
                scenes=list(one.scenes),
                facts=found,
            )


def _names(fact: Fact) -> set[str]:
    """The entities that a fact names."""
    return {fact.subject, fact.object} | ({fact.qualifiers.product} - {""})


def _said(stated: Iterable[Fact]) -> dict[str, list[float]]:
    """The best confidence of each triple of each entity: how often a triple is repeated does not count."""
    best: dict[tuple[str, str, str], float] = {}
    for fact in stated:
        key = (fact.subject, fact.relation, fact.object)
        best[key] = max(best.get(key, 0.0), fact.confidence)
    said: dict[str, list[float]] = defaultdict(list)
    for (subject, _, object_), confidence in best.items():
        said[subject].append(confidence)
        said[object_].append(confidence)
    return said
