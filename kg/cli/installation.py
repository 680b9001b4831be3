"""What is wrong with an installation of kg: Python, packages, knowledge. Each finding has its cure."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Literal

from kg import resources
from kg._version import __version__
from kg.errors import KgError

PACKAGE = "industry-kg"
EXTRAS = ("serve", "train", "validate", "frames")
"""The extras that a user may want; a missing one is a note."""

_PYTHON = (3, 11)
# Packages that are imported under another name than they are installed by. What is written in C or Rust may be
# installed and not load, on another processor or with another Python.
_MODULES = {
    "charset-normalizer": "charset_normalizer",
    "lxml-html-clean": "lxml_html_clean",
    "python-docx": "docx",
}
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?\s*(?:>=\s*([0-9.]+))?")
_EXTRA = re.compile(r"extra == ['\"]([a-z]+)['\"]")
_MODELS = ("tagger.npz", "relations.npz")
_TITLE = "中芯国际供应华为"
_SENTENCE = "中芯国际集成电路制造有限公司2021年5月27日宣布，已向华为技术有限公司供应芯片。"

State = Literal["ok", "note", "wrong"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found; ``cure`` is what to do where something is wrong, or could be better."""

    check: str
    state: State
    what: str
    cure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A package that is wanted, from which version on, and the extra that wants it (empty: kg itself)."""

    package: str
    least: str
    extra: str


def installation() -> Iterator[Finding]:
    """Everything about Python, packages and knowledge, in the order in which to mend it."""
    yield python(sys.version_info[:3])
    wanted = list(requirements())
    yield from packages(wanted)
    yield from extras(wanted)
    yield from knowledge(resources.root())


def python(found: tuple[int, ...]) -> Finding:
    """Whether Python is new enough."""
    told = ".".join(map(str, found))
    if found >= _PYTHON:
        return Finding(check="python", state="ok", what=f"{told} at {sys.executable}")
    return Finding(
        check="python", state="wrong", what=f"{told} is too old", cure="install Python 3.11 or newer"
    )


def requirements() -> Iterator[Requirement]:
    """What kg wants: in a checkout what stands in it, since it may be newer than what was installed from it."""
    checkout = resources.root() / "pyproject.toml"
    if checkout.is_file():
        project = tomllib.loads(checkout.read_text("utf8"))["project"]
        lines = [(line, "") for line in project["dependencies"]]
        for extra, own in project.get("optional-dependencies", {}).items():
            lines += [(line, extra) for line in own if extra in EXTRAS]
    else:
        try:
            listed = requires(PACKAGE) or []
        except PackageNotFoundError:
            listed = []
        found = [(line, _EXTRA.search(line)) for line in listed]
        lines = [(line, extra[1] if extra else "") for line, extra in found]
    for line, extra in lines:
        matched = _REQUIREMENT.match(line)
        if matched and extra in ("", *EXTRAS):
            yield Requirement(package=matched[1], least=matched[2] or "", extra=extra)


def packages(wanted: list[Requirement]) -> Iterator[Finding]:
    """What is wrong with the packages that kg cannot do without."""
    own = [one for one in wanted if not one.extra]
    problems = [(one, problem) for one in own if (problem := _problem(one))]
    for one, problem in problems:
        yield Finding(
            check="package",
            state="wrong",
            what=f"{one.package} {problem}",
            cure=f"pip install --force-reinstall '{one.package}>={one.least}'"
            if one.least
            else "reinstall kg",
        )
    if not own:
        yield Finding(
            check="package", state="wrong", what=f"{PACKAGE} is not installed", cure=f"pip install {PACKAGE}"
        )
    elif not problems:
        yield Finding(check="package", state="ok", what=f"kg {__version__} and its {len(own)} packages load")


def extras(wanted: list[Requirement]) -> Iterator[Finding]:
    """Which extras are there; one that is not is a note, one that is there in an old version is wrong."""
    for extra in EXTRAS:
        problems = [(one.package, _problem(one)) for one in wanted if one.extra == extra]
        told = "; ".join(f"{package} {problem}" for package, problem in problems if problem)
        if not told:
            yield Finding(check="extra", state="ok", what=extra)
            continue
        absent = all(problem in ("", _ABSENT) for _, problem in problems)
        yield Finding(
            check="extra",
            state="note" if absent else "wrong",
            what=f"{extra}: {told}",
            cure=f"pip install '{PACKAGE}[{extra}]', if you want it",
        )


_ABSENT = "is not installed"


def _problem(wanted: Requirement) -> str:
    try:
        found = version(wanted.package)
    except PackageNotFoundError:
        return _ABSENT
    if wanted.least and _numbers(found) < _numbers(wanted.least):
        return f"is {found}, older than {wanted.least}"
    if wanted.extra:
        return ""  # loading scikit-learn takes seconds
    module = _MODULES.get(wanted.package.lower(), wanted.package)
    try:
        import_module(module)
    except Exception as error:  # a broken package may raise anything
        return f"{found} does not load ({type(error).__name__}: {error})"
    return ""


def _numbers(text: str) -> tuple[int, ...]:
    """A version's leading numbers, without the zeros at their end.

    >>> _numbers("2.10.0rc1") > _numbers("2.9"), _numbers("1.0") == _numbers("1")
    (True, True)
    """
    parts = [int(part) for part in re.findall(r"\d+", re.split(r"[a-z+-]", text.lower())[0])]
    while parts and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def knowledge(root: Path) -> Iterator[Finding]:
    """What is wrong with the files of knowledge, each part loaded as a build loads it."""
    cure = "install kg again, or fetch the checkout's files again"
    missing = [name for name in ("ontology", "seeds/lexicon", "seeds/rules", "seeds/markers") if not
               any((root / name).glob("*"))]  # fmt: skip
    missing += [
        f"seeds/models/{name}" for name in _MODELS if not (root / "seeds" / "models" / name).is_file()
    ]
    for name in missing:
        is_model = name.startswith("seeds/models")
        yield Finding(
            check="knowledge",
            state="wrong",
            what=f"{root / name} is missing",
            cure=f"'kg train' makes the models again, or {cure}" if is_model else cure,
        )
    if missing:
        return
    loaders = (_lexicon, _rules, _ontology, _extractor)
    for load in loaders:
        finding = _loaded(load, root, cure)
        yield finding
        if finding.state == "wrong":
            return  # what comes after it needs it


def _loaded(load: Callable[[Path], str], root: Path, cure: str) -> Finding:
    try:
        told = load(root)
    except KgError as error:
        return Finding(check="knowledge", state="wrong", what=str(error), cure=cure)
    except Exception as error:  # whatever a file that was cut short or overwritten leads to
        what = f"{load.__name__.strip('_')} under {root}: {type(error).__name__}: {error}"
        return Finding(check="knowledge", state="wrong", what=what, cure=cure)
    return Finding(check="knowledge", state="ok", what=told)


def _lexicon(root: Path) -> str:
    import kg.lexicon_files

    return f"{sum(1 for _ in kg.lexicon_files.load(root / 'seeds' / 'lexicon')):,} entities in the lexicon"


def _rules(root: Path) -> str:
    import kg.rules

    kg.rules.load(root / "seeds" / "rules")
    return "the rules load"


def _ontology(root: Path) -> str:
    import pyoxigraph as ox

    number = sum(1 for file in sorted((root / "ontology").glob("*.ttl")) for _ in ox.parse(path=file))
    if not number:
        raise KgError(f"{root / 'ontology'}: holds no statement: it must define the relations")
    return f"{number:,} statements in the ontology"


def _extractor(root: Path) -> str:
    from kg.build.extraction import Extractor
    from kg.model import Article

    text = f"{_TITLE}\n{_SENTENCE}"
    article = Article(id="article-0", document="doc-0", title=_TITLE, text=text)
    found = Extractor.load(root / "seeds").extract_all(article)
    if not found.entities:
        raise KgError(
            "models: nothing is found in a sentence that names two companies: they are not of this kg"
        )
    return f"the models load, and find {len(found.entities)} entities in a sentence"
