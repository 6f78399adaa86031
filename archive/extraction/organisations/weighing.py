"""Points for names that only their surroundings can make organisations."""

from __future__ import annotations

import re
from itertools import groupby

from archive.extraction.folding import fold
from archive.extraction.organisations import surroundings
from archive.extraction.organisations.judging import REGIONS
from archive.extraction.organisations.pieces import Piece, initials
from archive.extraction.organisations.reading import Mention
from archive.extraction.organisations.strangers import NATIONALITIES
from archive.extraction.organisations.surroundings import AGAINST, SURE, WEAK

ENOUGH = SURE
_TRADED = r" ?\((?:[0-9]{4,6}\.[A-Z]{2}|[A-Z][A-Za-z]{2,9}: ?[A-Z0-9][A-Z0-9.]{0,5})\)"
_TICKER = re.compile(_TRADED)
""" "(00700.HK)", "(NYSE: SMPL)": under which sign a company's shares are traded."""
_GAP = re.compile(
    rf"(?: (?:Co|Ltd|Inc|Corp|Group)\.?)?(?:{_TRADED})?"
    rf"(?:,? (?:and|or) |[,;] | & |/)(?:the )?(?:([A-Z][a-z]+) )?"
)
"""What stands between two names of one list, with a nation before the second."""
_WIDEST = 60
_MANY = 3
"""Names. A list of more, with no stranger in it, is hardly one of places or people."""
_OPENS = re.compile(r"(?:^|[.!?:;•]['\"”’]? |\n|[“\"‘]) ?$")
_CAMEL = re.compile(r"[a-z][A-Z]|\.(?:com|ai|cn|io|me|net)$")


def weigh(text: str, mentions: list[Mention]) -> None:
    """Give every open mention of a text the points of its surroundings."""
    folded = fold(text)
    listed: list[Mention] = []
    is_open = False
    for mention in mentions:
        if listed and not _in_one_list(text, listed[-1], mention):
            if is_open:
                _weigh_list(text, folded, listed)
            listed, is_open = [], False
        listed.append(mention)
        is_open = is_open or mention.is_open
    if is_open:
        _weigh_list(text, folded, listed)


def _in_one_list(text: str, mention: Mention, following: Mention) -> bool:
    if following.start - mention.end > _WIDEST:
        return False
    gap = _GAP.fullmatch(text, mention.end, following.start)
    return bool(gap) and (gap[1] is None or gap[1].lower() in NATIONALITIES)


def _weigh_list(text: str, folded: str, listed: list[Mention]) -> None:
    """Points for a list of names, or for one name alone. A stranger parts a list."""
    left = surroundings.words_before(text, folded, listed[0].start)
    lead = surroundings.of_list(left)
    if len(listed) == 1:
        _weigh_group(text, folded, listed, left, lead, 1)
        return
    groups = groupby(listed, key=lambda mention: mention.verdict.stranger)
    for stranger, each in groups:
        if not stranger:
            group = list(each)
            left = surroundings.words_before(text, folded, group[0].start)
            _weigh_group(text, folded, group, left, lead, len(listed))


def _weigh_group(
    text: str,
    folded: str,
    group: list[Mention],
    left: list[str],
    lead: int,
    listed: int,
) -> None:
    """Points for names that stand in a row, after `left`, in a list of so many."""
    right = surroundings.words_behind(folded, group[-1].end)
    pure = len(group) == listed
    shared = {
        "list": lead,
        "preposition": surroundings.of_preposition(left),
        "apposition": surroundings.of_apposition(right),
        "after all": min(0, surroundings.of_right(right, opening=False)),
        "many": WEAK if pure and listed > _MANY else 0,
    }
    for mention in group:
        if not mention.is_open:
            continue
        if mention is not group[0]:
            left = surroundings.words_before(text, folded, mention.start)
        signs = shared | _own_signs(text, folded, mention, left)
        if max(signs.values()) > 0:
            mention.points = sum(signs.values())
            mention.sign = max(signs, key=signs.__getitem__)
        else:
            mention.points = min(signs.values())
    _weigh_beside(group, pure)


def _own_signs(
    text: str, folded: str, mention: Mention, left: list[str]
) -> dict[str, int]:
    piece = mention.piece
    shape = shape_points(piece)
    if mention.part == "body" and not mention.start and piece.words[0].isupper():
        shape = 0  # a story's first word, as some papers print it: "WORK began"
    opening = len(piece.words) == 1 and not shape and _opens(text, mention.start)
    right = surroundings.words_behind(folded, mention.end)
    after = max(0, surroundings.of_right(right, opening))
    signs = {"noun": surroundings.of_noun(left), "after": after, "shape": shape}
    signs["acronym"] = WEAK * _has_acronym(text, mention.end, piece)
    signs["source"] = SURE * (
        left[-2:] == ["according", "to"] and piece.lows[-1] in REGIONS
    )
    signs["ticker"] = SURE * bool(_TICKER.match(text, mention.end))
    if piece.employs or piece.titled:
        signs["title"] = SURE if piece.employs else AGAINST
    return signs


def _has_acronym(text: str, end: int, piece: Piece) -> bool:
    """Whether its initials follow: "Sample Boat Yard (SBY)"."""
    if len(piece.lows) < 3 or not text.startswith(" (", end):
        return False
    return text.startswith(f"{initials(piece.lows).upper()})", end + 2)


def _opens(text: str, start: int) -> bool:
    """Whether a sentence begins there."""
    return _OPENS.search(text[max(0, start - 3) : start]) is not None


def _weigh_beside(group: list[Mention], pure: bool) -> None:
    """In a list with sure names the others are likely to be names of that sort."""
    sure = sum(mention.is_sure or mention.points >= ENOUGH for mention in group)
    if not sure or len(group) == sure:
        return
    known = any(mention.known for mention in group)
    enough = pure and (known or sure > 1) and 3 * sure >= len(group)
    points = SURE if enough else WEAK
    for mention in group:
        if mention.is_open and 0 <= mention.points < ENOUGH:
            mention.points += points
            mention.sign = "list"


def shape_points(piece: Piece) -> int:
    """A point for "ByteSample", "SMPL" and "sample.com"."""
    word = piece.words[0]
    if _CAMEL.search(word):
        return WEAK
    alone = len(piece.words) == 1
    return WEAK if alone and len(word) > 2 and word.isupper() else 0
