"""A tiny set of annotated articles, and a seeds folder with a tiny lexicon, both made for the test."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from kg import resources

_BUYERS = (
    "隐翎科技",
    "飞鸟汽车",
    "昱峰开关",
    "砺元能源",
    "海角芯片",
    "青岚软件",
    "赤霄航空",
    "白鹭医药",
    "沧浪电子",
    "墨羽机械",
)
_TARGETS = (
    "甲木公司",
    "乙火公司",
    "丙土公司",
    "丁金公司",
    "戊水公司",
    "己木公司",
    "庚火公司",
    "辛土公司",
    "壬金公司",
    "癸水公司",
)
_PLACES = ("芜湖", "无锡", "绵阳", "襄阳", "株洲")


def entity(id_: str, kind: str, *aliases: str) -> dict[str, Any]:
    """A marked entity."""
    return {"id": id_, "name": aliases[0], "type": kind, "aliases": list(aliases)}


def relation(subject: str, predicate: str, object_: str, modality: str, evidence: str) -> dict[str, Any]:
    """A marked fact."""
    return {
        "subject": subject,
        "predicate": predicate,
        "object": object_,
        "modality": modality,
        "evidence": evidence,
        "qualifiers": {"amount": "3亿元"},
    }


def article(number: int) -> tuple[str, dict[str, Any]]:
    """The text and the annotation of one of the articles."""
    buyer, target, place = _BUYERS[number % 10], _TARGETS[number % 10], _PLACES[number % 5]
    rival = _BUYERS[(number + 3) % 10]
    planned = number % 2 == 1
    first = f"{buyer}{'拟' if planned else ''}收购{target}"
    second = f"{buyer}昨日宣布，{'拟' if planned else '已'}以{number + 1}亿元收购{target}。"
    third = f"{target}位于{place}。"
    fourth = f"{rival}与{buyer}存在竞争。"
    modality = "planned" if planned else "asserted"
    return "\n".join([first, second + third, fourth]), {
        "id": f"t{number:02}",
        "title": first,
        "entities": [
            entity("e1", "Company", buyer),
            entity("e2", "Company", target),
            entity("e3", "Location", place),
            entity("e4", "Company", rival),
        ],
        "relations": [
            relation("e1", "acquires", "e2", modality, second),
            relation("e2", "locatedIn", "e3", "asserted", third),
            relation("e1", "competesWith", "e4", "asserted", fourth),
        ],
    }


def write_articles(folder: Path, count: int) -> Path:
    """Some annotated articles as files."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text, record = article(number)
        (folder / f"t{number:02}.txt").write_text(text, "utf8")
        (folder / f"t{number:02}.json").write_text(json.dumps(record, ensure_ascii=False), "utf8")
    return folder


def small_seeds(folder: Path) -> Path:
    """A seeds folder with the shipped markers and rules and five known places."""
    shipped = resources.seeds_folder()
    for name in ("markers", "rules"):
        shutil.copytree(shipped / name, folder / name)
    rows = ["id\tnames\tenglish\tcodes\tparent\tnote"]
    rows += [f"place-{number}\t{place}\t\t\t\t" for number, place in enumerate(_PLACES)]
    (folder / "lexicon").mkdir()
    (folder / "lexicon" / "location.tsv").write_text("\n".join(rows) + "\n", "utf8")
    return folder
