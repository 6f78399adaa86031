"""Names of one organisation joined: full and short forms, endings, acronyms."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.extraction.folding import fold
from archive.extraction.model import CompanyFind
from archive.extraction.organisations.heads import COMPANY, FIELDS, kind_of
from archive.extraction.organisations.pieces import Piece, initials
from archive.extraction.organisations.reading import GENERIC
from archive.extraction.organisations.strangers import NATIONALITIES, NOBODY, PLACES


@dataclass(slots=True)
class Organisation:
    """An organisation of a story: known by its slug, or by the name found.

    `lows` are the words of its longest name, `forms` all that it is called.
    """

    name: str
    kind: str
    company: str
    confidence: float
    rule: str
    lows: tuple[str, ...] = ()
    forms: set[str] = field(default_factory=set)

    @classmethod
    def known(cls, find: CompanyFind) -> Organisation:
        return cls("", COMPANY, find.company, 0.9, "company-short")

    @classmethod
    def found(
        cls, piece: Piece, kind: str, confidence: float, sign: str
    ) -> Organisation:
        rule = f"organisation-{sign}"
        return cls(piece.name, kind, "", confidence, rule, piece.named)

    def take(self, surface: str) -> None:
        """One more form of a known organisation."""
        lows = tuple(fold(surface).split())
        self.forms.add(" ".join(lows))
        if len(lows) > len(self.lows):
            self.lows = lows

    def absorb(self, other: Organisation) -> None:
        """Take over what is another name of the same organisation."""
        self.forms |= {" ".join(other.lows), *other.forms}

    def find(self, part: str, start: int, end: int, surface: str) -> CompanyFind:
        name, kind = ("", "") if self.company else (self.name, self.kind)
        return CompanyFind(
            part,
            start,
            end,
            surface,
            self.rule,
            self.confidence,
            self.company,
            name,
            kind,
        )


def join(organisations: list[Organisation]) -> dict[str, Organisation]:
    """Every form of every organisation, folded; acronyms as they are printed.

    A short name is joined to the one longer name that begins with it and goes on in
    words of its trade only. What two names could be short for is left out.
    """
    forms: dict[str, Organisation] = {}
    longer: dict[str, set[int]] = {}
    cores: dict[int, tuple[str, ...]] = {}
    by_number = dict(enumerate(sorted(organisations, key=lambda one: -len(one.lows))))
    acronyms: dict[str, Organisation] = {}
    for number, one in by_number.items():
        whole = " ".join(one.lows)
        if one.name == whole.upper() and whole in acronyms:
            forms.update(dict.fromkeys({whole, one.name}, acronyms[whole]))
            continue
        if len(one.lows) > 2:
            acronyms.setdefault(initials(one.lows), one)
        others = longer.get(whole, set())
        if len(others) == 1 and not one.company:
            other = by_number[next(iter(others))]
            known = other.company and _is_own(one.lows[0])
            if known or _is_trade(other.lows, len(one.lows)):
                forms.update(dict.fromkeys({whole, *one.forms}, other))
                continue
        for form in (whole, *one.forms):
            forms.setdefault(form, one)
        cores[number] = _without_place(one.lows)
        for lows in {one.lows, cores[number]}:
            for length in range(1, len(lows)):
                longer.setdefault(" ".join(lows[:length]), set()).add(number)
    for number, one in by_number.items():
        core = cores.get(number) or _without_place(one.lows)
        if len(core) > 1 or _is_own(core[0]):
            forms.setdefault(" ".join(core), one)
        if len(one.lows) > 2:
            forms.setdefault(initials(one.lows).upper(), one)
        only = longer.get(core[0], {number}) == {number}
        if only and one.kind == COMPANY and not one.company and _is_own(core[0]):
            forms.setdefault(core[0], one)
    return forms


def _without_place(lows: tuple[str, ...]) -> tuple[str, ...]:
    """ "Shanghai Sample Group" without the place that it begins with."""
    first = 0
    while first < len(lows) - 1 and (
        lows[first] in PLACES or lows[first] in NATIONALITIES
    ):
        first += 1
    return lows[first:]


def _is_trade(longer: tuple[str, ...], length: int) -> bool:
    rest = longer[length:]
    return all(low in GENERIC or low in FIELDS or kind_of(low)[1] for low in rest)


def _is_own(low: str) -> bool:
    return len(low) > 2 and not (
        low in NOBODY or low in PLACES or low in FIELDS or kind_of(low)[1]
    )
