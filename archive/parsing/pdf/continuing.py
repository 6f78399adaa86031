"""Stories that go on on another page joined, by their jump lines and their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.parsing.lines import words_of
from archive.parsing.pdf.ordering import joins
from archive.parsing.pdf.stories import Story
from archive.parsing.vocabulary import word_set

_SURE = 3.0
_MOST_JUMPS, _MOST_PAIRS = 400, 20_000
_MARGIN = 1.0
_SMALL_WORDS = word_set(
    """
    a an the of in on at to for from by with and or as is are its it into over up
    new more this that says say page continued
    """
)


@dataclass(slots=True, eq=False)
class Thread:
    """A story over its pages, the parts in reading order."""

    parts: list[Story]
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Pair:
    score: float
    leaving: Story
    coming: Story


def threads_of(pages: Sequence[Sequence[Story]], labels: Sequence[str]) -> list[Thread]:
    """The stories of all pages, those that go on on another page joined."""
    following: dict[int, Story] = {}
    taken: set[int] = set()
    remarks: dict[int, str] = {}
    _join_jumps(pages, labels, following, taken, remarks)
    _join_flow(pages, following, taken, remarks)
    threads = []
    for story in (story for page in pages for story in page):
        if id(story) in taken:
            continue
        parts = [story]
        while id(parts[-1]) in following and len(parts) <= len(pages) + 1:
            parts.append(following[id(parts[-1])])
        found = [remarks[id(part)] for part in parts if id(part) in remarks]
        threads.append(Thread(parts, found))
    return threads


def _join_jumps(
    pages: Sequence[Sequence[Story]],
    labels: Sequence[str],
    following: dict[int, Story],
    taken: set[int],
    remarks: dict[int, str],
) -> None:
    stories = [story for page in pages for story in page]
    pairs = _pairs(stories, labels)
    pairs.sort(key=lambda pair: -pair.score)
    for at, pair in enumerate(pairs):
        leaving, coming = pair.leaving, pair.coming
        if pair.score < _SURE or id(leaving) in following or id(coming) in taken:
            continue
        if _leads_back(coming, leaving, following):
            continue
        following[id(leaving)] = coming
        taken.add(id(coming))
        rivals = [
            other
            for other in pairs[at + 1 :]
            if (other.leaving is leaving) != (other.coming is coming)
            and id(other.leaving) not in following
            and id(other.coming) not in taken
            and other.score > pair.score - _MARGIN
        ]
        if rivals:
            remarks[id(leaving)] = (
                f"Which story of page {leaving.page + 1} goes on on page "
                f"{coming.page + 1} is unsure."
            )
    for story in stories:
        if story.out and id(story) not in following:
            remarks[id(story)] = (
                f"The story goes on on page {story.out.label}, but its end was not "
                "found there."
            )


def _leads_back(coming: Story, leaving: Story, following: dict[int, Story]) -> bool:
    at: Story | None = coming
    for _ in range(len(following) + 2):
        if at is leaving:
            return True
        if at is None:
            return False
        at = following.get(id(at))
    return True


def _pairs(stories: Sequence[Story], labels: Sequence[str]) -> list[_Pair]:
    """Parts of which one says that it goes on where the other stands, scored."""
    whole = [story for story in stories if story.chunks]
    leaving = [story for story in whole if story.out][:_MOST_JUMPS]
    coming = [story for story in whole if story.coming][:_MOST_JUMPS]
    by_page: dict[int, list[Story]] = {}
    for story in whole:
        by_page.setdefault(story.page, []).append(story)
    found: dict[tuple[int, int], _Pair] = {}
    for one in leaving:
        target = _number(one.out.label, labels) if one.out else None
        for other in by_page.get(-1 if target is None else target, []):
            found[id(one), id(other)] = _Pair(0.0, one, other)
    for other in coming:
        source = _number(other.coming.label, labels) if other.coming else None
        for one in by_page.get(-1 if source is None else source, []):
            found[id(one), id(other)] = _Pair(0.0, one, other)
    return [
        _Pair(_score(pair.leaving, pair.coming), pair.leaving, pair.coming)
        for pair in list(found.values())[:_MOST_PAIRS]
        if _may_join(pair.leaving, pair.coming, labels)
    ]


def _may_join(leaving: Story, coming: Story, labels: Sequence[str]) -> bool:
    """Whether what the parts' jump lines say does not speak against it."""
    if leaving.page == coming.page:
        return False
    if leaving.out and _number(leaving.out.label, labels) != coming.page:
        return False
    return not coming.coming or _number(coming.coming.label, labels) == leaving.page


def _number(label: str, labels: Sequence[str]) -> int | None:
    """The number from 0 of the page that bears a label, printed or counted."""
    if label in labels:
        return labels.index(label)
    plain = label.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if not any(labels) and plain.isdigit():
        return int(plain) - 1
    counted = [at for at, printed in enumerate(labels) if not printed]
    if plain.isdigit() and int(plain) - 1 in counted:
        return int(plain) - 1
    return None


def _score(leaving: Story, coming: Story) -> float:
    score = 2.5 * (leaving.out is not None) + 2.5 * (coming.coming is not None)
    score += joins(leaving.chunks[-1], coming.chunks[0]) * 0.75
    if coming.head is None:
        score += 0.5
    score += 1.5 * min(_shared_names(leaving, coming), 2)
    return score + _kinship(leaving, coming)


def _title(story: Story) -> set[str]:
    texts = [story.head.text if story.head else ""]
    texts += [chunk.text for chunk in story.kickers]
    texts += [jump.slug for jump in (story.out, story.coming) if jump]
    return {word for text in texts for word in words_of(text)} - _SMALL_WORDS


def _shared_names(leaving: Story, coming: Story) -> int:
    """Words of headline or jump line that both parts have."""
    return len(_title(leaving) & _title(coming))


def _kinship(leaving: Story, coming: Story) -> float:
    """Up to 2: how many of the rarer words of one part the other has too."""
    one, other = _content(leaving), _content(coming)
    if not one or not other:
        return 0.0
    return min(2.0, 8.0 * len(one & other) / min(len(one), len(other)))


def _content(story: Story) -> set[str]:
    texts = [chunk.text for chunk in story.chunks]
    texts += [story.head.text] if story.head else []
    words = {word for text in texts for word in words_of(text) if len(word) > 4}
    return words - _SMALL_WORDS


def _join_flow(
    pages: Sequence[Sequence[Story]],
    following: dict[int, Story],
    taken: set[int],
    remarks: dict[int, str],
) -> None:
    """A part without a headline at the head of a page goes on from the page before."""
    for number in range(1, len(pages)):
        for story in pages[number]:
            if story.head or story.coming or not story.chunks or id(story) in taken:
                continue
            open_ends = [
                before
                for before in pages[number - 1]
                if before.chunks and not before.out and id(before) not in following
            ]
            if not open_ends:
                continue
            first = story.chunks[0]
            best = max(open_ends, key=lambda before: joins(before.chunks[-1], first))
            score = joins(best.chunks[-1], first)
            single = len(open_ends) == 1
            if score < 0 or (not single and score < 2):
                continue
            following[id(best)] = story
            taken.add(id(story))
            alike = [
                before
                for before in open_ends
                if joins(before.chunks[-1], first) >= score
            ]
            if len(alike) > 1:
                remarks[id(best)] = (
                    f"Which story of page {number} goes on on page {number + 1} "
                    "is unsure."
                )
