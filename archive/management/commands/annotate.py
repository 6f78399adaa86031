"""manage.py annotate: stories shown to extractors besides our own rules."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from archive.extractors import Askers, BadSetting, NotLoaded, named, replacing
from archive.ingest.annotating import Annotated, Manner, Run, forget, known
from archive.management.arguments import positive
from archive.management.base import ArchiveCommand
from archive.management.progress import bars


class Command(ArchiveCommand):
    help = (
        "Show stories to an extractor besides our own rules, keep its answers and "
        "bring the rows up to them. Asked for is every story that lacks its reading by "
        "its present version; an interrupted run is completed by the next. Decisions "
        "stand. Exit code 0: all were read; 1: some were not. See docs/extractors.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "name",
            nargs="?",
            metavar="NAME",
            help="chat, an entry point, or a dotted path (default: all that "
            "ARCHIVE_EXTRACTORS names)",
        )
        parser.add_argument(
            "--limit", type=positive, metavar="N", help="stop after so many stories"
        )
        parser.add_argument(
            "--jobs",
            type=positive,
            default=1,
            metavar="N",
            help="processes of the extractor that read at once (default: %(default)s)",
        )
        parser.add_argument(
            "--again", action="store_true", help="also stories that it has read"
        )
        parser.add_argument(
            "--forget",
            action="store_true",
            help="remove what the extractor of this name said, and what rests on it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["forget"]:
            self.forget(options["name"])
            return
        wanted = [options["name"]] if options["name"] else named()
        if not wanted:
            raise CommandError(
                "No extractor is named: give one, such as `chat`, or set "
                "ARCHIVE_EXTRACTORS. See docs/extractors.md."
            )
        went_well = [self.annotate(spec, options) for spec in wanted]
        if not all(went_well):
            sys.exit(1)

    def annotate(self, spec: str, options: dict[str, Any]) -> bool:
        """Show stories to one extractor; whether it read them all."""
        jobs, outcomes = options["jobs"], []
        askers = Askers(spec, jobs, settings.ARCHIVE_EXTRACTOR_SECONDS)
        try:
            alone = replacing()
            with askers as about, bars() as tell:
                labels = sorted(name for name in alone if alone[name] == about.name)
                rank = [*named(), spec].index(spec)
                run = Run(
                    about,
                    Manner(tuple(labels), rank),
                    again=options["again"],
                    limit=options["limit"],
                )
                for outcome in run.annotate(askers, jobs):
                    outcomes.append(outcome)
                    self.tell(outcome, options["verbosity"])
                    tell(about.name, len(outcomes), run.total)
        except BadSetting as error:
            raise CommandError(str(error)) from error
        except NotLoaded as error:
            self.stderr.write(str(error))
            return False
        return self.close(run, outcomes)

    def tell(self, outcome: Annotated, verbosity: int) -> None:
        story = f"{outcome.public_id} “{outcome.title[:100]}”"
        if outcome.problem:
            self.stderr.write(f"{story}: not read: {outcome.problem}")
        elif verbosity > 1:
            dropped = outcome.dropped.total()
            self.stdout.write(f"{story}: {outcome.taken} taken, {dropped} dropped")

    def close(self, run: Run, outcomes: list[Annotated]) -> bool:
        """Say what came of it; whether all went well."""
        failed = sum(bool(outcome.problem) for outcome in outcomes)
        taken = sum(outcome.taken for outcome in outcomes)
        dropped = sum((outcome.dropped for outcome in outcomes), Counter())
        read = len(outcomes) - failed
        left = run.left + run.total - len(outcomes)
        self.stdout.write(
            f"{run.about.name} {run.about.version}: {read} stories read, {failed} "
            f"failed, {left} left; {taken} finds, {dropped.total()} dropped."
        )
        for reason, count in sorted(dropped.items()):
            self.stdout.write(f"  {count} × {reason}")
        if run.stopped:
            self.stderr.write(f"Stopped: {run.stopped}")
        return not (failed or run.stopped)

    def forget(self, name: str | None) -> None:
        if name not in known():
            kept = ", ".join(known()) or "none"
            raise CommandError(
                f"Name an extractor whose answers are to be removed; kept are: {kept}."
            )
        count = 0
        with bars() as tell:
            for count, total in forget(name):
                tell("forgetting", count, total)
        self.stdout.write(f"What {name} said of {count} documents is removed.")
