"""POST {base}/chat/completions: asked with patience, answers of bounded size."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

try:
    import httpx
except ModuleNotFoundError:  # an optional extra
    httpx = None

from archive.extraction.interface import Failure, Unavailable

MOST_BYTES = 2_000_000
"""Bytes of one answer of the endpoint."""
TRIES = 4
LONGEST_PAUSE = 30.0
"""Seconds between two tries, at most, whatever the endpoint asks for."""

_MISSING = "chat needs httpx, which is not installed: run `make llm`"
_BUSY = (408, 429, 500, 502, 503, 504)
_USELESS = {
    401: "it does not know the key in ARCHIVE_LLM_KEY",
    403: "the key in ARCHIVE_LLM_KEY is not allowed to ask",
    404: "it knows no such address or model: see ARCHIVE_LLM_URL, ARCHIVE_LLM_MODEL",
    405: "nothing can be asked at this address: see ARCHIVE_LLM_URL",
}


class Endpoint:
    """Where a model answers. `pause` waits between two tries."""

    def __init__(
        self,
        url: str,
        model: str,
        key: str,
        seconds: float,
        pause: Callable[[float], object] = time.sleep,
    ) -> None:
        if httpx is None:
            raise Unavailable(_MISSING)
        self._url = f"{url.rstrip('/')}/chat/completions"
        self._model, self._key = model, key
        self._seconds, self._pause = seconds, pause
        # Not packed: so many bytes are so many, and no few become many.
        headers = {"Accept-Encoding": "identity"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        self._client = httpx.Client(timeout=seconds, headers=headers)

    def complete(self, instructions: str, message: str) -> str:
        """What the model answers to the message.

        Raises Failure where it has no answer to this one, Unavailable where it will
        have none to any.
        """
        asked = {
            "model": self._model,
            "temperature": 0,
            "response_format": {"type": "json_object"},
            "messages": [
                {"role": "system", "content": instructions},
                {"role": "user", "content": message},
            ],
        }
        for number in range(1, TRIES + 1):
            is_last = number == TRIES
            try:
                status, headers, body = self._post(asked)
            except httpx.TimeoutException:
                raise Failure(f"no answer in {self._seconds} seconds") from None
            except (httpx.TransportError, httpx.InvalidURL) as error:
                if is_last:
                    raise Unavailable(f"{self._url}: {_words(error)}") from None
                status, headers = 0, {}
            if status == 200:
                return _content(body)
            if is_last or (status and status not in _BUSY):
                raise self._problem(status, body)
            self._pause(_patience(headers.get("retry-after", ""), number))
        raise AssertionError("the last try returns or raises")

    def _post(self, asked: dict[str, Any]) -> tuple[int, Any, bytes]:
        """Status, headers and body, whose size and time are bounded."""
        deadline = time.monotonic() + self._seconds
        body = bytearray()
        with self._client.stream("POST", self._url, json=asked) as answer:
            for chunk in answer.iter_raw():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise Failure(f"an answer of more than {MOST_BYTES:,} bytes")
                if time.monotonic() > deadline:
                    raise httpx.ReadTimeout("it goes on and on")
        return answer.status_code, answer.headers, bytes(body)

    def _problem(self, status: int, body: bytes) -> Failure:
        """Why there is no answer: one for this story, or one for all."""
        said = " ".join(body[:2_000].decode("utf-8", "replace").split())[:200]
        if self._key:
            said = said.replace(self._key, "...")
        if reason := _USELESS.get(status):
            return Unavailable(f"the endpoint answers {status}: {reason} ({said})")
        if 300 <= status < 400:
            return Unavailable(f"the endpoint answers {status}: see ARCHIVE_LLM_URL")
        return Failure(f"the endpoint answers {status}: {said}")


def _content(body: bytes) -> str:
    """The model's words in an answer of the endpoint."""
    try:
        choice = json.loads(body)["choices"][0]
        content = choice["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise Failure("the endpoint's answer is not that of a chat") from None
    if choice.get("finish_reason") == "length":
        raise Failure("the model's answer was cut off: it may say too little at once")
    if not isinstance(content, str):
        raise Failure("the model gave no answer")
    return content


def _patience(asked: str, number: int) -> float:
    """Seconds to wait: as asked for, or 1, 2, 4 with each try."""
    is_number = asked.isascii() and asked.isdigit() and len(asked) < 9
    return min(float(asked) if is_number else 2.0 ** (number - 1), LONGEST_PAUSE)


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__
