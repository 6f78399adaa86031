"""Reads texts with another tool and says how long it took; run in its own environment.

    python benchmarks/rivals.py quantulum3 < texts.json

Takes a JSON list of texts; prints JSON with seconds of processor time, the number of
finds, and the tool's version.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable
from importlib.metadata import version

Read = Callable[[str], int]
"""Reads a text and says how many numbers it found."""


def quantulum3() -> Read:
    from quantulum3 import parser

    return lambda text: len(parser.parse(text))


def recognizers() -> Read:
    """Numbers, ordinals, percentages, currencies and dimensions, one after another."""
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer
    from recognizers_text import Culture

    numbers = NumberRecognizer(Culture.English)
    units = NumberWithUnitRecognizer(Culture.English)
    models = [
        numbers.get_number_model(),
        numbers.get_ordinal_model(),
        numbers.get_percentage_model(),
        units.get_currency_model(),
        units.get_dimension_model(),
    ]
    return lambda text: sum(len(model.parse(text)) for model in models)


TOOLS = {
    "quantulum3": (quantulum3, "quantulum3"),
    "Recognizers-Text": (recognizers, "recognizers-text-suite"),
}


def main() -> None:
    warnings.simplefilter("ignore")
    make, package = TOOLS[sys.argv[1]]
    texts = json.load(sys.stdin)
    read = make()
    read(texts[0])  # tables are loaded at the first text
    start = time.process_time()
    found = sum(map(read, texts))
    seconds = time.process_time() - start
    answer = {"seconds": seconds, "found": found, "version": version(package)}
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
