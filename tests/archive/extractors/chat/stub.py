"""An endpoint on the loopback that answers what a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, bytes, dict[str, str]]


def chat(content: object, **choice: Any) -> Answer:
    """An answer as a model gives it; what is no text is written as JSON."""
    words = content if isinstance(content, str) else json.dumps(content)
    choice = {"message": {"content": words}, "finish_reason": "stop", **choice}
    return 200, json.dumps({"choices": [choice]}).encode(), {}


def items(*said: dict[str, Any]) -> Answer:
    return chat({"items": list(said)})


def status(code: int, body: str = "", **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return code, body.encode(), named


class Stub:
    """`answers` are given in turn, the last one again and again.

    An answer may be a function of the request's JSON. `asked` is what came.
    """

    def __init__(self) -> None:
        self.answers: list[Answer | Callable[[dict], Answer]] = []
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.over = threading.Event()
        self.url = ""

    def answer(self, request: BaseHTTPRequestHandler) -> Answer:
        asked = json.loads(request.rfile.read(int(request.headers["Content-Length"])))
        self.asked.append(asked)
        self.headers.append(dict(request.headers))
        self.paths.append(request.path)
        answer = self.answers[0]
        if len(self.answers) > 1:
            self.answers.pop(0)
        return answer(asked) if callable(answer) else answer

    def hang(self, asked: dict) -> Answer:
        """Say nothing until the test is over."""
        self.over.wait(60)
        return status(200)


@contextmanager
def serving() -> Iterator[Stub]:
    stub = Stub()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            code, body, headers = stub.answer(self)
            try:
                self.send_response(code)
                self.send_header("Content-Length", str(len(body)))
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                self.close_connection = True  # who asked has gone

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stub.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield stub
    finally:
        stub.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
