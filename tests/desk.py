"""An editor logs in as by a browser: through the page, which counts wrong passwords."""

from __future__ import annotations

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse


def log_in(client: Client, name: str, password: str) -> HttpResponse:
    fields = {"username": name, "password": password, "next": reverse("admin:index")}
    return client.post(reverse("admin:login"), fields)
