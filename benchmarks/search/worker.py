"""What each worker of the server does first: it imports the site and shows a list.

python -m benchmarks.search.worker prints the time at which that is done.
"""

from __future__ import annotations

import sys
import time
from wsgiref.util import setup_testing_defaults

LIST = "/articles/"


def main() -> None:
    from archive.wsgi import application

    request = {"PATH_INFO": LIST, "HTTP_HOST": "localhost"}
    setup_testing_defaults(request)
    answers: list[str] = []
    body = application(request, lambda status, _: answers.append(status))
    if answers != ["200 OK"] or not b"".join(body):
        raise SystemExit(f"The page {LIST} was answered {answers}.")
    sys.stdout.write(f"{time.time()}\n")


if __name__ == "__main__":
    main()
