"""Requests of strangers to ``kg serve``: of chance, from a list of attacks, and from its own description."""

from __future__ import annotations

import http.client
import json
import random
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from sample_graph import sample
from serve.serving import TOKEN, Answer, Served, served

from kg.serve.api import ADDRESSES
from kg.serve.guard import HEADERS
from torture.registry import Form, Outcome, experiment
from torture.soups import QUESTION_WORDS, SPARQL_WORDS, soup

_METHODS = ("GET", "GET", "GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE")
_PAGES = (
    "/",
    "/ask",
    "/find",
    "/query",
    "/explore",
    "/review",
    "/entity/",
    "/article/",
    "/relation/",
    "/assets/",
)
_TYPES = (
    "application/sparql-query",
    "application/sparql-update",
    "application/x-www-form-urlencoded",
    "text/html",
    "",
)
_SECRETS = ("root:", "BEGIN OPENSSH", "Traceback", TOKEN, "site-packages")

ATTACKS: tuple[tuple[str, str, Mapping[str, str], int], ...] = (
    ("GET", "/assets/../guard.py", {}, 404),
    ("GET", "/assets/%2e%2e%2fguard.py", {}, 404),
    ("GET", "/assets/..%5cguard.py", {}, 404),
    ("GET", "/assets/%00", {}, 404),
    ("GET", "/assets//etc/passwd", {}, 404),
    ("GET", "//etc/passwd", {}, 404),
    ("GET", "/entity/..%2f..%2f..%2fetc%2fpasswd", {}, 404),
    ("GET", "/entity/file:%2f%2f%2fetc%2fpasswd", {}, 404),
    ("GET", "/api/entity?name=" + quote("x> } ; DROP ALL ; SELECT * { <y"), {}, 404),
    ("GET", "/api/stats", {"Host": "evil.example"}, 403),
    ("GET", "/api/stats", {"Host": "127.0.0.1.evil.example"}, 403),
    ("GET", "/api/stats", {"Host": "localhost@evil.example"}, 403),
    ("GET", "/api/stats", {"Host": "evil.example", "X-Forwarded-Host": "localhost"}, 403),
    ("GET", "/api/stats", {"Host": "localhost", "X-Forwarded-Host": "evil.example"}, 200),
    ("GET", "/sparql?update=" + quote("DROP ALL"), {}, 400),
    ("GET", "/sparql?query=" + quote("DROP ALL"), {}, 400),
    ("GET", "/sparql?query=" + quote("SELECT * { SERVICE <http://192.0.2.1/> { ?s ?p ?o } }"), {}, 400),
    ("GET", "/sparql?query=" + quote("LOAD <file:///etc/passwd>"), {}, 400),
    ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", {}, 400),
    ("GET", "/sparql?query=" + quote("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"), {}, 200),
    ("POST", "/sparql", {"Content-Type": "application/sparql-update"}, 403),
    ("POST", "/sparql", {"Content-Type": "text/plain"}, 415),
    ("POST", "/sparql", {"Content-Type": "application/sparql-query", "Content-Encoding": "gzip"}, 415),
    ("POST", "/sparql", {"Content-Type": "application/sparql-query", "Content-Length": "99999999999"}, 413),
    ("PUT", "/sparql", {}, 405),
    ("DELETE", "/entity/smic", {}, 405),
    ("TRACE", "/", {}, 405),
    ("POST", "/review/decide", {"Origin": "http://evil.example"}, 404),
    ("GET", "/api/ask?q=" + "a" * 3000, {}, 400),
    ("GET", "/api/facts?limit=99999999999999999999999999", {}, 200),
    ("GET", "/api/facts?limit=-1", {}, 400),
    ("GET", "/api/facts?" + "about=x&" * 2000, {}, 404),
    ("GET", "/api/path?from=" + quote("中芯国际") + "&to=" + quote("华为") + "&longest=99999", {}, 400),
    ("GET", "/find?q=%ff%fe%00", {}, 404),
    ("GET", "/kg-store.json", {}, 404),
    ("GET", "/.env", {}, 404),
    ("GET", "/" + "a" * 20_000, {}, 404),
)
"""Method, address, headers → the status that refuses it, or answers it harmlessly."""


def problems(answer: Answer, where: str) -> Iterator[str]:
    """What is wrong with any answer, whatever was asked."""
    if answer.status >= 500 and answer.status not in (501, 503):
        yield f"{where}: status {answer.status}"
    for secret in _SECRETS:
        if secret in answer.text:
            yield f"{where}: tells {secret!r}"
    for name in HEADERS:
        if name.lower() not in answer.headers:
            yield f"{where}: without the header {name}"
    if "access-control-allow-origin" in answer.headers:
        yield f"{where}: lets other sites read it"


def _asked(
    server: Served, method: str, path: str, headers: Mapping[str, str], body: str | None
) -> Answer | str:
    """The answer, or why there is none; a client that is hung up on has been refused."""
    try:
        return server.ask(path, method=method, headers=headers, body=body)
    except (ConnectionError, http.client.HTTPException) as error:
        return f"{type(error).__name__}: {error}"


@experiment(
    "attacks on the server",
    chapter="Server",
    must="paths to files, foreign hosts and sites, updates, SERVICE, LOAD and oversized requests are refused with the "
    "status that says why, and tell nothing",
    short=Form(times=len(ATTACKS)),
    long=Form(times=len(ATTACKS)),
)
def attacks(folder: Path, form: Form) -> Outcome:
    """The list of attacks, one after the other."""
    with sample(folder / "graph.kg"):
        pass
    failures: list[str] = []
    with served(folder / "graph.kg") as server:
        for method, path, headers, status in ATTACKS[: form.times]:
            where = f"{method} {path[:60]} {dict(headers)}"
            answer = _asked(server, method, path, headers, "DROP ALL" if method == "POST" else None)
            if isinstance(answer, str):
                failures.append(f"{where}: {answer}")
                continue
            failures += problems(answer, where)
            if answer.status != status:
                failures.append(f"{where}: status {answer.status}, not {status}")
        if server.ask("/api/stats").status != 200:
            failures.append("it does not answer any more")
    return Outcome(tried=form.times, failures=tuple(failures))


def _request(chance: random.Random) -> tuple[str, str, dict[str, str], str | None]:
    """A method, an address, headers and a body, near enough to real ones to get somewhere."""
    kind = chance.random()
    body = None
    headers = {"Accept": chance.choice(("*/*", "text/html", "text/csv", "text/turtle", "x/y", "", "a;q=9"))}
    method = chance.choice(_METHODS)
    if kind < 0.4:
        address = chance.choice(ADDRESSES)
        known = [parameter.name for parameter in address.parameters] or ["x"]
        given = [
            (chance.choice([*known, "x"]), soup(chance, QUESTION_WORDS, most=8))
            for _ in range(chance.randrange(4))
        ]
        path = f"/api/{address.name}?" + urlencode(given, errors="surrogatepass")
    elif kind < 0.7:
        text = soup(chance, SPARQL_WORDS, most=15)
        path = "/sparql"
        if method == "POST":
            headers["Content-Type"] = chance.choice(_TYPES)
            body = text.encode("utf8", "replace").decode("utf8")
        else:
            path += "?" + urlencode({"query": text}, errors="surrogatepass")
    else:
        rest = quote(soup(chance, QUESTION_WORDS, most=5), safe="/?&=%", errors="surrogatepass")
        path = chance.choice(_PAGES) + rest
    return method, path, headers, body


@experiment(
    "requests of chance",
    chapter="Server",
    must="any request is answered without a mistake of the server's own, with every security header and no secret",
    short=Form(times=100),
    long=Form(times=5_000),
)
def requests_of_chance(folder: Path, form: Form) -> Outcome:
    """Soups of questions and SPARQL to every address by every method."""
    with sample(folder / "graph.kg"):
        pass
    failures: list[str] = []
    with served(folder / "graph.kg", "--timeout", "5") as server:
        seed = 0
        while form.wants_more_than(seed):
            seed += 1
            method, path, headers, body = _request(random.Random(seed))
            where = f"seed {seed}: {method} {path[:80]}"
            answer = _asked(server, method, path, headers, body)
            failures += [f"{where}: {answer}"] if isinstance(answer, str) else problems(answer, where)
    return Outcome(tried=seed, failures=tuple(failures))


@experiment(
    "the API against its description",
    chapter="Server",
    must="what the OpenAPI description says is what is answered (schemathesis; in the short form its examples)",
    mended=(
        "empty and impossible values (test_the_description_tells_which_values_are_refused)",
        "nothing found, told in JSON where text is described (test_a_refusal_is_told_in_the_form_that_is_described)",
        "POST to /sparql, and the formats of its answers (test_the_endpoint_is_described_as_it_answers)",
        "numbers that only Python reads, 1_000 and １２ (test_what_is_wrong_with_a_request_is_told)",
        "that empty values are as good as none (test_the_description_tells_which_values_may_be_empty)",
    ),
    short=Form(times=len(ADDRESSES)),
    long=Form(times=100),
)
def described(folder: Path, form: Form) -> Outcome:
    """Requests that schemathesis makes of the description, so many for each address."""
    program = shutil.which("schemathesis") or shutil.which("st")
    is_short = form.times <= len(ADDRESSES)
    if program is None and not is_short:
        return Outcome(tried=0, noted="schemathesis is not installed")
    with sample(folder / "graph.kg"):
        pass
    with served(folder / "graph.kg") as server:
        if is_short:
            return _examples(server)
        assert program is not None
        url = f"http://127.0.0.1:{urlsplit(server.url).port}"
        command = [program, "run", f"{url}/openapi.json", "--max-examples", str(form.times), "--seed", "1"]
        # Not every string is a query, nor every day of that pattern in the calendar: those are told of by status 400.
        command += ["--exclude-checks", "positive_data_acceptance"]
        ran = subprocess.run(
            [*command, "--no-color"], cwd=folder, capture_output=True, text=True, check=False
        )
    told = [line.strip() for line in ran.stdout.splitlines() if line.startswith("- ")]
    failures = told or ["it failed"] if ran.returncode else []
    return Outcome(tried=form.times * (len(ADDRESSES) + 1), failures=tuple(failures))


def _examples(server: Served) -> Outcome:
    """The examples of the addresses, which the description gives too."""
    described = json.loads(server.ask("/openapi.json").text)["paths"]
    failures = []
    for address in ADDRESSES:
        example = quote(address.example, safe="=&")
        answer = server.ask(f"/api/{address.name}" + ("?" + example if example else ""))
        content = described[f"/api/{address.name}"]["get"]["responses"][str(answer.status)]["content"]
        if answer.media_type not in content:
            failures.append(f"{address.name}: {answer.media_type} is not described for {answer.status}")
        elif answer.status == 200:
            wanted = content["application/json"]["schema"]["type"]
            if {"array": list, "object": dict}[wanted] is not type(json.loads(answer.text)):
                failures.append(f"{address.name}: is no {wanted}")
    return Outcome(tried=len(ADDRESSES), failures=tuple(failures))
