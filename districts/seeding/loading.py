"""Seed rows into the database, editors' work left as it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, models, transaction

from districts.models import District, SeedRecord
from districts.seeding.rows import KINDS, Kind, SeedError, SeedRow, Seeds

Pair = tuple[SeedRow, models.Model]
Ids = dict[str, dict[str, int]]

BATCH = 200


@dataclass(slots=True)
class Outcome:
    """What a load did: rows by kind, and the rows the database did not take."""

    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    clashes: list[str] = field(default_factory=list)

    @property
    def changed_kinds(self) -> set[str]:
        """Kinds of which at least one row was added, changed or removed."""
        return {*self.added, *self.changed, *self.removed}


@transaction.atomic
def load(seeds: Seeds) -> Outcome:
    """Bring the rows up to the seeds, all or none.

    A row that can't stand beside one made by hand (the same code or tile in a
    region) is left out and told in `Outcome.clashes`. Raises SeedError where a
    district's slug belongs to another region's district.
    """
    outcome = Outcome()
    records: dict[str, dict[str, SeedRecord]] = defaultdict(dict)
    for record in SeedRecord.objects.all():
        records[record.kind][record.key] = record
    ids: Ids = {}
    for kind in KINDS:
        _KindLoad(kind, seeds, records[kind.name], ids, outcome).run()
    return outcome


class _KindLoad:
    """The load of one kind; `ids` gathers the primary keys of rows with a slug."""

    def __init__(
        self,
        kind: Kind,
        seeds: Seeds,
        records: dict[str, SeedRecord],
        ids: Ids,
        outcome: Outcome,
    ) -> None:
        self.kind = kind
        self.seeds = seeds
        self.records = records
        self.ids = ids
        self.outcome = outcome
        self.rows: dict[str, models.Model] = {}

    def run(self) -> None:
        rows = self._model_rows().select_related(*self.kind.references)
        self.rows = {self.kind.key(self.kind.shown(row)): row for row in rows}
        self._learn_ids(self.rows.values())
        new, by_hand = [], []
        seeded = self.seeds.rows[self.kind.name]
        for seed in seeded:
            if seed.key in self.records:
                continue
            row = self.rows.get(seed.key)
            if row is None:
                new.append(seed)
            elif getattr(row, "is_rejected", False):
                clash = f"{seed.where}: an editor rejected the name {row}"
                self.outcome.clashes.append(clash)
            else:
                self._refuse_other_region(seed, row)
                self._confirm(seed, row)
                by_hand.append(seed)
        self._record(by_hand)
        self._update(seeded)
        self._add(new)
        self._remove_dropped({seed.key for seed in seeded})

    def _model_rows(self) -> models.QuerySet:
        return self.kind.model._default_manager.all()

    def _learn_ids(self, rows: Iterable[models.Model]) -> None:
        known = self.ids.setdefault(self.kind.name, {})
        if "slug" in self.kind.fields:
            known.update((row.slug, row.pk) for row in rows)

    def _record(self, seeds: Iterable[SeedRow]) -> None:
        SeedRecord.objects.bulk_create(
            [
                SeedRecord(kind=self.kind.name, key=seed.key, values=seed.values)
                for seed in seeds
            ],
            batch_size=BATCH,
        )

    def _refuse_other_region(self, seed: SeedRow, row: models.Model) -> None:
        if isinstance(row, District) and row.region.slug != seed.values["region"]:
            raise SeedError(
                f"{seed.where}: the slug belongs to a district of "
                f"{row.region.slug!r}; slugs are unique over all regions"
            )

    def _confirm(self, seed: SeedRow, row: models.Model) -> None:
        """A company that a text brought and the seeds know: these have the say."""
        if getattr(row, "is_found", False):
            self._set(row, seed.values)
            row.confirm()
            row.save()
            self.outcome.changed[self.kind.name] += 1

    def _update(self, seeded: Iterable[SeedRow]) -> None:
        """Take what the seeds say anew, where the row still says the old."""
        merged: list[Pair] = []
        untouched: list[SeedRow] = []
        for seed in seeded:
            row, record = self.rows.get(seed.key), self.records.get(seed.key)
            if row is None or record is None or record.values == seed.values:
                continue
            if self._merge(row, record, seed):
                merged.append((seed, row))
            else:
                untouched.append(seed)
        written = self._write(merged, self._write_changes)
        self.outcome.changed.update({self.kind.name: len(written)} if written else {})
        told = [self.records[seed.key] for seed in (*written, *untouched)]
        for record, seed in zip(told, (*written, *untouched), strict=True):
            record.values = seed.values
        SeedRecord.objects.bulk_update(told, ["values"], batch_size=BATCH)

    def _merge(self, row: models.Model, record: SeedRecord, seed: SeedRow) -> bool:
        """Set the fields on which the seeds changed and no editor did."""
        last = {**self.kind.said({}), **record.values}
        shown = self.kind.shown(row)
        fresh = {
            name: value
            for name, value in seed.values.items()
            if value != last[name] and shown[name] == last[name]
        }
        self._set(row, fresh)
        return bool(fresh)

    def _set(self, row: models.Model, values: dict[str, object]) -> None:
        for name, value in self.kind.plain(values).items():
            setattr(row, name, value)
        for name, target in self.kind.references.items():
            if name in values:
                setattr(row, f"{name}_id", self.ids[target].get(values[name]))

    def _write_changes(self, rows: Sequence[models.Model]) -> None:
        if self.kind.model is District:
            # Two districts may change places: the old tiles are cleared first,
            # for the database checks each row by itself.
            changed = [row.pk for row in rows]
            District.objects.filter(pk__in=changed).update(
                tile_row=None, tile_column=None
            )
        fields = [name for name in self.kind.fields if name != "slug"]
        self._model_rows().bulk_update(rows, fields, batch_size=BATCH)

    def _add(self, new: Sequence[SeedRow]) -> None:
        """Create rows, what they refer to first.

        A row whose owner an editor deleted stays away with it; an industry loses
        only its parent.
        """
        waiting = list(new)
        while waiting:
            ready = [seed for seed in waiting if self._can_refer(seed)]
            if not ready:
                ready, waiting = (waiting if self._refers_freely() else []), []
            pairs = [(seed, self._built(seed)) for seed in ready]
            written = self._write(pairs, self._write_new)
            kept = {seed.key for seed in written}
            self._learn_ids(row for seed, row in pairs if seed.key in kept)
            self._record(written)
            if written:
                self.outcome.added[self.kind.name] += len(written)
            done = {seed.key for seed in ready}
            waiting = [seed for seed in waiting if seed.key not in done]

    def _can_refer(self, seed: SeedRow) -> bool:
        return all(
            not seed.values[name] or seed.values[name] in self.ids[target]
            for name, target in self.kind.references.items()
        )

    def _refers_freely(self) -> bool:
        """Whether a row of this kind may stand without what it refers to."""
        return all(
            self.kind.model._meta.get_field(name).null for name in self.kind.references
        )

    def _built(self, seed: SeedRow) -> models.Model:
        row = self.kind.model()
        self._set(row, seed.values)
        return row

    def _write_new(self, rows: Sequence[models.Model]) -> None:
        self._model_rows().bulk_create(rows, batch_size=BATCH)

    def _write(
        self,
        pairs: Sequence[Pair],
        write: Callable[[Sequence[models.Model]], None],
    ) -> list[SeedRow]:
        """Write all rows at once; where one clashes, each by itself.

        Returns the seeds whose rows were written.
        """
        if not pairs:
            return []
        try:
            with transaction.atomic():
                write([row for _, row in pairs])
        except IntegrityError:
            return [seed for seed, row in pairs if self._write_one(seed, row, write)]
        return [seed for seed, _ in pairs]

    def _write_one(
        self,
        seed: SeedRow,
        row: models.Model,
        write: Callable[[Sequence[models.Model]], None],
    ) -> bool:
        if write == self._write_new:
            row.pk = None
        try:
            with transaction.atomic():
                write([row])
        except IntegrityError as error:
            reason = str(error).splitlines()[0]
            self.outcome.clashes.append(f"{seed.where}: {reason}")
            return False
        return True

    def _remove_dropped(self, seeded: set[str]) -> None:
        """Delete aliases and keywords that left the seeds and nobody touched."""
        if not self.kind.owner:
            return
        target = self.kind.references[self.kind.owner]
        owners = {seed.key for seed in self.seeds.rows[target]}
        rows, records = [], []
        for key, record in self.records.items():
            row = self.rows.get(key)
            if key in seeded or row is None:
                continue
            if record.values[self.kind.owner] not in owners:
                continue
            if self.kind.shown(row) == record.values:
                rows.append(row.pk)
                records.append(record.pk)
        if rows:
            self._model_rows().filter(pk__in=rows).delete()
            SeedRecord.objects.filter(pk__in=records).delete()
            self.outcome.removed[self.kind.name] += len(rows)
