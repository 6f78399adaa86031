"""Our pages in process, beside plain SQL on the same database.

    python -m benchmarks.search.inside check --folder PATH

`check` compares totals and counts of every case with plain SQL's; `answers` prints them
as one line of JSON. `ours`, `page` and `plain` print milliseconds of the answer alone
(total, every count, 25 headlines), of the whole page, of plain SQL. Each runs in a
process of its own, so that nothing is remembered from the one to the other.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.search.archives import MANIFEST, use
from benchmarks.search.cases import ARTICLES, Case, Pairs, cases, page_at
from benchmarks.search.saying import say
from benchmarks.search.timing import Times, measure

MEASURES = ("ours", "page", "plain")
CHECKED = 3
"""Variants of a case whose totals and counts are compared with plain SQL's."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("task", choices=("check", "answers", *MEASURES))
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=3, help="for each measure")
    asked = parser.parse_args()
    picks = json.loads((asked.folder / MANIFEST).read_text())["picks"]
    use(asked.folder)
    if asked.task == "check":
        check(cases(picks))
    elif asked.task == "answers":
        sys.stdout.write(json.dumps(answers(cases(picks))) + "\n")
    else:
        found = measure_all(asked.task, picks, asked.seconds)
        sys.stdout.write(json.dumps(found) + "\n")


def check(every: Iterable[Case]) -> None:
    """Leave with the differences, if there are any."""
    from benchmarks.search.asking import differences

    asked = [(case, pairs) for case in every for pairs in case.variants[:CHECKED]]
    wrong = [one for case, pairs in asked for one in differences(case, pairs)]
    if wrong:
        raise SystemExit(
            "\n".join(["Totals or counts differ from SQL's:", *wrong[:20]])
        )
    say(f"{len(asked)} lists: totals and every count equal plain SQL's")


def answers(every: Iterable[Case]) -> dict[str, list[dict[str, Any]]]:
    """Our totals and counts of every variant, by the name of the case."""
    from benchmarks.search.asking import ours

    return {
        case.name: [
            dict(zip(("total", "counts"), ours(case, pairs), strict=True))
            for pairs in case.variants
        ]
        for case in every
    }


def measure_all(task: str, picks: dict, seconds: float) -> dict[str, Any]:
    """Times by the name of the case, and how many articles there are."""
    from benchmarks.search.asking import ours, page

    # What is loaded once for a process is not a part of any page.
    total, _ = ours(ARTICLES, ())
    page(ARTICLES, (("flagged", "1"),))
    found: dict[str, Any] = {"articles": total}
    for case in cases(picks):
        number = page_at(total, case.depth) if case.depth else 1
        found[case.name] = _times(task, case, number, seconds).as_row()
        say(f"{task}: {case.label} {found[case.name]}")
    if task == "page":
        found["hostile"] = {
            name: _hostile(pairs) for name, pairs in hostile(picks, page_at(total, 1))
        }
    return found


def _times(task: str, case: Case, number: int, seconds: float) -> Times:
    """Of finding alone, of the whole page, or of plain SQL."""
    from benchmarks.search.asking import answer, by_sql, page, selection

    def show(pairs: Pairs) -> None:
        status = page(case, pairs, number)
        if status != 200:
            raise SystemExit(f"The page {pairs} has the status {status}.")

    if task == "page":
        return measure(case.variants, show, seconds)
    if task == "plain":
        return measure(
            case.variants, lambda pairs: by_sql(case, pairs, number), seconds
        )
    selections = [selection(case, pairs) for pairs in case.variants]
    return measure(selections, lambda one: answer(case, one, number), seconds)


def hostile(picks: dict, last: int) -> Iterable[tuple[str, Pairs]]:
    """What asks for as much as it can, by name."""
    words = [word for name in ("common", "medium", "rare") for word in picks[name]]
    districts = tuple(("district", one) for one in picks["districts"])
    years = tuple(("year", one) for one in picks["years"])
    many = tuple(("year", str(1700 + number)) for number in range(300))
    without = f"{picks['common'][0]} -{picks['common'][-1]}"
    repeated = tuple(
        ("a word that one story has 100,000 times", (("q", word),))
        for word in picks.get("repeated", ())
    )
    return (
        *repeated,
        ("a prefix of two letters", (("q", f"{picks['common'][0][:2]}*"),)),
        ("20 words, any of them", (("q", " OR ".join(words[:20])),)),
        ("every district and year", districts + years),
        (f"page {last:,}, the last", (("page", str(last)),)),
        ("300 repeated parameters", many),
        ("a common word without another", (("q", without), ("order", "oldest"))),
    )


def _hostile(pairs: Pairs) -> dict[str, Any]:
    """Status and milliseconds of the first answer."""
    from benchmarks.search.asking import page

    status: list[int] = []
    times = measure([pairs], lambda one: status.append(page(ARTICLES, one)), 0)
    return {"status": status[0], "ms": times.as_row()["first"]}


if __name__ == "__main__":
    main()
