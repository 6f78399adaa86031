"""The entry of a web server: `archive.wsgi:application`."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections

from archive.limits import limit_statements

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
application = get_wsgi_application()
limit_statements(connections.settings["default"], settings.ARCHIVE_STATEMENT_TIMEOUT_MS)

# What is imported stays. Looking through it for garbage would hold up a page for some
# 60 ms now and then, so nobody does.
gc.freeze()
