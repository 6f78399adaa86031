"""Claims meet rows: what a person decided stays; the machine's word is renewed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.db import models

from archive.ingest.claims import Claim
from archive.ingest.companies import Renewal
from archive.ingest.contradicting import PERIOD, note
from archive.ingest.cutting import ASIDE, remember
from archive.ingest.families import NAMING, bring_the_rest_home
from archive.ingest.matching import identity_of, match
from archive.ingest.outcome import Changes
from archive.ingest.placing import Texts
from archive.ingest.verdicts import tell
from archive.models import FACTS, Article, Document, Figure, FormerAddress, Status
from archive.models.articles import public_id


def renew(
    document: Document, articles: list[Article], found: list[Claim], version: str
) -> Changes:
    """Bring all rows of a document up to the claims, decisions untouched."""
    texts = Texts(document, articles)
    changes = Changes()
    companies = Renewal.of(document)
    found = companies.settled(found)
    for model in FACTS:
        rows = list(
            model.objects.filter(document=document).select_related(
                *(f.name for f in model._meta.fields if f.name in _named(model))
            )
        )
        mine = [claim for claim in found if claim.model is model]
        _renew_model(model, rows, mine, texts, version, changes, document)
    bring_the_rest_home(document)
    companies.finish()
    return changes


def _named(model: type[models.Model]) -> set[str]:
    return {"district", "company", "industry"} if model is not Figure else {"indicator"}


def _renew_model(
    model: type[models.Model],
    rows: list[Any],
    found: list[Claim],
    texts: Texts,
    version: str,
    changes: Changes,
    document: Document,
) -> None:
    pairs, spoken_for = match(rows, found)
    before = {row.pk: _state(row) for row in rows}
    matched_rows = {id(row) for row, _ in pairs}
    matched_claims = {id(claim) for _, claim in pairs}
    leaving = []
    for row in rows:
        if id(row) in matched_rows:
            continue
        if row.is_decided:
            _stand_alone(row, texts, version)
        else:
            leaving.append(row)
    held = {identity_of(row) for row in rows if row.is_decided}
    for row, claim in pairs:
        _meet(row, claim, texts, version, held)
    kept = [row for row in rows if row not in leaving]
    taken = {identity_of(row) for row in kept}
    met = matched_claims | spoken_for
    unmet = [c for c in found if id(c) not in met and c.identity not in taken]
    fresh = [
        model(document=document, article=claim.article, **values)
        for claim, values in new_values(document, unmet, texts, version)
    ]
    _drop(model, leaving, texts, changes)
    changed = [row for row in kept if _state(row) != before[row.pk]]
    _save(model, changed, before)
    earlier = {row.pk: before[row.pk]["extracted"] for row in changed}
    note(changed, earlier)
    tell(changed, earlier, changes)
    model.objects.bulk_create(fresh)
    if model is Figure:
        live = [row.public_id for row in fresh]
        FormerAddress.objects.filter(public_id__in=live).delete()
    changes.added += [_words(row) for row in fresh]
    changes.changed += [_words(row) for row in changed]
    changes.unplaced += [_words(row) for row in kept if not row.placed]
    changes.disagreements += [
        f"{_words(row)}: the machine says {name} {value!r}, an editor "
        f"{getattr(row, name)!s}"
        for row in kept
        for name, value in row.disagreements().items()
    ]


def _meet(
    row: Any, claim: Claim, texts: Texts, version: str, held: set[tuple[int, Any, Any]]
) -> None:
    """A row of before and the claim that is the same: renew what may be renewed.

    What a person fixed keeps its own raw words, also where only some of them are
    left and the claim says where. `held` are the identities of decided rows; nothing
    is moved to one that another row has.
    """
    fixed = row.status in (Status.CONFIRMED, Status.REJECTED, Status.ADDED)
    if not fixed:
        before = identity_of(row)
        at, key, last = claim.identity
        after = (at, key if isinstance(row, Figure) else before[1], last)
        if after == before or after not in held:
            _put_raw(row, claim)
            held.add(after)
    if not (fixed and _stand(row, texts)):
        row.article = claim.article
        text = texts.part(claim.article, claim.part)
        row.put(claim.part, claim.start, claim.end, text)
    if isinstance(row, Figure):
        _renew_period(row, claim)
    row.take_machine_values(_values_for(row, claim))
    row.extracted = _snapshot(claim, version)


def _put_raw(row: Any, claim: Claim) -> None:
    row.put_raw(claim.ranges)
    if isinstance(row, Figure):
        row.number_start, row.number_end = claim.number[0]
        row.key_unit, row.ordinal = claim.key[:80], claim.ordinal


def _stand(row: Any, texts: Texts) -> bool:
    """Stand where the row's own raw words are now; False where they are nowhere."""
    found = texts.locate(row)
    if found is None:
        return False
    article, part, (start, end) = found
    row.article = article
    row.put(part, start, end, texts.part(article, part))
    return True


def _stand_alone(row: Any, texts: Texts, version: str) -> None:
    """A decided row that no claim meets: at its own words, or listed without place."""
    if not _stand(row, texts):
        if texts.articles and row.article_id not in {a.pk for a in texts.articles}:
            row.article = texts.articles[0]
        row.lose_place()
    if row.extracted:
        row.extracted = {**row.extracted, "version": version, "absent": True}


def _renew_period(row: Figure, claim: Claim) -> None:
    """A relative period follows the article's date, also on a confirmed row."""
    own = row.person_fields
    if row.status != Status.CONFIRMED or any(f.startswith("period") for f in own):
        return
    if row.period_words == claim.values["period_words"]:
        fresh = {name: claim.values[name] for name in PERIOD}
        if any(getattr(row, name) != value for name, value in fresh.items()):
            for name, value in fresh.items():
                setattr(row, name, value)
            row.version += 1


def _values_for(row: Any, claim: Claim) -> dict[str, Any]:
    """The claim's values; of a period of other words than a person's, nothing.

    Which company the words name is said with the company.
    """
    values = claim.values
    if not row.machine_may_set(NAMING.get(type(row), "")):
        values = {name: v for name, v in values.items() if name != "merged_from"}
    if (
        "period_words" in row.person_fields
        and values["period_words"] != row.period_words
    ):
        values = {name: v for name, v in values.items() if name not in PERIOD}
    return values


def _snapshot(claim: Claim, version: str) -> dict[str, Any]:
    return {"version": version, "fields": claim.said}


def new_values(
    document: Document, found: Iterable[Claim], texts: Texts, version: str
) -> Iterator[tuple[Claim, dict[str, Any]]]:
    """The columns of new rows, by attribute, for claims that no row has met.

    Of claims with one identity only the first makes a row: the database holds each
    once. Figures are named; keys of the document and the article are not filled in.
    """
    seen = set()
    for claim in found:
        if claim.identity in seen:
            continue
        seen.add(claim.identity)
        text = texts.part(claim.article, claim.part)
        values = {_column(claim.model, name): v for name, v in claim.values.items()}
        values |= {
            "part": claim.part,
            "start": claim.start,
            "end": claim.end,
            "surface": text.text[claim.start : claim.end],
            "raw_ranges": [list(span) for span in claim.ranges],
            "raw_start": claim.ranges[0][0],
            "extracted": _snapshot(claim, version),
        }
        if claim.model is Figure:
            start, end = claim.number[0]
            place = start, claim.key[:80], claim.ordinal
            values["number_start"], values["key_unit"], values["ordinal"] = place
            values["number_end"] = end
            values["public_id"] = public_id(document.sha256, *place)
        yield claim, values


@cache
def _column(model: type[models.Model], name: str) -> str:
    return model._meta.get_field(name).attname


def _drop(
    model: type[models.Model], leaving: list[Any], texts: Texts, changes: Changes
) -> None:
    """The machine takes back what it said; an address once public leads on."""
    changes.dropped += [_words(row) for row in leaving]
    homes = {article.pk: article for article in texts.articles}
    for row in leaving:
        if model is Figure:
            heir = homes.get(row.article_id) or next(iter(homes.values()), None)
            FormerAddress.objects.filter(figure=row).update(article=heir)
            remember(row.public_id, heir)
    model.objects.filter(pk__in=[row.pk for row in leaving]).delete()


def _save(
    model: type[models.Model], changed: list[Any], before: dict[int, dict]
) -> None:
    """Write changed rows; those whose identity moves make room for each other first."""
    if model is Figure:
        _rename(changed, before)
    elif moving := [r for r in changed if r.raw_start != before[r.pk]["raw_start"]]:
        for row in moving:
            # No raw text is that long, so nothing stands in the way there.
            model.objects.filter(pk=row.pk).update(raw_start=_ASIDE - row.pk % _ASIDE)
    for row in changed:
        row.save()


_ASIDE = 2**30


def _rename(changed: list[Figure], before: dict[int, dict]) -> None:
    moving = [
        row
        for row in changed
        if any(
            getattr(row, name) != before[row.pk][name]
            for name in ("number_start", "key_unit", "ordinal")
        )
    ]
    left = []
    for row in moving:
        aside = {"key_unit": f"{ASIDE}{row.pk}", "public_id": f"{ASIDE}{row.pk}"}
        Figure.objects.filter(pk=row.pk).update(**aside)
    for row in moving:
        if address := row.rename():
            left.append((address, row))
    live = {row.public_id for row in moving}
    FormerAddress.objects.filter(public_id__in=live).delete()
    for address, row in left:
        if address not in live:
            FormerAddress.objects.update_or_create(
                public_id=address,
                defaults={"article_id": row.article_id, "figure": row},
            )


def _state(row: Any) -> dict[str, Any]:
    """All columns of a row, to see whether anything changed."""
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}


def _words(row: Any) -> str:
    return in_words(type(row), row.surface)


def in_words(model: type[models.Model], surface: str) -> str:
    """A row as the report names it."""
    return f"{model._meta.verbose_name} “{surface[:80]}”"
