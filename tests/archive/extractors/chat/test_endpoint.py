"""An endpoint is asked with patience, and its answers are bounded."""

from __future__ import annotations

import json

import pytest

from archive.extraction.interface import Failure, Unavailable
from archive.extractors.chat import endpoint
from archive.extractors.chat.endpoint import Endpoint
from tests.archive.extractors.chat.stub import chat, status


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def ask(stub, pauses):
    def ask(seconds: float = 10, key: str = "a-secret") -> str:
        one = Endpoint(stub.url, "the-model", key, seconds, pauses.append)
        return one.complete("mark it", '{"body": "It grew."}')

    return ask


def test_it_is_asked_as_the_protocol_wants_it(stub, ask):
    stub.answers = [chat("fine")]
    assert ask() == "fine"
    assert stub.paths == ["/v1/chat/completions"]
    assert stub.headers[0]["Authorization"] == "Bearer a-secret"
    assert stub.asked == [
        {
            "model": "the-model",
            "temperature": 0,
            "response_format": {"type": "json_object"},
            "messages": [
                {"role": "system", "content": "mark it"},
                {"role": "user", "content": '{"body": "It grew."}'},
            ],
        }
    ]


def test_without_a_key_none_is_sent(stub, ask):
    stub.answers = [chat("fine")]
    ask(key="")
    assert "Authorization" not in stub.headers[0]


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
def test_one_that_is_busy_is_asked_again_after_growing_pauses(stub, ask, pauses, code):
    stub.answers = [status(code), status(code), chat("fine")]
    assert ask() == "fine"
    assert pauses == [1, 2]


def test_it_waits_as_long_as_it_is_told_but_not_for_ever(stub, ask, pauses):
    told = ("7", "86400", "soon", "-3")
    stub.answers = [status(429, Retry_After=after) for after in told]
    with pytest.raises(Failure, match="the endpoint answers 429"):
        ask()
    assert pauses == [7, 30, 4]
    assert len(stub.asked) == 4


@pytest.mark.parametrize(
    ("code", "reason"),
    [(401, "ARCHIVE_LLM_KEY"), (403, "ARCHIVE_LLM_KEY"), (404, "ARCHIVE_LLM_MODEL")],
)
def test_what_no_further_story_can_mend_ends_it_with_the_setting_to_look_at(
    stub, ask, pauses, code, reason
):
    stub.answers = [status(code, "the key a-secret is wrong")]
    with pytest.raises(Unavailable, match=reason) as error:
        ask()
    assert "a-secret" not in str(error.value)
    assert len(stub.asked) == 1
    assert pauses == []


def test_a_redirect_is_not_followed(stub, ask):
    stub.answers = [status(302, Location="http://elsewhere.example/")]
    with pytest.raises(Unavailable, match="302"):
        ask()


def test_a_story_it_cannot_take_fails_alone_with_its_words(stub, ask):
    stub.answers = [status(400, "context\nlength exceeded")]
    with pytest.raises(Failure, match="400: context length exceeded") as error:
        ask()
    assert not isinstance(error.value, Unavailable)


def test_where_nobody_listens_the_run_ends(pauses):
    one = Endpoint("http://127.0.0.1:9/v1", "m", "", 5, pauses.append)
    with pytest.raises(Unavailable, match="127.0.0.1:9"):
        one.complete("a", "b")
    assert pauses == [1, 2, 4]


def test_one_that_hangs_costs_its_seconds_and_is_not_asked_again(stub, ask):
    stub.answers = [stub.hang]
    with pytest.raises(Failure, match="no answer in 0.5 seconds"):
        ask(seconds=0.5)
    assert len(stub.asked) == 1


def test_a_huge_answer_is_not_read_to_its_end(stub, ask, monkeypatch):
    monkeypatch.setattr(endpoint, "MOST_BYTES", 50_000)
    stub.answers = [chat("x" * 60_000)]
    with pytest.raises(Failure, match="more than 50,000 bytes"):
        ask()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"null",
        b'{"choices": []}',
        b'{"choices": [{"message": null}]}',
        b'{"choices": "none"}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_an_answer_that_is_no_chat_is_a_failure(stub, ask, body):
    stub.answers = [(200, body, {})]
    with pytest.raises(Failure, match="not that of a chat"):
        ask()


def test_an_answer_that_was_cut_off_or_refused_is_a_failure(stub, ask):
    stub.answers = [chat("{", finish_reason="length")]
    with pytest.raises(Failure, match="cut off"):
        ask()
    stub.answers = [
        (200, json.dumps({"choices": [{"message": {"content": None}}]}).encode(), {})
    ]
    with pytest.raises(Failure, match="gave no answer"):
        ask()


def test_without_httpx_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(endpoint, "httpx", None)
    with pytest.raises(Unavailable, match="make llm"):
        Endpoint("http://127.0.0.1:9/v1", "m", "", 5)
