"""Training on a tiny set of articles: what is learned, and that it is the same every time."""

# ruff: noqa: E402 - without the train extra nothing below can be imported

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from train.annotated_samples import article, small_seeds, write_articles

for package in ("joblib", "pycrfsuite", "sklearn", "scipy"):
    pytest.importorskip(package, reason="the train extra is not installed")

from joblib import parallel_config

from kg.build import Extractor
from kg.errors import DocumentError
from kg.mentions.decoder import Crf
from kg.mentions.features import BUCKETS
from kg.model import Article
from kg.train import commands, keeping, relations
from kg.train.annotated import read
from kg.train.fitting import fit_trees
from kg.vocab import Modality, Relation

COUNT = 12


class Trained(NamedTuple):
    """A trained seeds folder, and what cross-validation said."""

    seeds: Path
    figures: commands.Figures
    said: list[str]


def _train(folder: Path) -> Trained:
    seeds = small_seeds(folder / "seeds")
    articles = commands.load([write_articles(folder / "annotated", COUNT)])
    said: list[str] = []
    commands.train_tagger(articles, seeds, seeds, said.append)
    _, figures = commands.train_relations(articles, seeds, seeds, said.append)
    return Trained(seeds, figures, said)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Trained, Trained]]:
    """Two trainings, in one process each and with few trees: only their sameness is at stake."""
    threadpoolctl = pytest.importorskip("threadpoolctl")
    with (
        pytest.MonkeyPatch.context() as patch,
        parallel_config(backend="sequential"),
        threadpoolctl.threadpool_limits(1),
    ):
        for module in (relations, keeping):
            patch.setattr(module, "fit_trees", lambda items, wanted, **_: fit_trees(items, wanted, rounds=20))
        yield _train(tmp_path_factory.mktemp("one")), _train(tmp_path_factory.mktemp("two"))


@pytest.mark.parametrize("name", ["models/tagger.npz", "models/relations.npz"])
def test_training_twice_gives_the_same_model_byte_by_byte(
    trained: tuple[Trained, Trained], name: str
) -> None:
    first, second = trained
    assert (first.seeds / name).read_bytes() == (second.seeds / name).read_bytes()


def test_the_trained_tagger_finds_the_names_that_it_was_shown(trained: tuple[Trained, Trained]) -> None:
    extractor = Extractor.load(trained[0].seeds)
    text, record = article(0)
    drawn = extractor.extract(Article(id="article-1", document="d", title=record["title"], text=text))
    found = {link.mention.surface for link in drawn.links}
    assert {alias for entity in record["entities"] for alias in entity["aliases"]} <= found


def test_the_trained_models_make_an_extractor_that_states_facts(trained: tuple[Trained, Trained]) -> None:
    extractor = Extractor.load(trained[0].seeds)
    stated: dict[Modality, set[Relation]] = {}
    for number in range(COUNT):
        text, record = article(number)
        drawn = extractor.extract(Article(id="article-1", document="d", title=record["title"], text=text))
        for fact in drawn.facts:
            stated.setdefault(fact.modality, set()).add(fact.relation)
    assert Relation.ACQUIRES in stated.get(Modality.ASSERTED, set())
    assert Relation.ACQUIRES in stated.get(Modality.PLANNED, set())


def test_the_figures_count_what_was_annotated(trained: tuple[Trained, Trained]) -> None:
    figures = trained[0].figures
    assert figures.entities.gold == 4 * COUNT
    assert figures.facts.gold == 3 * COUNT
    assert figures.by_relation[Relation.ACQUIRES].gold == COUNT
    assert figures.by_relation[Relation.USES].gold == 0
    for counts in (figures.entities, figures.facts, *figures.by_relation.values()):
        assert 0 <= counts.right <= min(counts.said, counts.gold)
    assert figures == trained[1].figures


def test_the_calibration_holds_shares(trained: tuple[Trained, Trained]) -> None:
    for probability, share, count in trained[0].figures.calibration:
        assert 0 <= probability <= 1
        assert 0 <= share <= 1
        assert count > 0


def test_training_says_what_it_does(trained: tuple[Trained, Trained]) -> None:
    assert trained[0].said[0] == f"tagger: {COUNT} articles"
    assert len(trained[0].said) > 3


def test_the_stored_tagger_is_read_again(trained: tuple[Trained, Trained]) -> None:
    crf = Crf.load(trained[0].seeds / "models" / "tagger.npz", buckets=BUCKETS)
    assert "B-Company" in crf.labels
    assert crf.weights.shape[1] == len(crf.labels)


def test_too_few_articles_are_refused(tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "annotated", 3)
    with pytest.raises(DocumentError, match=r"annotated: 3 annotated articles: give at least 8$"):
        commands.load([folder])


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="0 annotated articles"):
        commands.load([tmp_path / "nowhere"])


def test_articles_of_several_folders_are_learned_from_together(tmp_path: Path) -> None:
    folders = [write_articles(tmp_path / name, 4) for name in ("a", "b")]
    assert len(commands.load(folders)) == 8 == sum(len(list(read(folder))) for folder in folders)
