"""``kg serve`` under load, and while its store is built into."""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

from torture.commands import commands, digest_of_many, documents
from torture.registry import Form, Outcome, experiment

_SELECT = "SELECT ?s ?o WHERE { ?f a ikg:Fact ; rdf:subject ?s ; rdf:object ?o } LIMIT 50"
_COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?a a ikg:Article }"
# Everything with everything: more than the time limit allows.
_HEAVY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
_LIMITS = ("busy: come again", "stopped after", "takes too much memory", "Service Unavailable")


class Server:
    """A running ``kg serve``."""

    def __init__(self, store: Path, *options: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kg", "serve", "-s", str(store), "--port", "0", *options],
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._process.stderr is not None
        self.told = ""
        found = None
        while not found:
            line = self._process.stderr.readline()
            assert line, self.told
            self.told += line
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        self.port = int(found[1])
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self.told += line

    def get(self, path: str, *, timeout: float = 60) -> tuple[int, str]:
        """The status and body of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", path, headers={"Accept": "*/*"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf8", "replace")
        finally:
            connection.close()

    def memory(self) -> int:
        """The bytes that its processes hold; 0 where that cannot be told."""
        held = 0
        for process in _family(self._process.pid):
            try:
                status = Path(f"/proc/{process}/statm").read_text("ascii")
            except OSError:
                continue
            held += int(status.split()[1]) * os.sysconf("SC_PAGE_SIZE")
        return held

    def close(self) -> None:
        """Stop it as Ctrl-C does."""
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()


def _family(process: int) -> list[int]:
    found = [process]
    for each in found:
        try:
            children = Path(f"/proc/{each}/task/{each}/children").read_text("ascii")
        except OSError:
            continue
        found += [int(child) for child in children.split()]
    return found


@contextmanager
def served(store: Path, *options: str) -> Iterator[Server]:
    """A server of the store for a while."""
    server = Server(store, *options)
    try:
        yield server
    finally:
        server.close()


def _sparql(query: str) -> str:
    return "/sparql?" + urlencode({"query": query})


@experiment(
    "many clients of kg serve at once",
    chapter="Concurrency",
    must="50 clients for a minute: every answer is right, or a limit that is announced; no 500, no broken connection; "
    "memory stays within its bounds, and the server answers afterwards",
    short=Form(times=1, clients=10, seconds=3),
    long=Form(times=1, clients=50, seconds=60),
)
def clients(folder: Path, form: Form) -> Outcome:
    """Pages, questions, queries, some malformed, some that take too long."""
    texts = documents(many=False)
    commands(texts).run("build", texts, "-s", folder / "graph.kg")
    expected = {
        "/": (200,),
        _sparql(_SELECT): (200,),
        _sparql(_COUNT): (200,),
        _sparql("SELECT ?"): (400,),
        _sparql("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"): (400, 403),
        "/api/ask?q=" + quote("中芯国际投资了谁"): (200, 404),
        "/api/facts?limit=20": (200,),
        "/api/find?q=" + quote("华为"): (200, 404),
        "/entity/smic": (200, 307, 303, 404),
        "/entity/" + quote("<script>"): (404,),
        "/ask?q=" + quote("谁投资了谁"): (200,),
        "/no-such-page": (404,),
    }
    paths = sorted(expected)
    counts: Counter[str] = Counter()
    failures: list[str] = []
    with served(folder / "graph.kg", "--timeout", "3") as server:
        for path in paths:  # warm, and right when nobody else asks
            status, body = server.get(path)
            if status not in expected[path]:
                failures.append(f"{path}: {status} {body[:80]}")
        until = time.monotonic() + form.seconds
        memory = [server.memory()]

        def ask(number: int) -> None:
            chance = random.Random(number)
            while time.monotonic() < until:
                path = _sparql(_HEAVY) if chance.random() < 0.01 else chance.choice(paths)
                try:
                    status, body = server.get(path)
                except OSError as error:
                    failures.append(f"{path}: {type(error).__name__} {error}")
                    continue
                is_limit = status == 503 and any(words in body for words in _LIMITS)
                counts["limit" if is_limit else "answer"] += 1
                if not is_limit and status not in expected.get(path, (200,)):
                    failures.append(f"{path}: {status} {body[:80]}")

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(form.clients)]
        for thread in threads:
            thread.start()
        while time.monotonic() < until:
            time.sleep(0.25)
            memory.append(server.memory())
        for thread in threads:
            thread.join()
        status, body = server.get(_sparql(_COUNT))
        if status != 200:
            failures.append(f"afterwards: {status} {body[:80]}")
        if max(memory) > _bound(memory[0]):
            failures.append(f"memory: {max(memory) / 1e6:.0f} MB, {memory[0] / 1e6:.0f} before")
        if "Traceback" in server.told:
            failures.append(f"traceback: {server.told[-300:]}")
    number = sum(counts.values())
    noted = (
        f"{form.clients} clients for {form.seconds:g} s, {counts['limit']:,} told to come again or to ask for less, "
        f"{memory[0] / 1e6:.0f} MB before and at most {max(memory) / 1e6:.0f} MB"
    )
    return Outcome(tried=max(1, number), failures=tuple(failures), noted=noted)


def _bound(before: int) -> int:
    """What the server's processes may hold under load: a query may build a large answer in each of two workers."""
    return 2 * before + 600_000_000


@experiment(
    "a store that is built into while it is served",
    chapter="Concurrency",
    must="new articles are in the answers within three seconds of the build, without a restart; no answer fails "
    "meanwhile",
    short=Form(times=1),
    long=Form(times=20),
)
def picked_up(folder: Path, form: Form) -> Outcome:
    """A build after another, and a question after each; others ask all the time."""
    texts = folder / "texts"
    texts.mkdir()
    kg, store = commands(documents(many=False)), folder / "graph.kg"
    digest_of_many(texts, 10)
    kg.run("build", texts, "-s", store)
    failures: list[str] = []
    with served(store) as server:
        stop = threading.Event()

        def ask() -> None:
            while not stop.is_set():
                status, body = server.get(_sparql(_COUNT))
                if status != 200:
                    failures.append(f"meanwhile: {status} {body[:80]}")
                time.sleep(0.05)

        asking = threading.Thread(target=ask)
        asking.start()
        number = 0
        while form.wants_more_than(number):
            number += 1
            digest_of_many(texts, 10 + 5 * number)
            kg.run("build", texts, "-s", store)
            until = time.monotonic() + 3
            found = 0
            while found != 10 + 5 * number and time.monotonic() < until:
                found = _number(server.get(_sparql(_COUNT))[1])
            if found != 10 + 5 * number:
                failures.append(f"build {number}: {found} articles, not {10 + 5 * number}")
        stop.set()
        asking.join()
    return Outcome(tried=number, failures=tuple(failures))


def _number(body: str) -> int:
    try:
        return int(json.loads(body)["results"]["bindings"][0]["n"]["value"])
    except (ValueError, KeyError, IndexError):
        return -1
