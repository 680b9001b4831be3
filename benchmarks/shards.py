"""What a build over a cluster costs beside a local one, how large shards are, and how fast they load.

    python benchmarks/shards.py [--articles 1000] [--workers 2] [--out docs/scale.md]

The articles are variations of the sample articles (``variations``). The cluster is one of this machine's cores, so that
what is told is the overhead of spreading work, not what more machines would gain. Needs ``industry-kg[ray]``; loading
into a server is measured where the package ``oxigraph`` is installed.
"""

from __future__ import annotations

import argparse
import json
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from growth import run
from variations import Variations, write

from kg import resources
from kg.build import Extractor
from kg.engine import Manifest
from kg.engine.places import place

_MARKS = re.compile(r"(?<=<!-- shards -->\n).*(?=<!-- /shards -->)", re.DOTALL)


@contextmanager
def server() -> Iterator[str]:
    """The address of an Oxigraph server on disk; empty where there is none to start."""
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        yield ""
        return
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{taken.getsockname()[1]}"
    with tempfile.TemporaryDirectory() as folder:
        arguments = [str(program), "serve", "--location", folder, "--bind", address]
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            with suppress(OSError), urllib.request.urlopen(f"http://{address}/", timeout=5):
                break
            time.sleep(0.1)
        try:
            yield f"http://{address}"
        finally:
            process.kill()
            process.wait()


def size_of(folder: Path) -> int:
    """Bytes of all files of a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def lines_of(folder: Path) -> int:
    """How many quads a folder of shards holds."""
    import gzip

    return sum(gzip.decompress(file.read_bytes()).count(b"\n") for file in folder.glob("*.nq.gz"))


def main() -> None:
    """Build, load, print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--articles", type=int, default=1000)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    lines = ["| what | figure |", "| --- | ---: |"]

    def told(name: str, value: str) -> None:
        lines.append(f"| {name} | {value} |")
        print(lines[-1], flush=True)

    with tempfile.TemporaryDirectory(prefix="kg-shards-") as root:
        here = Path(root)
        variations = Variations(Extractor.load(resources.seeds_folder()))
        size = write(variations, given.articles, here / "news")
        told("articles; MB of text", f"{given.articles:,}; {size / 1e6:.2f}")
        store, shards = str(here / "local.kg"), str(here / "shards")
        local = run(["-m", "kg", "build", str(here / "news"), "-s", store, "--workers", str(given.workers)])
        told("local build, s by the clock; of the processor", f"{local.clock:.0f}; {local.processor:.0f}")
        over_ray = ["-m", "kg", "build", str(here / "news"), "--engine", "ray", "--shards", shards]
        over_ray += ["--workers", str(given.workers)]
        spread = run(over_ray)
        told("over Ray on the same cores, s by the clock", f"{spread.clock:.0f}")
        again = run(over_ray)
        told("the same again, all shards there, s by the clock", f"{again.clock:.0f}")
        manifest = Manifest.load(place(shards))
        facts, quads = manifest.facts, lines_of(here / "shards" / "quads")
        told("shards; facts; entities", f"{len(manifest.shards)}; {facts:,}; {manifest.entities:,}")
        told("quads; a fact", f"{quads:,}; {quads / facts:.1f}")
        for name in ("quads", "facts", "mentions", "entities", "read"):
            told(f"`{name}/`, bytes a fact", f"{size_of(here / 'shards' / name) / facts:.0f}")
        loaded = run(["-m", "kg", "load", shards, "-s", str(here / "loaded.kg")])
        told("`kg load` into a new store, s", f"{loaded.clock:.1f}")
        told("… quads (with their union) a second", f"{2 * quads / loaded.clock:,.0f}")
        told("… MB of memory", f"{loaded.memory:.0f}")
        told("… the store, bytes a fact", f"{size_of(here / 'loaded.kg') / facts:.0f}")
        told("the store that the local build made, bytes a fact", f"{size_of(here / 'local.kg') / facts:.0f}")
        with server() as url:
            if url:
                sent = run(["-m", "kg", "load", shards, "-s", url])
                told("`kg load` into an Oxigraph server, quads a second", f"{quads / sent.clock:,.0f}")
        for used in (local, spread, again, loaded):
            if used.status:
                sys.exit(f"a command failed: {json.dumps(used._asdict())}")
    if given.out:
        text = "\n".join(lines) + "\n"
        given.out.write_text(_MARKS.sub(lambda _: text, given.out.read_text("utf8")), "utf8")


if __name__ == "__main__":
    main()
