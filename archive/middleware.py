"""What stands around every answer: headers, and a word when the database is away."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)

AWAY = "The database is away or busy. Nothing was changed; try again in a moment."
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "display-capture", "geolocation", "microphone", "payment")
)


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


def excuse(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Say so, and when to come back, where the database is away, locked or too slow."""

    def answer(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(
        request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if not isinstance(exception, OperationalError | InterfaceError):
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
