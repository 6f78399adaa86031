"""Annotations of districts, companies and industries become finds of known things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from archive.extraction import (
    CompanyFind,
    DistrictFind,
    Find,
    Gazetteer,
    IndustryFind,
)
from archive.extraction.folding import fold
from archive.extraction.gazetteer import NameIndex
from archive.extraction.interface import Annotation
from archive.extractors.places import Text

COMPANY_KINDS = ("company", "school", "association", "institution", "exchange")
ROLES = ("about", "passing")

UNKNOWN = "it is not known by that name"
ANOTHER = "its words are the name of another one"
NOT_PRINTED = "the story does not have its name"
BAD_ROLE = "its role is neither about nor passing"
BAD_KIND = "its kind is none there is"


class Dropped(Exception):
    """An annotation that is not taken; the words say why."""


@dataclass(frozen=True)
class Names:
    """The things that are known in the story's region, by key and by name."""

    gazetteer: Gazetteer

    @cached_property
    def _keys(self) -> dict[str, frozenset[str]]:
        kinds = ("districts", "companies", "industries")
        return {kind: _keys_of(getattr(self.gazetteer, kind)) for kind in kinds}

    def key(self, kind: str, annotation: Annotation, surface: str) -> str:
        """The key of what is meant: as stated, by its name, by its words; or ""."""
        index = getattr(self.gazetteer, kind)
        printed = _key_of(index, surface)
        stated = annotation.attributes.get(annotation.label, "")
        if stated and stated not in self._keys[kind]:
            raise Dropped(UNKNOWN)
        stated = stated or _key_of(index, annotation.attributes.get("name", ""))
        if stated and printed and stated != printed:
            raise Dropped(ANOTHER)
        return stated or printed

    def subject(self, words: str) -> tuple[str, str]:
        """The keys of the district and the company that the words name, "" for none."""
        known = self.gazetteer
        # A town or a park stands for itself, not for its district.
        district = _key_of(known.districts, words, but="area")
        return district, _key_of(known.companies, words)


def _keys_of(index: NameIndex) -> frozenset[str]:
    if index.automaton is None:
        return frozenset()
    return frozenset(
        form.key for _, forms in index.automaton.values() for form in forms
    )


def _key_of(index: NameIndex, words: str, but: str = "") -> str:
    """The key of the one thing that has these words for a name; "" for none or two.

    What a text calls "Putuo District" may be known as Putuo. Names of the role `but`
    do not count.
    """
    folded = " ".join(fold(words).split())
    whole = {len(folded), len(folded.removesuffix(" district"))}
    for hit in index.find(folded):
        if hit.start == 0 and hit.end in whole:
            keys = {form.key for form in hit.forms if form.role != but}
            return keys.pop() if len(keys) == 1 else ""
    return ""


def name_find(
    annotation: Annotation,
    base: Find,
    names: Names,
    roles: dict[str, str],
    texts: Iterable[Text],
) -> Find:
    """The find that an annotation of a district, company or industry is.

    `base` has its place; `roles` are those that districts of the story have. Raises
    Dropped.
    """
    place = [getattr(base, name) for name in Find.__slots__]
    said = annotation.attributes
    if annotation.label == "company":
        return _company(annotation, base, names, texts)
    kind = "districts" if annotation.label == "district" else "industries"
    key = names.key(kind, annotation, base.surface)
    if not key:
        raise Dropped(UNKNOWN)
    if annotation.label == "industry":
        return IndustryFind(*place, key, " ".join(fold(base.surface).split()))
    if said.get("role", ROLES[0]) not in ROLES:
        raise Dropped(BAD_ROLE)
    # One district has one role in a story: that which it was given first.
    role = roles.setdefault(key, said.get("role", "passing"))
    return DistrictFind(*place, key, role)


def _company(
    annotation: Annotation, base: Find, names: Names, texts: Iterable[Text]
) -> CompanyFind:
    """A company that is known, or one that is found by the name the story prints."""
    place = [getattr(base, name) for name in Find.__slots__]
    kind = annotation.attributes.get("kind", "company")
    if kind not in COMPANY_KINDS:
        raise Dropped(BAD_KIND)
    if key := names.key("companies", annotation, base.surface):
        return CompanyFind(*place, key)
    stated = annotation.attributes.get("name", base.surface)
    printed = next(filter(None, (text.printed(stated) for text in texts)), "")
    if not printed:
        raise Dropped(NOT_PRINTED)
    return CompanyFind(*place, "", " ".join(printed.split()), kind)
