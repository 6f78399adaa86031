"""Settings: one module, from environment variables, safe with nothing configured."""

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from archive.environment import Environment, database, secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

environment = Environment(os.environ)

# What can be set from outside. Each line has a row in the README (a test compares).

ARCHIVE_DATA_DIR = environment.folder(
    "ARCHIVE_DATA_DIR",
    "var",
    "Folder of the database, the raw documents, the secret key and the collected "
    "static files; a relative path starts at the project",
    base=BASE_DIR,
    made=True,
)
ARCHIVE_SEEDS_DIR = environment.folder(
    "ARCHIVE_SEEDS_DIR",
    "seeds",
    "Folder of the seeds for `load_seeds`; a relative path starts at the project",
    base=BASE_DIR,
)
DATABASE_URL = environment.text(
    "DATABASE_URL",
    "",
    "PostgreSQL instead of SQLite: `postgresql://user:password@host:5432/name`",
    shown="SQLite in the data folder",
)
ARCHIVE_SECRET_KEY = environment.text(
    "ARCHIVE_SECRET_KEY",
    "",
    "Signs sessions and forms; 50 characters or more",
    shown="made on first run, kept in the data folder",
)
ALLOWED_HOSTS = environment.words(
    "ARCHIVE_ALLOWED_HOSTS",
    "localhost,127.0.0.1,[::1]",
    "Host names under which the site may be called, between commas",
)
DEBUG = environment.flag(
    "ARCHIVE_DEBUG", False, "`1` shows tracebacks in the browser; never in public"
)
HTTPS = environment.flag(
    "ARCHIVE_HTTPS",
    False,
    "`1` behind a proxy that speaks HTTPS and sets `X-Forwarded-Proto`: "
    "secure cookies, redirects, HSTS",
)
ARCHIVE_LOG_LEVEL = environment.choice(
    "ARCHIVE_LOG_LEVEL",
    "INFO",
    ("DEBUG", "INFO", "WARNING", "ERROR"),
    "From which level on messages go to the console",
)
ARCHIVE_REGION = environment.text(
    "ARCHIVE_REGION",
    "shanghai",
    "Region of documents that name none, and of the first map",
)
ARCHIVE_PAGE_SIZE = environment.number(
    "ARCHIVE_PAGE_SIZE", 25, "Entries on a page of a list", least=1, most=500
)
ARCHIVE_MAX_DOCUMENT_BYTES = environment.number(
    "ARCHIVE_MAX_DOCUMENT_BYTES",
    20_000_000,
    "Largest document that is taken in; a larger one is refused with this reason",
    least=1_000,
    most=1_000_000_000,
)
ARCHIVE_MAX_PAGES = environment.number(
    "ARCHIVE_MAX_PAGES",
    200,
    "Pages of a PDF; a longer one is refused with this reason",
    least=1,
    most=10_000,
)
ARCHIVE_MAX_UNPACKED_BYTES = environment.number(
    "ARCHIVE_MAX_UNPACKED_BYTES",
    20_000_000_000,
    "Bytes that may come out of one archive file; then the rest of it is refused",
    least=1_000,
    most=10_000_000_000_000,
)
ARCHIVE_MAX_MEMBERS = environment.number(
    "ARCHIVE_MAX_MEMBERS",
    1_000_000,
    "Documents that may come out of one archive file or file of records",
    least=1,
    most=1_000_000_000,
)
ARCHIVE_MAX_BAD_RECORDS = environment.number(
    "ARCHIVE_MAX_BAD_RECORDS",
    1_000,
    "Bad records of one file that get a verdict each; further ones are counted",
    least=1,
    most=1_000_000,
)
ARCHIVE_MAX_DEPTH = environment.number(
    "ARCHIVE_MAX_DEPTH",
    6,
    "How many archives may be packed in each other",
    least=1,
    most=50,
)
ARCHIVE_MAX_RATIO = environment.number(
    "ARCHIVE_MAX_RATIO",
    200,
    "How many times its packed size a file may become when it is unpacked",
    least=2,
    most=100_000,
)
ARCHIVE_PARSE_SECONDS = environment.number(
    "ARCHIVE_PARSE_SECONDS",
    20,
    "Seconds that reading one document may take; then it is refused as too slow",
    least=1,
    most=3_600,
)
ARCHIVE_PARSE_MEMORY = environment.number(
    "ARCHIVE_PARSE_MEMORY",
    500_000_000,
    "Bytes of memory that a process may use for reading documents",
    least=50_000_000,
    most=100_000_000_000,
)
ARCHIVE_PUBLIC_TEXT = environment.choice(
    "ARCHIVE_PUBLIC_TEXT",
    "full",
    ("full", "excerpt"),
    "`excerpt` shows visitors headlines, the sentences with figures and matches, and "
    "the way to the publisher; whole texts and raw sources are then for staff",
)
ARCHIVE_MAX_QUERY_LENGTH = environment.number(
    "ARCHIVE_MAX_QUERY_LENGTH",
    300,
    "Characters of a search; a longer one is refused with an explanation",
    least=20,
    most=2_000,
)
ARCHIVE_MAX_QUERY_TERMS = environment.number(
    "ARCHIVE_MAX_QUERY_TERMS",
    20,
    "Terms of a search; more are refused with an explanation",
    least=1,
    most=100,
)
ARCHIVE_INDEX_WORDS = environment.number(
    "ARCHIVE_INDEX_WORDS",
    15_000,
    "Words of an article that can be found; those beyond are kept but not indexed",
    least=100,
    most=16_000,  # PostgreSQL numbers no word beyond 16,383.
)
ARCHIVE_SNIPPET_CHARACTERS = environment.number(
    "ARCHIVE_SNIPPET_CHARACTERS",
    20_000,
    "Characters of an article that are searched for the sentence shown in a result",
    least=200,
    most=1_000_000,
)
ARCHIVE_ARTICLE_FIGURES = environment.number(
    "ARCHIVE_ARTICLE_FIGURES",
    500,
    "Figures marked on a story's page; of a story with more the first ones are shown",
    least=1,
    most=10_000,
)
ARCHIVE_ARTICLE_CHARACTERS = environment.number(
    "ARCHIVE_ARTICLE_CHARACTERS",
    50_000,
    "Characters of a story that one page shows; a longer one is shown in parts",
    least=1_000,
    most=10_000_000,
)
ARCHIVE_FACET_VALUES = environment.number(
    "ARCHIVE_FACET_VALUES",
    20,
    "Companies, publishers and the like that a list offers to narrow it by",
    least=1,
    most=500,
)
ARCHIVE_FACET_SELECTED = environment.number(
    "ARCHIVE_FACET_SELECTED",
    50,
    "Values that may be chosen in one facet; more are refused with an explanation",
    least=1,
    most=500,
)
ARCHIVE_API_ROWS = environment.number(
    "ARCHIVE_API_ROWS", 500, "Most rows of one page of JSON", least=1, most=10_000
)
ARCHIVE_FEED_ENTRIES = environment.number(
    "ARCHIVE_FEED_ENTRIES", 50, "Entries of an Atom feed", least=1, most=1_000
)
ARCHIVE_EXPORT_ROWS = environment.number(
    "ARCHIVE_EXPORT_ROWS",
    100_000,
    "Rows of one export; a longer list ends there and says so",
    least=1,
    most=10_000_000,
)
ARCHIVE_PICTURE_BYTES = environment.number(
    "ARCHIVE_PICTURE_BYTES",
    1_000_000_000,
    "Bytes of disk for pictures of PDF pages; the oldest make room",
    least=10_000_000,
    most=10_000_000_000_000,
)
ARCHIVE_MAX_BACKUP_ROW_BYTES = environment.number(
    "ARCHIVE_MAX_BACKUP_ROW_BYTES",
    256_000_000,
    "Bytes of one row in a backup; a larger one is neither saved nor restored",
    least=1_000_000,
    most=10_000_000_000,
)
ARCHIVE_MAX_BACKUP_BYTES = environment.number(
    "ARCHIVE_MAX_BACKUP_BYTES",
    1_000_000_000_000,
    "Bytes to which a backup may unpack; a larger one is not restored",
    least=1_000_000,
    most=1_000_000_000_000_000,
)
ARCHIVE_STATEMENT_TIMEOUT_MS = environment.number(
    "ARCHIVE_STATEMENT_TIMEOUT_MS",
    30_000,
    "Milliseconds after which the database ends a statement of a web request; "
    "commands are not limited",
    least=100,
    most=3_600_000,
)
ARCHIVE_SEARCH_MS = environment.number(
    "ARCHIVE_SEARCH_MS",
    1_000,
    "Milliseconds that looking for words in the text may take; then a list shows what "
    "it has and says so",
    least=50,
    most=600_000,
)

ARCHIVE_EXTRACTORS = environment.text(
    "ARCHIVE_EXTRACTORS",
    "",
    "Extractors that `annotate` asks besides our own rules, between commas: `chat`, "
    "entry points or dotted paths, see docs/extractors.md",
    shown="none but our own rules",
)
ARCHIVE_EXTRACTORS_REPLACE = environment.text(
    "ARCHIVE_EXTRACTORS_REPLACE",
    "",
    "What one extractor alone says where it has read: `company=chat,figure=chat`",
    shown="none: all add to each other",
)
ARCHIVE_EXTRACTOR_SECONDS = environment.number(
    "ARCHIVE_EXTRACTOR_SECONDS",
    300,
    "Seconds that an extractor may take for one story; then it is ended",
    least=1,
    most=86_400,
)
ARCHIVE_LLM_URL = environment.text(
    "ARCHIVE_LLM_URL",
    "",
    "Base address of the endpoint that `chat` asks: `http://127.0.0.1:8080/v1`",
    shown="none: `chat` needs one",
)
ARCHIVE_LLM_MODEL = environment.text(
    "ARCHIVE_LLM_MODEL",
    "",
    "Name of the model there",
    shown="none: `chat` needs one",
)
ARCHIVE_LLM_KEY = environment.text(
    "ARCHIVE_LLM_KEY",
    "",
    "Key for the endpoint, sent as a bearer token",
    shown="none is sent",
)
ARCHIVE_LLM_SECONDS = environment.number(
    "ARCHIVE_LLM_SECONDS",
    60,
    "Seconds that one answer of the endpoint may take",
    least=1,
    most=3_600,
)

environment.refuse_unknown()
ENVIRONMENT = tuple(environment.declared.values())

# Applications and pages

INSTALLED_APPS = [
    "archive",
    "districts",
    "django_filters",
    "axes",
    "csp",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "archive.middleware.isolate",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "archive.middleware.compress",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "archive.middleware.end_old_sessions",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "archive.middleware.excuse",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": database(DATABASE_URL, ARCHIVE_DATA_DIR / "archive.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Pages that were made of late for readers who are nobody in particular: at most 25 MB
# in each process.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 300,
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}

STATIC_URL = "/static/"
STATIC_ROOT = ARCHIVE_DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Static files are for our own pages.
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}

LANGUAGE_CODE = "en"
USE_I18N = False
# Stored and shown in UTC unless a source states its own zone, which is kept beside.
TIME_ZONE = "UTC"
USE_TZ = True

# The articles of a form may carry many figures, each with many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000

# Accounts

SECRET_KEY = secret_key(ARCHIVE_SECRET_KEY, ARCHIVE_DATA_DIR / "secret-key")

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 15}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# A session ends two hours after its last page, and twelve hours after the log-in.
SESSION_COOKIE_AGE = 2 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_LONGEST = timedelta(hours=12)
LOGIN_URL = "admin:login"

# After five wrong passwords from one place for one name both wait a quarter of an hour.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# What browsers are told

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

# Django's own set-up shows no traceback on the console while DEBUG is off.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        name: {
            "handlers": ["console"],
            "level": ARCHIVE_LOG_LEVEL,
            "propagate": False,
        }
        for name in ("archive", "districts", "django")
    },
}
