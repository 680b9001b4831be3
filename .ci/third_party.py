"""Write docs/third-party.md: what ships with kg, and the packages that an installation brings, with licences.

Run in the environment of ``make``; the packages are those that pyproject.toml asks for, and what they ask for.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

PAGE = Path(__file__).parents[1] / "docs" / "third-party.md"
BEGIN = "<!-- made by make licences -->"
SHIPPED_EXTRAS = ("train", "validate", "frames", "serve")
# Texts of licences that stand where a name should, by words that no other licence has.
_TEXTS = {
    "Permission is hereby granted, free of charge": "MIT",
    "Redistribution and use in source and binary forms": "BSD-3-Clause",
    "Apache License": "Apache-2.0",
}
_NAMES = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD 3-Clause": "BSD-3-Clause",
    "MIT License": "MIT",
    "The MIT License (MIT)": "MIT",
    "W3C® SOFTWARE NOTICE AND LICENSE": "W3C",
    "W3C Software Notice and License": "W3C",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",
    "Python Software Foundation License": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}


def licence(found: Distribution) -> str:
    """The licence that a package states."""
    metadata = found.metadata
    classifiers = [
        value.rpartition(" :: ")[2]
        for value in metadata.get_all("Classifier") or []
        if value.startswith("License ::")
    ]
    stated = metadata.get("License-Expression") or metadata.get("License") or ""
    if "\n" in stated or len(stated) > 80 or stated in ("", "Dual License", "UNKNOWN"):
        by_text = next((name for words, name in _TEXTS.items() if words in stated), "")
        stated = by_text or (classifiers[0] if classifiers else stated[:40])
    return _NAMES.get(stated, stated)


def wanted(name: str, extras: tuple[str, ...]) -> list[Requirement]:
    """What a package asks for here, with these extras."""
    asked = [Requirement(text) for text in distribution(name).requires or []]
    return [
        one
        for one in asked
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras))
    ]


def closure() -> dict[str, tuple[str, str]]:
    """Each package that an installation with all extras for users brings: name → version, licence."""
    found: dict[str, tuple[str, str]] = {}
    waiting = [(one.name, tuple(one.extras)) for one in wanted("industry-kg", SHIPPED_EXTRAS)]
    while waiting:
        name, extras = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in found or key == "industry-kg":
            continue
        try:
            here = distribution(name)
        except PackageNotFoundError:
            continue  # an extra of another system
        found[key] = (here.version, licence(here))
        waiting += [(one.name, tuple(one.extras)) for one in wanted(name, extras)]
    return dict(sorted(found.items()))


def main() -> None:
    """Write the table below the marker, and leave what stands above it."""
    head = PAGE.read_text("utf8").partition(BEGIN)[0]
    rows = [f"| {name} | {version} | {stated} |" for name, (version, stated) in closure().items()]
    table = "\n".join(["| package | tried with | licence |", "| --- | --- | --- |", *rows])
    PAGE.write_text(f"{head}{BEGIN}\n\n{table}\n", "utf8")
    sys.stdout.write(f"{PAGE.name}: {len(rows)} packages\n")


if __name__ == "__main__":
    main()
