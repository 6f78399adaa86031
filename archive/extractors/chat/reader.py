"""The extractor: a story is shown in passages, what comes back is placed."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from archive.extraction import Story
from archive.extraction.interface import LABELS, Annotation, Lost, Unavailable
from archive.extractors.chat.endpoint import Endpoint
from archive.extractors.chat.passages import Passage, cut
from archive.extractors.chat.prompt import INSTRUCTIONS, VERSION, items_of, shown
from archive.extractors.chat.quotes import annotation_of

MOST_PASSAGES = 40
"""Requests for one story; what is longer is left unread beyond, and counted."""


class Chat:
    """An `Extractor` as the settings ARCHIVE_LLM_... describe it."""

    name = "chat"
    provides = LABELS

    def __init__(self) -> None:
        url, model = settings.ARCHIVE_LLM_URL, settings.ARCHIVE_LLM_MODEL
        if not url.startswith(("http://", "https://")) or not model:
            raise Unavailable(
                "set ARCHIVE_LLM_URL to the endpoint's base address, such as "
                "http://127.0.0.1:8080/v1, and ARCHIVE_LLM_MODEL to the model's name"
            )
        self.version = f"{VERSION} {model}"[:80]
        self._endpoint = Endpoint(
            url, model, settings.ARCHIVE_LLM_KEY, settings.ARCHIVE_LLM_SECONDS
        )

    def extract(self, story: Story) -> Iterator[Annotation | Lost]:
        for number, passages in enumerate(cut(story)):
            if number == MOST_PASSAGES:
                yield Lost("", "the rest of a long story was not shown")
                return
            yield from self._read(passages)

    def _read(self, passages: list[Passage]) -> Iterator[Annotation | Lost]:
        answer = self._endpoint.complete(INSTRUCTIONS, shown(passages))
        for item in items_of(answer):
            yield annotation_of(item, passages)
