"""Which block goes on in which: by syntax, words, width and place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from statistics import median

from archive.parsing.columns.blocks import Block
from archive.parsing.columns.words import Rarity
from archive.parsing.joining import Vocabulary, keeps_hyphen
from archive.parsing.lines import words_of
from archive.parsing.vocabulary import word_set

_CONTEXT_BLOCKS = 6
_SAME_STORY = 2.0
_UNLINKED = -5.0
_NEIGHBOURS = 12
_FREE = 6
_NEAR = 60
_NEAR_TIE = 4.0
_FORWARD, _BACKWARD = 12, 6
_DANGLES = word_set(
    """
    a an the of in on at to for from by with and or as its their his her this that
    these those is are was were be been has have will would can more
    """
)
# A word of these seldom follows a preposition or an article.
_NEVER_AFTER_DANGLING = word_set(
    """
    of in on at for from by with and or is are was were has have had will would that
    which who said
    """
)


def find_links(
    columns: list[Block], score: Callable[[int, int], float]
) -> dict[int, int]:
    """For each block that ends inside a sentence, the block in which it goes on."""
    ends = [
        at
        for at, block in enumerate(columns)
        if block.open_end and block.kind == "body"
    ]
    starts = {at for at, block in enumerate(columns) if block.open_start}
    for at in ends:
        after = at + 1
        if after < len(columns) and _may_continue_upper(columns[at], columns[after]):
            starts.add(after)
    pairs = [
        (score(left, right), left, right)
        for left in ends
        for right in _candidates(left, sorted(starts))
    ]
    pairs = [pair for pair in pairs if pair[0] > _UNLINKED]
    pairs.sort(key=lambda pair: (-pair[0], abs(pair[2] - pair[1]), pair[1], pair[2]))
    links: dict[int, int] = {}
    taken: set[int] = set()
    for _, left, right in pairs:
        if left in links or right in taken or _closes_circle(links, left, right):
            continue
        links[left] = right
        taken.add(right)
    return _bettered(links, ends, sorted(starts), score)


def _candidates(left: int, starts: list[int]) -> list[int]:
    """The beginnings nearest to an end: a bound on the pairs that are compared."""
    at = bisect_right(starts, left)
    near = starts[max(0, at - _BACKWARD) : at + _FORWARD]
    return [right for right in near if right != left]


def _may_continue_upper(left: Block, right: Block) -> bool:
    """A sentence that goes on with a name: only in the very next block."""
    return (
        right.at == left.at + 1
        and not right.initial
        and right.kind == "body"
        and not left.hyphen_end
        and not right.open_start
    )


def _closes_circle(links: dict[int, int], left: int, right: int) -> bool:
    while right in links:
        right = links[right]
        if right == left:
            return True
    return right == left


def _bettered(
    links: dict[int, int],
    ends: list[int],
    starts: list[int],
    score: Callable[[int, int], float],
) -> dict[int, int]:
    """The links after exchanges that better their sum, until none does.

    Two ends exchange their beginnings, or an end without a beginning takes one over
    from an end for which another is free. Only ends near one another are tried, so
    the work grows with the layer's length alone.
    """
    links = dict(links)
    taken = set(links.values())
    for _ in range(4):
        before = dict(links)
        free = [right for right in starts if right not in taken]
        for index, one in enumerate(ends):
            near = [right for right in free if abs(right - one) <= _NEAR][:_FREE]
            for other in ends[index + 1 : index + 1 + _NEIGHBOURS]:
                _exchange(links, taken, one, other, near, score)
        if links == before:
            break
    return links


def _exchange(
    links: dict[int, int],
    taken: set[int],
    one: int,
    other: int,
    free: list[int],
    score: Callable[[int, int], float],
) -> None:
    """Give two ends the beginnings that suit them best, of theirs and the free ones."""

    def value(left: int, right: int | None) -> float:
        return _UNLINKED if right is None or left == right else score(left, right)

    now = (links.get(one), links.get(other))
    usable = [
        right
        for right in dict.fromkeys([*now, *free, None])
        if right is None or right in now or right not in taken
    ]
    best, best_value = now, value(one, now[0]) + value(other, now[1]) + 0.2
    for first in usable:
        for second in usable:
            if (first == second and first is not None) or one == first:
                continue
            total = value(one, first) + value(other, second)
            if other != second and total > best_value:
                _relink(links, one, other, (first, second))
                if not any(_circular(links, at) for at in (one, other)):
                    best, best_value = (first, second), total
    _relink(links, one, other, best)
    taken.difference_update(now)
    taken.update(right for right in best if right is not None)


def _relink(
    links: dict[int, int], one: int, other: int, rights: tuple[int | None, int | None]
) -> None:
    for left, right in zip((one, other), rights, strict=True):
        if right is None:
            links.pop(left, None)
        else:
            links[left] = right


def _circular(links: dict[int, int], at: int) -> bool:
    start = at
    while at in links:
        at = links[at]
        if at == start:
            return True
    return False


def link_scorer(
    columns: list[Block], labels: list[int], vocabulary: Vocabulary
) -> Callable[[int, int], float]:
    """How well one block goes on in another."""
    stems = [block.stems for block in columns]
    rarity = Rarity(stems)
    bigrams = _bigrams(columns)
    opened = [block.open_start for block in columns]
    before = [_context(columns, labels, at, -1) for at in range(len(columns))]
    after = [_context(columns, labels, at, 1) for at in range(len(columns))]
    ours = [{stem for at in places for stem in stems[at]} for places in before]
    theirs = [{stem for at in places for stem in stems[at]} for places in after]
    known: dict[tuple[int, int], float] = {}

    def score(left: int, right: int) -> float:
        if (left, right) not in known:
            one, other = columns[left], columns[right]
            value = _syntax(one, other, vocabulary, bigrams) + _place(one, other)
            value -= _misfit(
                [columns[at] for at in before[left]],
                [columns[at] for at in after[right]],
            )
            shared = rarity.shared(ours[left], theirs[right])
            value += min(4.0, 0.3 * shared)
            own = labels[left] == labels[right]
            value += _SAME_STORY if own else -_SAME_STORY
            # Each open beginning of the story that is passed over speaks against it.
            passed = sum(
                opened[at] and labels[at] == labels[left]
                for at in range(left + 1, min(right, left + 200))
            )
            known[left, right] = value - min(5.0, 1.5 * passed)
        return known[left, right]

    return score


def _context(columns: list[Block], labels: list[int], at: int, step: int) -> list[int]:
    """A block and those that run up to it, or away from it: places in `columns`."""
    found = [at]
    for _ in range(_CONTEXT_BLOCKS):
        following = at + step
        if not 0 <= following < len(columns):
            break
        near, far = (columns[place] for place in sorted((at, following)))
        if far.initial or labels[following] != labels[at]:
            break
        if near.kind == far.kind == "body" and near.open_end != far.open_start:
            break
        at = following
        found.append(at)
    return found


def _bigrams(columns: list[Block]) -> set[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
    for block in columns:
        words = words_of(block.text)
        pairs.update(zip(words, words[1:], strict=False))
    return pairs


def _syntax(
    left: Block,
    right: Block,
    vocabulary: Vocabulary,
    bigrams: set[tuple[str, str]],
) -> float:
    last = left.lines[-1].text
    first = right.lines[0].text
    last_words, first_words = words_of(last), words_of(first)
    if not last_words or not first_words:
        return 0.0
    if left.hyphen_end:
        if not right.open_start:
            return -6.0
        half, rest = last[:-1].split()[-1].lstrip("“\"'("), first.split()[0]
        rest = rest.rstrip(".,;:”\"'")
        if half + rest in vocabulary or f"{half}-{rest}" in vocabulary:
            return 4.0
        if rest in vocabulary and half.lower() + rest not in vocabulary:
            # A whole word after a hyphen fits only where the hyphen is its own.
            return 2.0 if keeps_hyphen(half, rest, vocabulary) else -1.0
        return 2.5
    value = 0.0 if right.open_start else -4.0
    if (last_words[-1], first_words[0]) in bigrams:
        value += 1.5
    dangling = last_words[-1] in _DANGLES
    if dangling and first_words[0] in _NEVER_AFTER_DANGLING:
        value -= 2.0
    rest = first.split()[0].rstrip(".,;:”\"'")
    if right.open_start and len(rest) > 1 and rest.lower() not in vocabulary:
        value -= 0.5
    return value


def _place(left: Block, right: Block) -> float:
    """Neighbours go on in one another by default; columns seldom run backwards."""
    if right.at == left.at + 1:
        return 3.0
    return 0.0 if right.at > left.at else -4.0


def _misfit(left: list[Block], right: list[Block]) -> float:
    """A penalty where the lines of two passages were broken at another width."""
    ours = [width for block in left for width in block.widths]
    theirs = [width for block in right for width in block.widths]
    if len(ours) < 2 or len(theirs) < 2:
        return 0.0
    apart = (abs(max(ours) - max(theirs)) + abs(median(ours) - median(theirs))) / 2
    # Few lines tell less: the longest of them need not reach the column's edge.
    return min(6.0, max(0.0, apart - (1.5 if len(ours) + len(theirs) > 8 else 2.5)))


def near_ties(links: dict[int, int], score: Callable[[int, int], float]) -> list[int]:
    """Ends that could exchange their continuations at hardly any loss."""
    lefts = sorted(links)
    ties: set[int] = set()
    for index, one in enumerate(lefts):
        for other in lefts[index + 1 : index + 1 + _NEIGHBOURS]:
            if one == links[other] or other == links[one]:
                continue
            now = score(one, links[one]) + score(other, links[other])
            swapped = score(one, links[other]) + score(other, links[one])
            if now - swapped < _NEAR_TIE:
                ties.update((one, other))
    return sorted(ties)
