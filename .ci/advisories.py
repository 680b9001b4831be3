"""Look for what the lock pins in a folder of advisories, where no network answers.

The folder holds advisories in the OSV format, a file each: a checkout of the Python Packaging Advisory Database
(YAML), or OSV's own export of PyPI, unpacked (JSON). The exit status is 1 where a pinned version is affected, 2 where
the folder has no advisory.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packaging.version import Version

LOCK = Path(__file__).parents[1] / "requirements-dev.lock"
_PINNED = re.compile(r"^([a-z0-9-]+)==([^\s;\\]+)", re.MULTILINE)


def advisories(folder: Path) -> Iterator[dict[str, Any]]:
    """The advisories of a folder that were not withdrawn."""
    for file in sorted(folder.rglob("*")):
        if file.suffix == ".json":
            found = json.loads(file.read_text("utf8"))
        elif file.suffix == ".yaml" and file.name.startswith("PYSEC-"):
            import yaml

            found = yaml.load(file.read_text("utf8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        else:
            continue
        if isinstance(found, dict) and "affected" in found and not found.get("withdrawn"):
            yield found


def is_affected(version: str, affected: dict[str, Any]) -> bool:
    """Whether a version is listed, or within a range: from an ``introduced`` on, up to what follows it."""
    if version in map(str, affected.get("versions", ())):
        return True
    for range_ in affected.get("ranges", ()):
        inside = False
        for event in range_["events"] if range_["type"] == "ECOSYSTEM" else ():
            ((kind, at),) = event.items()
            border = Version(str(at))
            if kind == "introduced":
                inside = inside or Version(version) >= border
            elif Version(version) >= border and (kind == "fixed" or Version(version) > border):
                inside = False
        if inside:
            return True
    return False


def main(folder: Path, lock: Path) -> int:
    """Tell what is affected, what was looked at, and of which day the newest advisory is."""
    pinned: dict[str, set[str]] = {}
    for name, version in _PINNED.findall(lock.read_text("utf8")):
        pinned.setdefault(name, set()).add(version)
    read, hits, newest = 0, set(), ""
    for advisory in advisories(folder):
        read += 1
        newest = max(newest, str(advisory.get("published", ""))[:10])
        for affected in advisory["affected"]:
            name = re.sub(r"[-_.]+", "-", affected.get("package", {}).get("name", "")).lower()
            hits |= {
                (name, version, advisory["id"])
                for version in pinned.get(name, ())
                if is_affected(version, affected)
            }
    for hit in sorted(hits):
        sys.stdout.write("{} {}: {}\n".format(*hit))
    if not read:
        sys.stderr.write(f"{folder}: no advisories: give a checkout of pypa/advisory-database\n")
        return 2
    sys.stdout.write(
        f"{len(hits)} advisories affect the {len(pinned)} packages that are pinned: "
        f"{read} were read, the newest is of {newest}\n"
    )
    return 1 if hits else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), LOCK))
