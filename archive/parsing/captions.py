"""Photo credits and captions told from the text around them, by their grammar.

A caption describes what a picture shows: one sentence, short, in the present tense
or without a verb, naming a place or a day; it quotes nobody and refers to nothing
said before. A paragraph of a story reports: perfect or past tense, sources, sums.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from archive.parsing.lines import (
    ends_sentence,
    is_name,
    is_pinyin_name,
    sentence_count,
    words_of,
)

_EXPLICIT_CREDIT = re.compile(
    r"[\[(■]?\s?(?:"
    r"(?:photos?|pictures?|images?|graphics?|video|photograph(?:ed|s)?|shot|courtesy|"
    r"provided|illustrations?)\s?(?:(?:by|to|from|of|courtesy of|provided to|credit)\b|"
    r"[:：/])\s?\S.{0,60}"
    r"|(?-i:[A-Z][\w'’. -]{1,40} ?/ ?[A-Z][\w'’. -]{1,30})"
    r"|(?:imagine ?china|cfp|ic photo|ic|cnsphoto|vcg|xinhua|reuters|afp|ap|"
    r"getty images)(?: ?/ ?[\w .]{1,30})?"
    r"|(?:图片?|摄影?)\s?[:：]\s?\S.{0,20}"
    r")[\])]?",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"[\"“][^\"”]{25,400}[,.][\"”]|\b(?:said|says|told|added|noted|according to|"
    r"explained|stressed|revealed|observed|pointed out)\b"
)
# Openings that lean on the paragraph before: a caption stands for itself.
_LEANS_BACK = re.compile(
    r"(?:it|they|he|she|this|these|those|but|and|however|moreover|meanwhile|also|"
    r"in addition|besides|furthermore|therefore|thus|such|notably|the company|"
    r"the district|among them|since|so far|last year|this year|in (?:19|20)\d\d|"
    r"by (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"\b(?:artistic|artist's|rendition|rendering|aerial|bird's-eye|night view|view of|"
    r"panorama|pictured|photo|picture|pose[sd]?|(?:a|an) (?:file|undated) |"
    r"file photo|sketch|map of|diagram|screenshot)\b"
    r"|\((?:left|right|center|centre|front|back|top|bottom|first|second|third)\b"
    r"|^(?:above|below|left|right|top|bottom|inset|clockwise)\s?:",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:is|are) (?:now |being |on )?(?:held|\w+ed|\w+ing|seen|shown|display|built|"
    r"lit|set up|unveiled|put)\b"
    r"|\b(?:hosts?|holds?|shows?|plays?|visits?|attends?|receives?|awards?|poses?|"
    r"opens?|signs?|stands?|sits?|walks?|works?|watch(?:es)?|looks?|takes?|speaks?|"
    r"introduces?|enjoys?|enjoy|displays?|features?|houses|learns?|tries|try|checks?|"
    r"gather|gathers|wait|waits|pass|passes|unveils?|delivers?|presents?|celebrates?|"
    r"performs?|perform|runs?|dances?|shops?|lines? up|cuts?|shakes?)\b"
)
_PAST_OR_PERFECT = re.compile(
    r"\b(?:has|have|had) (?:\w{1,15}ly )?(?:been\b|\w{2,20}(?:ed|en|wn|pt|ne|de|un)\b)"
    r"|\b(?:was|were|began|grew|rose|fell|took|made|became|led|saw|won|met|came|went|"
    r"gave|brought|built up|reached|surged|increased|contributed|achieved|announced|"
    r"vowed|pledged|launched|attracted|registered|introduced|awarded|approved|posted)\b"
)
_AUXILIARY = re.compile(r"\b(?:is|are|being|be|been) (?:\w{1,15}ly )?\w+$")
_MODAL = re.compile(
    r"\b(?:will|would|should|could|may|aims?|plans?|expects?|intends?|strives?)\b"
)
_AMOUNT = re.compile(
    r"\b(?:percent|per cent|yuan|billion|million|trillion|US\$|RMB)\b|[%$¥€]", re.I
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|may|do|does|did|"
    r"said|says|began|became|made|took|grew|rose|fell)\b|\b\w{2,}(?:ed|es)\b"
)
_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|weekends?|yesterday|today)\b"
)
_PRESENT_BEFORE_ARTICLE = re.compile(r"\b[a-z]{2,15}s (?:a|an|the|its|their|his|her)\b")
_PERFECT = re.compile(
    r"\b(?:has|have|had) (?:\w{1,15}ly )?\w{2,20}(?:ed|en|wn|ne|de)\b"
)
_BRACKETED = re.compile(
    r"\s{0,3}[\[(](?P<credit>(?:Photos?|Pictures?|Images?|Provided|Courtesy)\b"
    r"[^\[\]()]{0,80})[\])]\.?$",
    re.IGNORECASE,
)
_PICTURE_PLACE = re.compile(
    r"[\w() -]{1,80}\.(?:jpe?g|png|gif|webp)|photo|picture|image", re.IGNORECASE
)
_CAPITALS = r"(?:[A-Z][A-Z'’.-]{0,20},? ){0,5}[A-Z][A-Z'’.-]{0,20}"
_IN_CAPITALS = re.compile(
    rf"(?<=[.!?\"”])\s{{1,3}}(?P<credit>{_CAPITALS}(?: ?/ ?| FOR | TO )"
    r"[A-Z]{2,15}(?: [A-Z]{2,15}){0,3})$"
)
_LABELLED = re.compile(
    r"(?<=[\w.!?\"”)])\s{1,3}"
    r"(?P<credit>(?:Photos?|Pictures?|Images?) ?: ?[A-Z][^.:]{0,40}"
    r"|(?<=[.!?\"”)] )(?:Provided to|Photos? by) [A-Z][^.:]{0,40})\.?$"
)
_AGENCY = re.compile(
    r"\s{0,3}[\[(](?P<credit>Reuters|Xinhua|AFP|AP|CFP|VCG|IC|China Daily"
    r"|[A-Z]{2,12} [A-Z]{1,14})[\])]$"
)
_LEADING = re.compile(
    r"(?P<credit>Ti Gong|Imagine ?[Cc]hina"
    r"|(?:[A-Z][\w'’-]{1,20} ){1,3}/ (?:SHINE|Xinhua))(?=[A-Z][a-z])"
)
_MOST = 100
"""Characters at a caption's end in which its credit stands."""


def is_certain_credit(line: str) -> bool:
    """A line that names its picture's maker in so many words: "Photo by ..."."""
    return len(line) <= 90 and bool(
        _EXPLICIT_CREDIT.fullmatch(line.replace("\xa0", " "))
    )


def is_picture_place(line: str) -> bool:
    """What is left where a picture stood: "1.png", "Photo"."""
    return line[-1] in "fgpeoFGPEO" and bool(_PICTURE_PLACE.fullmatch(line))


def may_be_credit(line: str) -> bool:
    """A line short and bare enough to be a picture's credit."""
    return is_certain_credit(line) or is_name(line)


class Signed(NamedTuple):
    """The credit in a caption's own paragraph, and where the caption's words are."""

    credit: str
    start: int
    end: int


def signed_caption(paragraph: str, opens: bool) -> Signed | None:
    """The caption that names its picture's maker: "... at night. LI NA/XINHUA".

    An agency's bare name says so only in a paragraph that `opens` its story: below
    one it is the story's own source.
    """
    size = len(paragraph)
    if paragraph.endswith((")", "]", ").", "].")):
        found = _BRACKETED.search(paragraph, max(0, size - _MOST))
        if found is None and opens and not paragraph.startswith("By "):
            found = _AGENCY.search(paragraph, max(0, size - _MOST))
            if found and caption_score(paragraph[: found.start()]) < 1:
                return None
    elif leading := _LEADING.match(paragraph):
        if caption_score(paragraph[leading.end() :]) < 1:
            return None
        return Signed(leading["credit"], leading.end(), size)
    else:
        end = max(0, size - _MOST)
        found = _IN_CAPITALS.search(paragraph, end) or _LABELLED.search(paragraph, end)
    return Signed(found["credit"], 0, found.start()) if found else None


def is_credit(line: str, following: str, repeated: bool, attached: bool) -> bool:
    """Whether a line is a credit.

    `following` is the next paragraph, `repeated` tells that the same line stands
    elsewhere too, `attached` that it hangs on the end of a paragraph or on the
    headline without a blank line. A bare capitalised line alone may be a subhead.
    """
    if is_certain_credit(line):
        return True
    if not is_name(line):
        return False
    return (
        repeated
        or attached
        or is_pinyin_name(line)
        or (bool(following) and caption_score(following) >= 3)
    )


def caption_score(paragraph: str) -> int:
    """How much a paragraph reads like a caption; from 1 on it is one below a credit."""
    words = words_of(paragraph)
    count = len(words)
    if not words or count > 60 or _QUOTED.search(paragraph):
        return -5
    sentences = sentence_count(paragraph)
    pictured = bool(_PICTURE.search(paragraph))
    if sentences > (3 if pictured else 2):
        return -5
    score = _length_score(count) + 3 * pictured - 2 * (sentences - 1)
    closed = ends_sentence(paragraph)
    score += 0 if closed else 2
    past = _past(paragraph)
    if past:
        score -= 1
    elif _describes(paragraph):
        score += 2
    if _PERFECT.search(paragraph):
        score -= 2
    if _DAY.search(paragraph):
        score += 1
    if _LEANS_BACK.match(paragraph):
        score -= 3
    if _MODAL.search(paragraph):
        score -= 2
    if _AMOUNT.search(paragraph):
        score -= 2
    return score


def _describes(paragraph: str) -> bool:
    """In the present tense, or without a verb."""
    return bool(
        _PRESENT.search(paragraph)
        or _PRESENT_BEFORE_ARTICLE.search(paragraph)
        or not _FINITE.search(paragraph)
    )


def _length_score(count: int) -> int:
    if count <= 12:
        return 1
    if count <= 26:
        return 0
    return -2 if count <= 40 else -4


def _past(paragraph: str) -> bool:
    """A past verb that no "is" or "are" turns into a present passive."""
    for found in _PAST_OR_PERFECT.finditer(paragraph):
        before = paragraph[max(0, found.start() - 30) : found.end()]
        if not _AUXILIARY.search(before):
            return True
    return False
