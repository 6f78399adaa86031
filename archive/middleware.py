"""What stands around every answer: headers, gzip, a word when the database is away."""

import logging
import re
import zlib
from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.contrib.auth import logout
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from archive.limits import TimeIsUp

logger = logging.getLogger(__name__)

AWAY = "The database is away or busy. Nothing was changed; try again in a moment."
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "display-capture", "geolocation", "microphone", "payment")
)

COMPRESSED = frozenset(
    [
        *("text/html", "text/csv", "text/plain", "application/json"),
        *("application/atom+xml", "application/xml"),
    ]
)
"""Media types that gzip makes smaller."""
LEAST_BYTES = 500
"""A shorter answer is sent as it is."""
LEVEL = 3
"""Of zlib: higher ones take twice as long to make a page a tenth smaller."""
LOGGED_IN = "logged_in"
"""Of a session: when its user logged in, in seconds since 1970."""
GZIP_FORMAT = 16 + zlib.MAX_WBITS
_REFUSED = re.compile(r"q=0(?:\.0{0,3})?")


def isolate(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Keep other sites from embedding our answers, and pages from asking for devices.

    Stands before the middleware that serves static files, so that these are covered.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return answer


def compress(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Send texts as gzip to readers who are nobody in particular.

    The length of a compressed page tells what is in it. So a page with anything that
    only its reader may know, a session's or a form's token, is sent as it is.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not _is_public_text(request, response):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if not _takes_gzip(request):
            return response
        if response.streaming:
            response.streaming_content = _gzipped(response.streaming_content)
            del response.headers["Content-Length"]
        elif len(response.content) >= LEAST_BYTES:
            response.content = b"".join(_gzipped([response.content]))
            response.headers["Content-Length"] = str(len(response.content))
        else:
            return response
        response.headers["Content-Encoding"] = "gzip"
        return response

    return answer


def _is_public_text(request: HttpRequest, response: HttpResponse) -> bool:
    has_token = "CSRF_COOKIE" in request.META or response.cookies
    return (
        settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not has_token
        and response.status_code == 200
        and not response.has_header("Content-Encoding")
        and response.get("Content-Type", "").partition(";")[0] in COMPRESSED
    )


def _takes_gzip(request: HttpRequest) -> bool:
    """Whether the reader takes gzip; "gzip;q=0" refuses it."""
    for offer in request.headers.get("Accept-Encoding", "").split(","):
        name, *parameters = offer.replace(" ", "").lower().split(";")
        if name == "gzip":
            return not any(_REFUSED.fullmatch(one) for one in parameters)
    return False


def _gzipped(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The parts as one stream; a long one is sent while it is made."""
    stream = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP_FORMAT)
    for part in parts:
        if made := stream.compress(part):
            yield made
    yield stream.flush()


def end_old_sessions(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Log out who logged in longer than SESSION_LONGEST ago, however busy they were."""

    def answer(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            now, longest = timezone.now().timestamp(), settings.SESSION_LONGEST
            since = request.session.get(LOGGED_IN)
            if since is None and request.user.is_authenticated:
                request.session[LOGGED_IN] = now
            elif since is not None and now - since > longest.total_seconds():
                logout(request)
        return get_response(request)

    return answer


def excuse(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Say so, and when to come back, where the database is away, locked or too slow."""

    def answer(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(
        request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if not isinstance(exception, OperationalError | InterfaceError | TimeIsUp):
            return None
        logger.error("The database did not answer: %s", exception)
        if request.path.endswith(".json"):
            response = JsonResponse({"problems": [AWAY]}, status=503)
        else:
            response = render(request, "503.html", {"message": AWAY}, status=503)
        response.headers["Retry-After"] = "5"
        return response

    answer.process_exception = process_exception
    return answer
