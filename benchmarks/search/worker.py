"""What each worker of the server does first: it imports the site and shows a list.

python -m benchmarks.search.worker prints the time at which that is done.
"""

from __future__ import annotations

import sys
import time

LIST = "/articles/"


def main() -> None:
    from django.test import RequestFactory

    from archive.wsgi import application

    request = RequestFactory().get(LIST, headers={"host": "localhost"})
    answer = application.get_response(request)
    if answer.status_code != 200:
        raise SystemExit(f"The page {LIST} has the status {answer.status_code}.")
    sys.stdout.write(f"{time.time()}\n")


if __name__ == "__main__":
    main()
