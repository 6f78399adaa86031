"""Query strings of pages: what a page takes, and what is said of anything else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from archive.filters import dropped_tracking
from archive.naming import suggestion

View = Callable[..., HttpResponse]


def without_tracking(view: View) -> View:
    """Send a reader who comes with tracking parameters to the same page without."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        kept = dropped_tracking(request.GET)
        if kept is None:
            return view(request, *args, **kwargs)
        query = kept.urlencode()
        return HttpResponseRedirect(request.path + (f"?{query}" if query else ""))

    return answer


def takes(*names: str) -> Callable[[View], View]:
    """A page that takes these parameters and explains itself about any other."""

    def declare(view: View) -> View:
        @wraps(view)
        def answer(
            request: HttpRequest, *args: object, **kwargs: object
        ) -> HttpResponse:
            problems = [
                f"This page has no parameter “{name[:60]}”.{suggestion(name, names)}"
                for name in request.GET
                if name not in names
            ]
            if any("\0" in value for value in request.GET.values()):
                problems.append("A parameter holds a character that no text has.")
            if problems:
                return bad_request(request, problems)
            return view(request, *args, **kwargs)

        return without_tracking(answer)

    return declare


def bad_request(request: HttpRequest, problems: Iterable[str]) -> HttpResponse:
    """The page that explains what is wrong with an address."""
    return render(request, "400.html", {"problems": list(problems)}, status=400)
