"""Pages that a reader has already are not made again: "304 Not Modified".

What an address shows follows from the data, from the program with its templates, and
from the settings. All three in one word are the page's entity tag. The word is compared
before anything is looked for, in the same moment in which the page would be read. A
page that another reader was given of late is not made again either.

Only for readers who are nobody in particular: whoever has a session gets every page
anew, and no cache may keep it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags

from archive import changes, rights
from archive.snapshots import moment

View = Callable[..., HttpResponse]

PARTS = (
    *("archive/**/*.py", "districts/**/*.py", "templates/**/*.*ml"),
    "requirements.txt",
)
"""What of the program shapes a page."""

PAGES = "pages"
"""The cache that has them, a process's own."""

LARGEST = 128 * 1024
"""Bytes of a page that is kept."""


def conditional(view: View) -> View:
    """Read all of a page at one moment, and make it only if the reader has it not.

    For views that are asked by GET and HEAD alone.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if has_session(request):
            return _kept_nowhere(_anew(view, request, *args, **kwargs))
        with moment():
            tag = _tag(request)
            if tag in _held(request):
                return _labelled(HttpResponseNotModified(), tag)
            name = _name(request, tag)
            if page := _given_before(name):
                return page
            page = view(request, *args, **kwargs)
        if page.status_code != 200 or "no-store" in _said_of(page):
            return page
        page = _labelled(page, tag)
        _keep(name, page)
        return page

    return answer


def _name(request: HttpRequest, tag: str) -> str:
    """What the page is kept as: it names its own address, with the host asked for."""
    asked = f"{request.method} {request.build_absolute_uri()} {tag}"
    return hashlib.sha256(asked.encode()).hexdigest()


def _given_before(name: str) -> HttpResponse | None:
    kept = caches[PAGES].get(name)
    return kept and HttpResponse(kept[0], headers=kept[1])


def _keep(name: str, page: HttpResponse) -> None:
    if not page.streaming and len(page.content) <= LARGEST:
        caches[PAGES].set(name, (page.content, dict(page.headers)))


def _anew(
    view: View, request: HttpRequest, *args: object, **kwargs: object
) -> HttpResponse:
    # Who asks is found out first: an old session is deleted then.
    bool(request.user)
    with moment():
        return view(request, *args, **kwargs)


def _said_of(page: HttpResponse) -> str:
    return page.headers.get("Cache-Control", "")


def has_session(request: HttpRequest) -> bool:
    """Whether the reader may be somebody: an editor, or one who is logging in."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _held(request: HttpRequest) -> list[str]:
    """The pages that the reader has; "*", which any page fits, says nothing."""
    held = parse_etags(request.headers.get("If-None-Match", ""))
    return [f"W/{tag.removeprefix('W/')}" for tag in held]


def _tag(request: HttpRequest) -> str:
    """Weak: compressed or not, the page says the same."""
    said = (changes.version(), _program(), _settings(), request.get_full_path())
    digest = hashlib.sha256("\n".join(said).encode()).hexdigest()
    return f'W/"{digest[:32]}"'


def _labelled(page: HttpResponse, tag: str) -> HttpResponse:
    page.headers["ETag"] = tag
    patch_cache_control(page, no_cache=True)
    if not rights.is_open():
        # Staff would read more here: nobody else may get what they do.
        patch_vary_headers(page, ["Cookie"])
        patch_cache_control(page, private=True)
    return page


def _kept_nowhere(page: HttpResponse) -> HttpResponse:
    patch_vary_headers(page, ["Cookie"])
    patch_cache_control(page, private=True, no_store=True)
    return page


@cache
def _program() -> str:
    """A word for the program: another one where any of its files differs."""
    base = Path(settings.BASE_DIR)
    digest = hashlib.sha256()
    files = sorted(path for part in PARTS for path in base.glob(part))
    for path in (*files, Path(settings.STATIC_ROOT) / "staticfiles.json"):
        if path.is_file():
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{path.name} {content}\n".encode())
    return digest.hexdigest()


def _settings() -> str:
    names = (variable.name for variable in settings.ENVIRONMENT)
    return repr(
        [getattr(settings, name, None) for name in names if name not in _SECRET]
    )


_SECRET = frozenset(["ARCHIVE_SECRET_KEY", "ARCHIVE_LLM_KEY", "DATABASE_URL"])
