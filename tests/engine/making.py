"""Shards made in this process, stage by stage, as a cluster makes them; and documents to make them of."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from pathlib import Path

from kg.build import Extractor
from kg.engine import stages
from kg.engine.layout import Done, Manifest
from kg.engine.places import Place, place
from kg.engine.shards import Knowledge, Writer
from kg.engine.units import Portion, divided, is_large, portions, units
from kg.export import render
from kg.quads import DEFAULT_BASE
from kg.store import open_view

TWICE = "腾讯投资京东\n腾讯3月10日宣布，以2.15亿美元投资京东，持有京东15%的股份。"
NEWS = {
    "a-invest.txt": TWICE,
    "b-buy.md": "# 美的集团收购库卡\n\n美的集团宣布收购德国机器人企业库卡，交易金额约37亿欧元。",
    "c-supply.html": "<html><body><h1>宁德时代供货特斯拉</h1><p>宁德时代向特斯拉供应动力电池。</p></body></html>",
    "d-again.txt": TWICE + "\n",
    "e-names.txt": "星河微芯融资\n苏州星河微芯科技有限公司（简称“星河微芯”）获红杉中国1亿元投资。",
    "f-names.txt": "星河微芯扩产\n苏州星河微芯科技有限公司（以下简称“星微”）与华为签署合作协议。",
}
RECORDS = [
    {
        "title": f"{number}号公告",
        "text": f"腾讯投资京东{number}亿元。",
        "date": "2021-06-02",
        "section": "企业",
    }
    for number in range(1, 13)
]

BUILD_OVER_CLUSTER = """
import sys
from kg.engine.cluster import Cluster
from kg.engine.shards import Knowledge
from kg.engine.spreading import build_shards
build_shards([sys.argv[1]], sys.argv[2], cluster=Cluster(workers=2), knowledge=Knowledge(), unit_bytes=200)
"""
"""A program that builds shards of a folder over a cluster of its own, small enough that there are several."""


def write_news(folder: Path) -> Path:
    """A folder of files of several kinds: an article stands in two of them, two name one new company."""
    folder.mkdir()
    for name, text in NEWS.items():
        (folder / name).write_text(text, "utf8")
    lines = [json.dumps(record, ensure_ascii=False) for record in RECORDS]
    (folder / "g-records.jsonl").write_text("\n".join(lines) + "\n", "utf8")
    return folder


@functools.cache
def one_extractor() -> Extractor:
    """The knowledge, loaded once."""
    return Knowledge().load()


def made(paths: list[Path], target: Path | str, *, unit_bytes: int, base: str = DEFAULT_BASE) -> Manifest:
    """Shards of these paths, made here."""
    there = place(str(target))
    manifest = Manifest(run=Knowledge().run(), base=base, shards=())
    files: list[Portion] = []
    for one in portions([str(path) for path in paths]):
        files += divided(one, unit_bytes) if is_large(one, unit_bytes) else [one]
    work = units(files, unit_bytes)
    order = {unit.id: number for number, unit in enumerate(work)}
    repeated: dict[int, set[str]] = {}
    for row in stages.repeats(stages.articles_of(work, there, order)).to_pylist():
        repeated.setdefault(row["unit"], set()).add(row["article"])
    writer = Writer(Knowledge(), there, run=manifest.run, base=base)
    done = [writer.write(unit.id, repeated.get(order[unit.id], set())) for unit in work]
    shards = tuple(sorted(one.shard for one in done))
    stages.merge(stages.with_bucket(stages.names(shards, there), "id", 1), there, base, 1)
    return _saved(manifest, done, there)


def _saved(manifest: Manifest, done: list[Done], there: Place) -> Manifest:
    saved = Manifest(
        run=manifest.run,
        base=manifest.base,
        shards=tuple(sorted(one.shard for one in done)),
        facts=sum(one.facts for one in done),
        articles=sum(len(one.articles) for one in done),
    )
    saved.save(there)
    return saved


def quads_of(store: Path | str) -> list[bytes]:
    """A graph as sorted N-Quads."""
    return sorted(render(open_view(store), "nq").splitlines())


Make = Callable[..., Manifest]
