"""The region of a document, stated by an editor where deliveries do not settle it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from archive import decisions
from archive.ingest import hold
from archive.models import Document
from districts.models import Region

AS_DELIVERED = "as its deliveries say"


class RegionForm(forms.Form):
    """Which region a document is of, and why."""

    region = forms.ModelChoiceField(
        Region.objects.order_by("name"), required=False, empty_label=AS_DELIVERED
    )
    reason = forms.CharField(max_length=500, required=False, label="Why")
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def state(self, document: Document, by: AbstractBaseUser) -> tuple[int, str]:
        """Decide it; returns the level of the message to the editor, and its words."""
        if not self.is_valid():
            return messages.ERROR, "There is no such region: nothing was stated."
        region, reason = self.cleaned_data["region"], self.cleaned_data["reason"]
        try:
            with transaction.atomic():
                if last_word(hold(document)) != self.cleaned_data["seen"]:
                    raise decisions.Refused(
                        "Somebody stated its region since you opened the page: "
                        "nothing was stated. Look at it again."
                    )
                is_changed = decisions.state_region(document, region, by, reason)
        except decisions.Refused as refusal:
            return messages.ERROR, str(refusal)
        if not is_changed:
            return messages.INFO, "That was so already."
        said = f"stated: {region}" if region else f"again {AS_DELIVERED}"
        return messages.SUCCESS, f"Its region is {said}."


def last_word(document: Document) -> int:
    """The last line of the book on the document's region; 0 for none."""
    entry = document.decisions.on_region()
    return entry.pk if entry else 0


def region_panel(document: Document) -> dict[str, Any]:
    """What a document's page shows of its region."""
    stated = document.decisions.stated_region()
    delivered = Region.objects.filter(delivery__document=document).distinct()
    return {
        "stated": document.decisions.on_region() if stated else None,
        "delivered": list(delivered.order_by("name")),
        "form": RegionForm(initial={"region": stated, "seen": last_word(document)}),
    }
