"""Serve the archive: `manage.py serve --port 8000`."""

import os
import socket
import sys
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import CommandError

from districts.management.base import ReadyCommand


class Command(ReadyCommand):
    help = "Serve the archive with granian, by default to this machine alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)

    def handle(
        self, *, host: str, port: int, workers: int, verbosity: int, **options: Any
    ) -> None:
        """Check what would fail later in obscure words, then become the server."""
        if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
            raise CommandError(
                "The static files are missing: run `manage.py collectstatic` first."
            )
        # Workers that can't import the pages would be started again and again.
        import_module(settings.ROOT_URLCONF)
        self.check_address(host, port)
        shown = f"[{host}]" if ":" in host else host
        self.stdout.write(
            self.style.SUCCESS(f"The archive is at http://{shown}:{port}/")
        )
        if not get_user_model().objects.filter(is_staff=True).exists():
            python = os.path.relpath(sys.executable)
            self.stdout.write(
                f"The editors' desk is at http://{shown}:{port}/admin/ and nobody has "
                f"an account yet.\nMake one with: {python} manage.py createsuperuser"
            )
        self.stdout.write("Stop with Ctrl-C.")
        self.stdout.flush()
        arguments = ["--interface", "wsgi", "--no-ws", "--host", host]
        arguments += ["--port", str(port), "--workers", str(workers)]
        arguments += ["--blocking-threads", "4", "--log-level", "warning"]
        # One that is killed, for memory say, does not take the site along.
        arguments += ["--respawn-failed-workers"]
        # A worker that is told to stop while it starts may miss it.
        arguments += ["--workers-kill-timeout", "5"]
        command = [sys.executable, "-m", "granian", *arguments]
        os.execv(sys.executable, [*command, "archive.wsgi:application"])

    def check_address(self, host: str, port: int) -> None:
        """Refuse an address that cannot be listened on, and say what to do instead."""
        if not 1 <= port <= 65535:
            raise CommandError(f"{port} is no port; a port is from 1 to 65535.")
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                other = port + 1 if port < 65535 else 8000
                raise CommandError(
                    f"Port {port} on {host} can't be used ({error.strerror}). "
                    f"Choose another one: make run PORT={other}"
                ) from error
