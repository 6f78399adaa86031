"""Organisations that no gazetteer knows, by their words and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import pairwise

from archive.extraction.gazetteer import Gazetteer
from archive.extraction.model import PARTS, CompanyFind, Story
from archive.extraction.organisations.heads import COMPANY
from archive.extraction.organisations.joining import Organisation, join
from archive.extraction.organisations.judging import judge_of
from archive.extraction.organisations.pieces import Piece, initials
from archive.extraction.organisations.reading import Mention, read_mentions
from archive.extraction.organisations.weighing import ENOUGH, shape_points, weigh

_FORMERLY = re.compile(
    r",? \(?(?:formerly|previously|now)(?: known as| called)? (?:the )?"
)
_SHORTEST, _LONGEST = len(", now "), len(", previously known as the ")
_REPEATED = 2
"""Weak signs at different places that are as good as a sure one."""
_LOWER = re.compile(r"(?<![\w-])[a-z]++(?!-)")


def find_others(
    story: Story, gazetteer: Gazetteer, known: list[CompanyFind]
) -> list[CompanyFind]:
    """The known organisations' finds and those of all others, in order."""
    judge = judge_of(gazetteer.districts)
    mentions: list[Mention] = []
    for part in PARTS:
        text = story.part(part)
        if text:
            here = [find for find in known if find.part == part]
            found = read_mentions(part, text, here, judge)
            weigh(text, found)
            mentions += found
    organisations = _organisations(story, mentions)
    _rename(story, mentions, organisations)
    forms = join(list(organisations.values()))
    return list(_finds(story, mentions, forms))


def _organisations(story: Story, mentions: list[Mention]) -> dict[str, Organisation]:
    """The organisations that some mention makes sure, by their folded names."""
    found: dict[str, Organisation] = {}
    open_ones: dict[str, list[Mention]] = {}
    lowered = cache(lambda: frozenset(_LOWER.findall(story.body)))
    foreign = cache(lambda: _initials_of_strangers(story, mentions))
    for mention in mentions:
        if mention.known:
            key = _key(mention)
            if key not in found:
                found[key] = Organisation.known(mention.known)
            found[key].take(mention.known.surface)
        elif mention.verdict.kind:
            first = mention.piece.lows[0]
            if mention.verdict.is_sure or first not in lowered():
                _add(found, mention, mention.verdict.kind, "head")
        elif mention.is_open:
            open_ones.setdefault(mention.low, []).append(mention)
    for low, same in open_ones.items():
        best = max(same, key=lambda mention: mention.points)
        backed = sum(mention.points >= ENOUGH for mention in same)
        against = sum(mention.points < 0 for mention in same)
        if not backed and not against and not best.piece.words[0].isupper():
            told = sum(mention.sign not in ("", "shape") for mention in same)
            backed = told // _REPEATED
        if not backed or against > backed:
            continue
        if " " not in low and _is_common(low, best.piece, lowered, foreign):
            continue
        _add(found, best, COMPANY, best.sign)
    return found


def _rename(
    story: Story, mentions: list[Mention], found: dict[str, Organisation]
) -> None:
    """ "Sample Foods, formerly Specimen": two names of one organisation."""
    for present, past in pairwise(mentions):
        apart = past.start - present.end
        if past.known or not _SHORTEST <= apart <= _LONGEST:
            continue
        gap = story.part(past.part)[present.end : past.start]
        if present.part != past.part or not _FORMERLY.fullmatch(gap):
            continue
        one, other = found.get(_key(present)), found.get(_key(past))
        if one and other and one is not other:
            one.absorb(found.pop(_key(past)))


def _key(mention: Mention) -> str:
    if mention.known:
        return f"={mention.known.company}"
    return mention.piece.key


def _add(
    found: dict[str, Organisation], mention: Mention, kind: str, sign: str
) -> None:
    piece = mention.piece
    if piece.key not in found:
        confidence = mention.verdict.confidence or min(0.8, 0.5 + 0.1 * mention.points)
        found[piece.key] = Organisation.found(piece, kind, confidence, sign)
    found[piece.key].forms.add(piece.low)


def _is_common(
    low: str,
    piece: Piece,
    lowered: Callable[[], AbstractSet[str]],
    foreign: Callable[[], AbstractSet[str]],
) -> bool:
    """Whether the text has the word in lower case too, or the letters are a place's."""
    if piece.words[0].isupper():
        return low in foreign()
    return not shape_points(piece) and low in lowered()


def _initials_of_strangers(story: Story, mentions: list[Mention]) -> set[str]:
    """ "SND" where the text names the Sample New District, with or without brackets."""
    found = set()
    for index, mention in enumerate(mentions):
        if mention.piece is None or not mention.verdict.stranger:
            continue
        if len(mention.piece.lows) > 2:
            found.add(initials(mention.piece.lows))
        following = mentions[index + 1 : index + 2]
        gap = story.part(mention.part)[mention.end : mention.end + 2]
        if following and gap == " (" and following[0].start == mention.end + 2:
            found.add(following[0].low)
    return found


def _finds(
    story: Story, mentions: list[Mention], forms: dict[str, Organisation]
) -> Iterator[CompanyFind]:
    """Every mention of an organisation: one sure name makes its other mentions sure."""
    for mention in mentions:
        if mention.known:
            yield mention.known
            continue
        piece = mention.piece
        if piece.titled:
            continue
        length, one = _longest(piece, forms)
        if one:
            start = mention.start
            last = piece.starts[length - 1] + len(piece.words[length - 1])
            end = start - piece.start + last
            surface = story.part(mention.part)[start:end]
            yield one.find(mention.part, start, end, surface)


def _longest(
    piece: Piece, forms: dict[str, Organisation]
) -> tuple[int, Organisation | None]:
    """How many of its first words name an organisation, and which."""
    for length, low in piece.beginnings:
        if one := forms.get(low):
            return length, one
    return 1, forms.get(piece.words[0]) if len(piece.words) == 1 else None
