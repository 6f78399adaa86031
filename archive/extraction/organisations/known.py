"""Organisations of the gazetteer: where a story names them."""

from __future__ import annotations

import re
from dataclasses import replace

from archive.extraction.folding import fold
from archive.extraction.gazetteer import Gazetteer, Hit
from archive.extraction.model import PARTS, CompanyFind, Story, SurfaceForm
from archive.extraction.vocabulary import NAMED_AFTER, words

_NEXT_WORD = re.compile(r"[ \n]{1,2}([^\W\d_]{1,30})")
_NUMERIC = re.compile(r"[0-9]{1,6}")
_LIST_BEFORE = re.compile(r"(?:,|\band|\bor|\bas(?: the)?|\blike|\bincluding) ?$")
_LIST_AFTER = re.compile(r" ?(?:,|and\b|or\b)")
_IN_LONGER_NAME = re.compile(
    r"\b(?:Center|Centre|Institute|Park|Base|Campus|Branch|School|College|Laboratory"
    r"|Hospital|Academy) of$"
)
"""The "Innovation Center of Sample University" is another place than the university."""
_LEGAL = re.compile(r" (?:Co|Ltd|Inc|Corp|Group|Holdings?)\b")
BEARERS = NAMED_AFTER | words(
    "town city village subdistrict district lake square tower towers plaza mall "
    "building mansion outlets"
)
_OF_STREETS = re.compile(
    r"(?:, [A-Z][a-z]{1,20}){0,5},?(?: and)? [A-Z][a-z]{1,20}"
    r" (?:[Rr]oads?|[Ss]treets?)\b"
)
"""Behind the first of "Sample, Specimen and Example roads"."""
_NEAR = 30


def find_known(story: Story, gazetteer: Gazetteer) -> list[CompanyFind]:
    """The known organisations a story names; a sure mention makes others surer."""
    found: list[CompanyFind] = []
    for part in PARTS:
        text = story.part(part)
        folded = fold(text)
        for hit in gazetteer.companies.find(folded):
            if not _can_be_company(text, folded, hit):
                continue
            shared = len({form.key for form in hit.forms}) > 1
            for form in {form.key: form for form in hit.forms}.values():
                surface = text[hit.start : hit.end]
                sure = form.role == "name" or " " in form.form
                confidence = 0.5 if shared else 0.95 if sure else 0.75
                rule = f"company-{form.role}"
                found.append(
                    CompanyFind(
                        part, hit.start, hit.end, surface, rule, confidence, form.key
                    )
                )
    return _settled(found)


def _settled(found: list[CompanyFind]) -> list[CompanyFind]:
    """Shared names go to the company that the story names otherwise, if one is."""
    sure = {find.company for find in found if find.confidence > 0.9}
    rivals: dict[tuple[str, int], set[str]] = {}
    for find in found:
        rivals.setdefault((find.part, find.start), set()).add(find.company)
    kept = []
    for find in found:
        if rivals[find.part, find.start] & sure and find.company not in sure:
            continue
        if find.company in sure and find.confidence < 0.9:
            find = replace(find, confidence=0.9)
        kept.append(find)
    return kept


def _can_be_company(text: str, folded: str, hit: Hit[SurfaceForm]) -> bool:
    """Whether the words can be a company's name where they stand."""
    surface = text[hit.start : hit.end]
    before = text[max(0, hit.start - _NEAR) : hit.start].rstrip(" ")
    after = text[hit.end : hit.end + _NEAR]
    if _NUMERIC.fullmatch(surface):
        in_list = _LIST_BEFORE.search(before) and _LIST_AFTER.match(after)
        return bool(in_list) and _has_capitals_around(before, after)
    printed_low = any(form.form == surface for form in hit.forms)
    if surface.islower() and surface.isascii() and not printed_low:
        return False
    if _IN_LONGER_NAME.search(before) and not _LEGAL.match(after):
        return False
    if after.startswith("-listed"):
        return False  # "Nasdaq-listed": only where shares are traded
    if " " in surface:
        return True
    if _OF_STREETS.match(text, hit.end):
        return False
    following = _NEXT_WORD.match(text, hit.end)
    if following and following[1][0].isupper():
        return fold(following[1]) not in BEARERS
    return True


def _has_capitals_around(before: str, after: str) -> bool:
    """Whether names stand on both sides: "A Cloud, 360, Beta"."""
    words_before = [word for word in re.split(r"[^\w&]+", before) if word]
    words_after = [word for word in re.split(r"[^\w&]+", after) if word]
    skipped = {"and", "or", "as", "the", "like", "including", "such"}
    named_before = [word for word in words_before if word not in skipped][-1:]
    named_after = [word for word in words_after if word not in skipped][:1]
    return any(word[0].isupper() for word in named_before) and any(
        word[0].isupper() for word in named_after
    )
