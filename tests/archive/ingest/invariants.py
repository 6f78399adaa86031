"""What must hold after every step, whatever machines and editors did before."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from archive import decisions
from archive.models import (
    Article,
    BodyRepair,
    CompanyMention,
    Decision,
    DistrictMention,
    Figure,
    FormerAddress,
    IndustryMention,
    PieceMove,
)
from archive.spans import overlap
from archive.verifying import faults

ROWS = (DistrictMention, CompanyMention, IndustryMention, Figure)
FIXED = ("confirmed", "rejected", "added")


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def raw_words(row: Any) -> str:
    return letters("".join(row.document.text[slice(*span)] for span in row.raw_ranges))


@dataclass
class Word:
    """What a person said of a row: its status, own values and raw words."""

    status: str
    values: dict[str, Any]
    ranges: tuple
    words: str
    are_printed: bool
    dismissed: dict

    @property
    def says(self) -> tuple:
        return self.status, self.values, self.dismissed

    @classmethod
    def of(cls, row: Any) -> Word:
        own = [name for name in row.person_fields if name != "body"]
        if row.status == "confirmed":
            own += [
                name
                for name in row.MACHINE_FIELDS
                if name not in ("rule", "confidence") and "period" not in name
            ]
        return cls(
            row.status,
            {name: getattr(row, name) for name in own},
            row.ranges,
            "" if isinstance(row, Article) else raw_words(row),
            not isinstance(row, Article) and letters(row.surface) in raw_words(row),
            getattr(row, "dismissed_checks", {}),
        )


class Memory:
    """All that was ever decided or public, to be held against the present state."""

    def __init__(self) -> None:
        self.words: dict[tuple[type, int], Word] = {}
        self.public: set[str] = set()
        self.book: set[int] = set()
        self.withdrawn: dict[int, tuple] = {}

    def learn(self) -> None:
        """Take in what is decided now: called after each decision."""
        before = self.words
        self.words = {
            (model, row.pk): Word.of(row)
            for model in (*ROWS, Article)
            for row in model.objects.select_related("document")
            if row.is_decided
        }
        for key, then in before.items():
            if key in self.words and self.words[key].says == then.says:
                self.words[key] = then  # where it was said first
        shown = set(Article.objects.published().values_list("pk", flat=True))
        self.withdrawn = {
            pk: self.withdrawn.get(pk, word.ranges)
            for (model, pk), word in self.words.items()
            if model is Article and word.status == "rejected" and pk not in shown
        }

    def check(self) -> None:
        """Raise AssertionError where a promise is broken."""
        lost = {(type(row), row.pk) for row in decisions.unplaced()}
        rows = {
            (model, row.pk): row
            for model in (*ROWS, Article)
            for row in model.objects.filter(
                pk__in=[pk for kind, pk in self.words if kind is model]
            ).select_related("document")
        }
        for key, then in self.words.items():
            assert key in rows, f"{key}, {then.status}, is gone"
            _check_word(rows[key], then, key in lost)
        self._check_withdrawn()
        self._check_addresses()
        _check_places()
        _check_layers(lost)
        found = [str(fault) for fault in faults()]
        assert not found, found
        book = set(Decision.objects.values_list("pk", flat=True))
        assert self.book <= book
        self.book = book

    def _check_withdrawn(self) -> None:
        for pk, zone in self.withdrawn.items():
            row = Article.objects.get(pk=pk)
            assert not row.is_shown
            for other in Article.objects.published().filter(document=row.document):
                size = sum(end - start for start, end in other.ranges)
                assert 2 * overlap(other.ranges, zone) <= size, (
                    f"{other} shows what was withdrawn with {row}"
                )

    def _check_addresses(self) -> None:
        live = {
            address
            for model in (Article, Figure)
            for address in model.objects.values_list("public_id", flat=True)
        }
        former = set(FormerAddress.objects.values_list("public_id", flat=True))
        self.public |= {address for address in live if not address.startswith("-")}
        assert self.public <= live | former
        assert not live & former


def _check_word(now: Any, then: Word, is_lost: bool) -> None:
    assert now.status == then.status, (now, now.status, then.status)
    for name, value in then.values.items():
        assert getattr(now, name) == value, (now, name)
        assert now.status == "confirmed" or name in now.person_fields
    assert is_lost or now.placed
    if isinstance(now, Article):
        assert not now.placed or overlap(now.ranges, then.ranges), now
        return
    assert getattr(now, "dismissed_checks", {}) == then.dismissed
    if now.status in FIXED:
        assert now.ranges == then.ranges, (now, raw_words(now), then.words)
    assert overlap(now.ranges, then.ranges), (now, raw_words(now), then.words)
    is_reworded = now.part in now.article.person_fields
    if now.placed and then.are_printed and not is_reworded:
        repairs = now.document.body_repairs.all()
        if not any(overlap(repair.ranges, now.ranges) for repair in repairs):
            own = letters(now.surface)
            assert own and own in raw_words(now), (now, raw_words(now))


def _check_places() -> None:
    homes = Article.objects.in_bulk()
    maps = {
        (home.pk, part): home.mapped(part)
        for home in homes.values()
        for part in Article.PARTS
    }
    for model in ROWS:
        for row in model.objects.all():
            if not row.placed:
                assert row.is_decided
                continue
            assert homes[row.article_id].placed
            text = maps[row.article_id, row.part]
            assert text.text[row.start : row.end] == row.surface
            assert row.surface.strip()
            places = text.raw_ranges(row.start, row.end)
            if not places:  # a person's words, at those that they replaced
                repairs = homes[row.article_id].body_repairs.filter(placed=True)
                places = [place for repair in repairs for place in repair.ranges]
            assert overlap(places, row.ranges), row
    numbers = Counter(
        Figure.objects.visible().values_list("document", "number_start", "key_unit")
    )
    assert max(numbers.values(), default=1) == 1, numbers.most_common(1)


def _check_layers(lost: set) -> None:
    for repair in BodyRepair.objects.select_related("article"):
        if repair.placed:
            assert repair.replacement in repair.article.body, repair
        else:
            assert (BodyRepair, repair.pk) in lost
    for move in PieceMove.objects.all():
        assert move.placed or (PieceMove, move.pk) in lost
