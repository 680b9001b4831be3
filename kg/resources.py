"""Where the knowledge that ships with kg lies: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def root() -> Path:
    """The folder that holds ``ontology/`` and ``seeds/``."""
    inside = _PACKAGE / "_resources"
    return inside if inside.is_dir() else _PACKAGE.parent


def ontology_folder() -> Path:
    """The folder of the ontology's Turtle files."""
    return root() / "ontology"


def seeds_folder() -> Path:
    """The folder of lexicon, markers, rules, models and samples."""
    return root() / "seeds"
