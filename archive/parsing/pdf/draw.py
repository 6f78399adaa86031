"""`python -m archive.parsing.pdf.draw NUMBER WIDTH < file.pdf > page.png`

NUMBER counts pages from 0, WIDTH is in pixels. The exit code is 0 with a picture, 1
with the reason on the error channel, 2 where the arguments are wrong.
"""

from __future__ import annotations

import sys

from archive.parsing.model import UnreadableDocument
from archive.parsing.pdf.drawing import draw_page


def main(arguments: list[str]) -> int:
    """Draw one page from the standard input to the standard output."""
    try:
        number, width = (int(argument) for argument in arguments)
    except ValueError:
        sys.stderr.write("usage: draw NUMBER WIDTH < file.pdf > page.png\n")
        return 2
    try:
        picture = draw_page(sys.stdin.buffer.read(), number, width=width)
    except UnreadableDocument as error:
        sys.stderr.write(f"{error.code}: {error.reason}\n")
        return 1
    sys.stdout.buffer.write(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
