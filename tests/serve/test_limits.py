"""What one request may take: time, rows, memory, places; and that the graph is picked up anew."""

from __future__ import annotations

import http.client
import json
import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from sample_graph import HARMONY_NEWS, INVESTMENT, PAGE, document, put, sample

from kg.store import Store
from serve.serving import TOKEN, Served, served

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a ?f ?i ?l"
COUNT = "SELECT (COUNT(*) AS ?n) { ?article a ikg:Article }"


def articles(server: Served) -> int:
    answer = server.query(COUNT)
    assert answer.status == 200, answer.text
    return int(json.loads(answer.text)["results"]["bindings"][0]["n"]["value"])


def eventually(holds: Callable[[], bool], *, seconds: float = 20.0) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.1)
    return False


def children(process: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            if parent == process:
                found.append(int(entry.name))
    return found


def ask_in_vain(server: Served) -> None:
    with suppress(OSError, http.client.HTTPException):
        server.query(ENDLESS)


def test_a_query_that_takes_too_long_is_stopped_and_the_next_is_answered(sample_folder: Path) -> None:
    with served(sample_folder, "--timeout", "1", "--workers", "1") as running:
        assert articles(running) == 3
        for text in (ENDLESS, ENDLESS.replace("SELECT (COUNT(*) AS ?n)", "DESCRIBE ?a"), GREEDY):
            started = time.monotonic()
            answer = running.query(text, "*/*")
            assert time.monotonic() - started < 4
            assert (answer.status, answer.headers["content-type"]) == (503, "text/plain; charset=utf-8")
            assert "stopped after 1 s" in answer.text or "memory" in answer.text
            assert articles(running) == 3


def test_a_stopped_query_leaves_no_process_and_no_files_behind(tmp_path: Path) -> None:
    if not Path("/proc").is_dir():
        pytest.skip("processes are counted in /proc")
    with sample(tmp_path / "graph.kg"):
        pass
    with served(tmp_path / "graph.kg", "--timeout", "0.5", "--workers", "2") as running:
        for _ in range(3):
            assert running.query(ENDLESS).status == 503
        assert articles(running) == 3
        assert len(children(running.process.pid)) == 2
        assert len(list((tmp_path / "graph.kg" / "readers").glob("*"))) <= 3
        workers = children(running.process.pid)
    assert eventually(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))


def test_workers_end_with_a_server_that_was_killed_in_the_midst_of_a_query(sample_folder: Path) -> None:
    if not Path("/proc").is_dir():
        pytest.skip("processes are counted in /proc")
    with served(sample_folder, "--timeout", "600") as running:
        asking = threading.Thread(target=ask_in_vain, args=(running,))
        asking.start()
        time.sleep(1.5)
        workers = children(running.process.pid)
        assert len(workers) == 2
        running.process.kill()
        asking.join()
        # One that has ended may stay as a zombie where nobody is there to see to it.
        assert eventually(lambda: all(_is_over(worker) for worker in workers))


def _is_over(process: int) -> bool:
    try:
        return (Path(f"/proc/{process}") / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_a_worker_that_died_is_replaced(sample_folder: Path) -> None:
    if not Path("/proc").is_dir():
        pytest.skip("processes are counted in /proc")
    with served(sample_folder, "--workers", "2") as running:
        assert articles(running) == 3
        for worker in children(running.process.pid):
            os.kill(worker, signal.SIGKILL)
        assert [articles(running) for _ in range(4)] == [3] * 4


def test_others_are_answered_while_one_query_takes_long(sample_folder: Path) -> None:
    with served(sample_folder, "--timeout", "4", "--workers", "2") as running:
        articles(running)
        statuses: list[int] = []
        asking = threading.Thread(target=lambda: statuses.append(running.query(ENDLESS).status))
        asking.start()
        time.sleep(0.3)
        started = time.monotonic()
        assert articles(running) == 3
        assert running.ask("/openapi.json").status == 200
        assert time.monotonic() - started < 2
        asking.join()
        assert statuses == [503]


def test_who_finds_no_place_is_told_to_come_again(sample_folder: Path) -> None:
    with served(sample_folder, "--timeout", "1.5", "--workers", "1") as running:
        articles(running)
        answers: list[tuple[int, str | None]] = []

        def ask() -> None:
            answer = running.query(ENDLESS)
            answers.append((answer.status, answer.headers.get("retry-after")))

        threads = [threading.Thread(target=ask) for _ in range(40)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert {status for status, _ in answers} == {503}
        assert sum(pause is not None for _, pause in answers) > 30
        assert articles(running) == 3


def test_an_answer_is_cut_at_the_limit_and_says_so(sample_folder: Path) -> None:
    with served(sample_folder, "--limit", "5") as running:
        for text, accept in (
            ("SELECT * { ?s ?p ?o }", "text/csv"),
            ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "text/csv"),
            ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "application/n-triples"),
            ("DESCRIBE ?s { ?s ?p ?o }", "application/n-triples"),
        ):
            answer = running.query(text, accept)
            lines = answer.text.strip().splitlines()
            assert len(lines) == 5 + (accept == "text/csv")
            assert answer.headers["kg-cut"] == "5"
        for text in ("SELECT * { ?s ?p ?o } LIMIT 5", "SELECT * { ?s ?p ?o } LIMIT 2", "ASK { ?s ?p ?o }"):
            assert "kg-cut" not in running.query(text, "text/csv").headers
        facts = running.ask("/api/facts")
        assert len(json.loads(facts.text)) == 5
        assert facts.headers["kg-total"] == "7"


def test_a_graph_that_is_built_further_is_picked_up(tmp_path: Path) -> None:
    with Store.open(tmp_path / "graph.kg") as store:
        put(store, document("a.txt", "a"), INVESTMENT)
    with served(tmp_path / "graph.kg") as running:
        assert articles(running) == 1
        assert running.ask("/api/entity", name="鸿蒙OS").status == 404
        with Store.open(tmp_path / "graph.kg") as store:
            put(store, document("b.txt", "b"), HARMONY_NEWS, PAGE)
        assert eventually(lambda: articles(running) == 3)
        assert eventually(lambda: running.ask("/api/entity", name="鸿蒙OS").status == 200)
        with Store.open(tmp_path / "graph.kg") as store:
            store.drop("b.txt")
        assert eventually(lambda: articles(running) == 1)


def test_a_file_that_is_exported_anew_is_picked_up(tmp_path: Path) -> None:
    file = tmp_path / "graph.nt"
    line = "<urn:s{}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/industry-kg/ontology#Article> .\n"
    file.write_text(line.format(1), "utf8")
    with served(file) as running:
        assert articles(running) == 1
        file.write_text(line.format(1) + line.format(2), "utf8")
        assert eventually(lambda: articles(running) == 2)


def test_a_store_that_was_removed_is_told_and_picked_up_when_it_is_built_again(tmp_path: Path) -> None:
    import shutil

    with sample(tmp_path / "graph.kg"):
        pass
    with served(tmp_path / "graph.kg") as running:
        assert articles(running) == 3
        shutil.rmtree(tmp_path / "graph.kg")
        assert eventually(lambda: running.query(COUNT).status == 503)
        assert "build it again" in running.query(COUNT).text
        with sample(tmp_path / "graph.kg"):
            pass
        assert eventually(lambda: running.query(COUNT).status == 200)
        assert articles(running) == 3


def test_an_update_is_seen_by_whoever_asks_afterwards(writable: Served) -> None:
    for number in range(5):
        assert (
            writable.update(f"INSERT DATA {{ GRAPH <urn:g> {{ <urn:s> <urn:p> {number} }} }}").status == 204
        )
        for _ in range(2):
            answer = writable.query("SELECT (COUNT(*) AS ?n) { <urn:s> <urn:p> ?o }", "text/csv")
            assert answer.text.split() == ["n", str(number + 1)]


def test_updates_at_the_same_time_are_made_one_after_the_other(writable: Served) -> None:
    statuses: list[int] = []

    def insert(number: int) -> None:
        statuses.append(
            writable.update(f"INSERT DATA {{ GRAPH <urn:g> {{ <urn:s> <urn:p> {number} }} }}").status
        )

    threads = [threading.Thread(target=insert, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [204] * 8
    answer = writable.query("SELECT (COUNT(*) AS ?n) { <urn:s> <urn:p> ?o }", "text/csv")
    assert answer.text.split() == ["n", "8"]


def test_an_update_waits_for_no_build_but_says_to_come_again(tmp_path: Path) -> None:
    with sample(tmp_path / "graph.kg"):
        pass
    with served(tmp_path / "graph.kg", "--writable", token=TOKEN) as running:
        with Store.open(tmp_path / "graph.kg"):
            answer = running.update("INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }")
            assert answer.status == 503
            assert answer.headers["retry-after"]
            assert articles(running) == 3
        assert running.update("INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }").status == 204


def test_an_update_that_takes_too_long_changes_nothing(tmp_path: Path) -> None:
    with sample(tmp_path / "graph.kg"):
        pass
    with served(tmp_path / "graph.kg", "--writable", "--timeout", "1", token=TOKEN) as running:
        endless = (
            "INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } } ; INSERT { GRAPH <urn:g> { ?a <urn:q> ?f } } "
            "WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(STRLEN(CONCAT(STR(?a), STR(?f), STR(?i), STR(?l))) = 1) }"
        )
        assert running.update(endless).status == 503
        assert "false" in running.query("ASK { <urn:s> <urn:p> ?o }", "text/csv").text
        assert articles(running) == 3
        assert running.update("INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }").status == 204
