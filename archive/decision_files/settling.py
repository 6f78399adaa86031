"""The world's things, taken in: each stands as the file says, or is left and listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import ProtectedError, Value
from django.db.models.functions import Cast, Concat

from archive.changes import changed
from archive.decision_files import book, world
from archive.decision_files.lines import OTHER_DECISION, Line
from archive.decisions import Refused, things
from archive.decisions.thing_states import KINDS, Thing
from archive.ingest import families
from archive.ingest.companies import spelling_of
from archive.models import Decision
from districts.models import Company, District

if TYPE_CHECKING:
    from archive.decision_files.taking import Taken

NO_HOME = "the company it went into is not known here, or went into this one"
MERGED_HERE = "here it is merged into another company"
NEEDED = "stories here speak of it, or something belongs to it"

Left = dict[tuple[str, str], tuple[Line, str]]
"""By kind and slug of a thing its line, and why it does not stand so."""


def take(told: list[Line], entries: list[Line], taken: Taken) -> bool:
    """Let things stand as the lines say, and add their lines of the book.

    One on which somebody here decided what the file does not know is left, and one that
    cannot stand so; nothing of these comes into the book. Whether any stands otherwise
    now. For a transaction that has not read or held anything yet.
    """
    families.alone()
    stood, decided = world.standing(told), _decided_here(entries)
    fresh, left = [], Left()
    for line in told:
        here = stood.get(_name(line), {"state": None})
        if here == {name: line[name] for name in ("state", "merged") if name in line}:
            taken.known["thing"] += 1
        elif _name(line) in decided:
            left[_name(line)] = line, OTHER_DECISION
        else:
            fresh.append(line)
    refused = _put_all(fresh)
    taken.new["thing"] += len(fresh) - len(refused)
    left |= refused
    for line, why in left.values():
        taken.leave(line, why)
    kept = [one for one in entries if (one["target"], one["slug"]) not in left]
    book.add(kept, None, {}, taken)
    return len(refused) < len(fresh)


def _name(line: Line) -> tuple[str, str]:
    return line["kind"], line["slug"]


def _decided_here(entries: list[Line]) -> set[tuple[str, str]]:
    """The things on which somebody decided of whom these lines do not know.

    That two companies only look alike says nothing of how either of them stands.
    """
    return {
        (entry.target, entry.target_slug)
        for entry in book.of_here(entries, None)
        if entry.action != Decision.Action.DISMISS and "not" not in entry.previous
    }


def _put_all(lines: list[Line]) -> Left:
    """Put the things of all lines that can stand so; gives the others.

    What a thing belongs to, or went into, may come after it, and what is deleted may
    have what belongs to it before it.
    """
    gone = [line for line in lines if line["state"] is None]
    left = _until_none_moves(
        [line for line in lines if line["state"] is not None] + gone[::-1]
    )
    if placed := _put_crosswise(left):
        rest = [line for line, _ in left.values() if line not in placed]
        left = _until_none_moves(rest)
    return left


def _until_none_moves(lines: list[Line]) -> Left:
    while True:
        tried = [(line, _put(line)) for line in lines]
        left = {_name(line): (line, why) for line, why in tried if why}
        if len(left) == len(lines):
            return left
        lines = [line for line, _ in left.values()]


def _put_crosswise(left: Left) -> list[Line]:
    """Put districts of which each is to have the code or the place of another one."""
    lines = [line for line, _ in left.values() if line["kind"] == "district"]
    lines = [line for line in lines if line["state"] is not None]
    while lines:
        with transaction.atomic():
            _clear(line["slug"] for line in lines)
            refused = _until_none_moves(lines)
            transaction.set_rollback(bool(refused))
        if not refused:
            break
        lines = [line for line in lines if _name(line) not in refused]
    return lines


def _clear(slugs: Iterable[str]) -> None:
    """Let the districts have codes that none has, and no place on the map."""
    key = Cast("pk", District._meta.get_field("code"))
    District.objects.filter(slug__in=list(slugs)).update(
        code=Concat(Value("~"), key), tile_row=None, tile_column=None
    )


def _put(line: Line) -> str:
    """Let the thing stand as the line says; why it cannot, or ""."""
    model, state = KINDS[line["kind"]], line["state"]
    thing = model.objects.filter(slug=line["slug"]).first()
    try:
        with transaction.atomic():
            if state is not None:
                _write(thing or model(), state, line.get("merged"))
            elif thing is not None:
                thing.delete()
    except ProtectedError:
        return NEEDED
    except Refused as refusal:
        return str(refusal)
    return ""


def _write(thing: Thing, state: Line, merged: Mapping[str, Any] | None) -> None:
    if isinstance(thing, Company):
        if merged:
            state = {**state, "standing": Company.Standing.KNOWN}
        elif thing.is_merged:
            raise Refused(MERGED_HERE)
        if thing.pk is None:
            thing.standing = Company.Standing(state["standing"])
            is_found = state["standing"] == Company.Standing.FOUND
            thing.spelling = spelling_of(state["name"]) if is_found else ""
    # Of one that is here this asks what people kept of it.
    things.write(thing, state)
    if merged:
        _merge(thing, merged)


def _merge(company: Company, merged: Mapping[str, Any]) -> None:
    """Let a company be merged as a line says; what names it moves along."""
    into = Company.objects.filter(slug=merged["into"]).first()
    is_home = into is not None and not (into.is_found or into.is_rejected)
    if not is_home or into.canonical == company:
        raise Refused(NO_HOME)
    company.standing, company.merged_into = Company.Standing.MERGED, into
    company.spelling = merged["spelling"]
    company.save()
    changed(families.bring_home(company, company.pk))
