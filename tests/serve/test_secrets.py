"""What the server says on its terminal: nothing of tokens, nothing of what was asked."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from serve.serving import TOKEN

ASKED = "谁投资了秘密公司"


def test_neither_tokens_nor_questions_are_logged(sample_folder: Path) -> None:
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "kg",
            "serve",
            "-s",
            str(sample_folder),
            "--port",
            "0",
            "--host",
            "127.0.0.1",
            "--review",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "KG_TOKEN": TOKEN},
    )
    assert process.stderr is not None and process.stdout is not None
    try:
        said = process.stderr.readline()
        found = re.search(rb"http://\S+/", said)
        assert found, said
        where = urlsplit(found[0].decode()).netloc
        for path in ("/review", "/api/ask?q=x", f"/api/ask?token={TOKEN}", f"/sparql?query={TOKEN}"):
            for value in (f"Bearer {TOKEN}", "Bearer wrong-token-of-somebody"):
                connection = http.client.HTTPConnection(where, timeout=60)
                connection.request(
                    "GET", path, headers={"Authorization": value, "X-Asked": ASKED.encode("utf8")}
                )
                connection.getresponse().read()
                connection.close()
        with socket.create_connection(
            (urlsplit(found[0].decode()).hostname or "", int(where.rpartition(":")[2]))
        ) as raw:
            raw.sendall(f"NONSENSE {TOKEN}\r\nAuthorization: {TOKEN}\r\n\r\n".encode())
            raw.settimeout(10)
            raw.recv(1000)
    finally:
        process.terminate()
        out, err = process.communicate(timeout=30)
    told = (said + err + out).decode("utf8", "replace")
    assert "serving" in told
    for secret in (TOKEN, "wrong-token", ASKED, "/api/ask"):
        assert secret not in told


def test_the_token_is_not_among_the_arguments_of_any_process(sample_folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", "-s", str(sample_folder), "--port", "0", "--review"],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "KG_TOKEN": TOKEN},
    )
    assert process.stderr is not None
    try:
        assert b"http://" in process.stderr.readline()
        if Path("/proc").is_dir():
            lines = [file.read_bytes() for file in Path("/proc").glob("[0-9]*/cmdline") if file.exists()]
            mine = [line for line in lines if str(sample_folder).encode() in line]
            assert mine
            assert not any(TOKEN.encode() in line for line in mine)
    finally:
        process.terminate()
        process.communicate(timeout=30)
