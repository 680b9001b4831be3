"""Joining a Ray cluster, where Ray itself does not come up."""

from __future__ import annotations

import pytest

from kg.engine.cluster import Cluster
from kg.errors import KgError

ray = pytest.importorskip("ray")
pytest.importorskip("pyarrow")


@pytest.mark.parametrize(
    ("address", "cure"), [("", "try again when the machine is less busy"), ("head:1", "check --address")]
)
def test_a_cluster_that_does_not_come_up_is_told_in_a_line(
    monkeypatch: pytest.MonkeyPatch, address: str, cure: str
) -> None:
    def init(**_: object) -> None:
        raise Exception("The current node timed out during startup.\nThis could happen …")

    monkeypatch.setattr(ray, "init", init)
    with (
        pytest.raises(KgError, match=rf"^{address or 'ray'}: cannot be joined \(.*startup\.\): {cure}$"),
        Cluster(address=address).joined(),
    ):
        pass
