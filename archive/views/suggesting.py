"""What the search box offers while a reader types."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive import vocabulary
from archive.naming import suggestion
from archive.views.parameters import without_tracking
from archive.vocabulary import WORD, Suggestion

PARAMETERS = ("q",)
KEPT_SECONDS = 60
"""For so long a browser need not ask again."""


@require_safe
@without_tracking
def suggest(request: HttpRequest) -> JsonResponse:
    """Names and words that begin as the end of `q` does, each with its address."""
    problems = [
        f"There is no parameter “{name[:60]}”.{suggestion(name, PARAMETERS)}"
        for name in request.GET
        if name not in PARAMETERS
    ]
    if problems:
        return JsonResponse({"problems": problems}, status=400)
    found = vocabulary.suggestions(request.GET.get("q", ""))
    return JsonResponse(
        {"suggestions": [_record(one) for one in found]},
        headers={"Cache-Control": f"public, max-age={KEPT_SECONDS}"},
        json_dumps_params={"ensure_ascii": False},
    )


def _record(one: Suggestion) -> dict[str, object]:
    return {
        "kind": one.kind,
        "label": one.label,
        "other_name": one.other or None,
        "query": one.query,
        "url": _address(one),
        "count": one.count,
    }


def _address(one: Suggestion) -> str:
    """A name's own page or, with other words before it, what is told of both."""
    if one.kind == WORD:
        return f"{reverse('article-list')}?{urlencode({'q': one.query})}"
    if not one.query:
        return reverse(f"{one.kind}-detail", args=[one.slug])
    lists = "figure-list" if one.kind == "indicator" else "article-list"
    return f"{reverse(lists)}?{urlencode({'q': one.query, one.kind: one.slug})}"
