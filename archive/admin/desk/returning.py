"""The way back to the page that sent an editor to another one."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from archive.admin.fields import clean_text
from archive.admin.showing import place_of
from archive.models import Figure, Mention


def way_back(request: HttpRequest, row: Mention | Figure, otherwise: str = "") -> str:
    """The page of ours that `next` names, at the row; else another; at last ""."""
    back = clean_text(request.GET.get("next"))
    if not url_has_allowed_host_and_scheme(
        back, request.get_host(), require_https=request.is_secure()
    ):
        back = otherwise
    return f"{back}#{place_of(row)}" if back and "#" not in back else back
