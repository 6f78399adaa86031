"""The entry of a web server: `archive.wsgi:application`."""

import gc
import os
from importlib import import_module
from threading import Thread

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import Error, connections

from archive.limits import limit_statements

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
application = get_wsgi_application()
# The pages' own modules too, which Django leaves to the first reader.
import_module(settings.ROOT_URLCONF)
limit_statements(connections.settings["default"], settings.ARCHIVE_STATEMENT_TIMEOUT_MS)

# What is imported stays. Looking through it for garbage would hold up a page for some
# 60 ms now and then, so nobody does.
gc.freeze()


def load() -> None:
    """Load what lists of figures are made of, so that no reader waits for it.

    Where the database can't be read, the readers' own pages say so.
    """
    from archive import bitmaps
    from archive.snapshots import snapshot

    try:
        with snapshot():
            _ = bitmaps.current().figures
    except Error:
        pass
    finally:
        connections.close_all()


Thread(target=load, name="figures", daemon=True).start()
