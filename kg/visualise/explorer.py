"""The explorer: a graph as one page of HTML that opens from a disk, without a server and without a network.

The page holds a script and a style sheet built from ``web/`` (their text lies in ``assets/``), and the graph
as JSON. What articles say is never markup: the JSON stands in a data block that no text can close, and the
script puts it on the page as text only. A content security policy with the script's digest says the same to
the browser: nothing else may run, and nothing may be fetched.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from importlib.resources import files

from kg.store import Content
from kg.visualise.payload import Payload, payload

# What would end the data block or a line of script, and halves of characters that UTF-8 cannot write.
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '{digest}'; \
style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'">
<meta name="generator" content="industry-kg">
<title>知识图谱 · Knowledge graph</title>
<link rel="icon" href="data:,">
<style>
{style}</style>
</head>
<body>
<noscript>此页面需要 JavaScript。This page needs JavaScript.</noscript>
<div id="explorer"></div>
<script type="application/json" id="graph">{graph}</script>
<script>{script}</script>
</body>
</html>
"""


def page(content: Content, *, focus: str | None = None) -> str:
    """The graph as the text of an HTML page; write it as UTF-8.

    >>> page(Content(entities={}, articles={}, facts=())).startswith("<!DOCTYPE html>")
    True

    Args:
        content: the graph.
        focus: the IRI or id of an entity; the page then opens with it and its neighbours, and grows from there.
    """
    script = _asset("explorer.js")
    return _PAGE.format(
        digest=_digest(script),
        style=_asset("explorer.css"),
        graph=embedded(payload(content, focus=focus)),
        script=script,
    )


def embedded(graph: Payload) -> str:
    """JSON that can stand inside a script element whatever its texts hold.

    >>> embedded({"name": "</script>"})
    '{"name":"\\\\u003c/script\\\\u003e"}'
    """
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


@cache
def _asset(name: str) -> str:
    return (files("kg.visualise") / "assets" / name).read_text("utf8")


def _digest(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
