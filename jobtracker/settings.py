"""Settings, read from the environment by django-environ.

``.env.example`` describes every variable. Without any, defaults for development apply, which
``jobtracker/checks.py`` rejects when DEBUG is off.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

from jobtracker import logging

# Lets a class name its model to the type checker: forms.ModelForm[Contact].
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
if env.bool("READ_DOT_ENV", default=True):
    env.read_env(str(BASE_DIR / ".env"))

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or "missing"
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if DEBUG else []
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
SITE_NAME = "Jobtracker"
SOURCE_URL = env.str("SOURCE_URL", default="")
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / ".data")))

INSTALLED_APPS = [
    "jobtracker",
    "accounts",
    "references",
    "applications",
    "inbox",
    "followups",
    "notes",
    "digests",
    "agenda",
    "coaching",
    "operations",
    "data_exchange",
    "demo",
    "api",
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_filters",
]

MIDDLEWARE = [
    "jobtracker.http.middleware.RequestIdMiddleware",
    "api.http.middleware.ProblemMiddleware",
    "jobtracker.http.middleware.ReadableRequestMiddleware",
    "jobtracker.http.middleware.ClockMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "operations.middleware.HealthWithoutSessionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "jobtracker.http.uploads.RequestSizeMiddleware",
    "jobtracker.http.middleware.CacheOutageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.ReaderMiddleware",
    "accounts.middleware.SecondStepMiddleware",
    "jobtracker.http.middleware.MethodNotAllowedPageMiddleware",
    "jobtracker.http.busy.BusyMiddleware",
]

ROOT_URLCONF = "jobtracker.urls"
WSGI_APPLICATION = "jobtracker.wsgi.application"
ASGI_APPLICATION = "jobtracker.asgi.application"

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
                "jobtracker.http.context_processors.site",
                "operations.heartbeats.beat_banner",
            ],
            "builtins": ["jobtracker.templatetags.dates", "jobtracker.templatetags.ui"],
        },
    },
    {
        "NAME": "mails",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "digests" / "mail"],
        "OPTIONS": {
            "environment": "digests.email.environment",
            "trim_blocks": True,
            "lstrip_blocks": True,
        },
    },
]

# Data ---------------------------------------------------------------------------------------

with suppress(OSError):
    DATA_DIR.mkdir(parents=True, exist_ok=True)
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR}/db.sqlite3")}
LOCK_TIMEOUT_SECONDS = env.int("LOCK_TIMEOUT_SECONDS", default=10)
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "timeout": LOCK_TIMEOUT_SECONDS,
        "transaction_mode": "IMMEDIATE",
        # Each thread has a connection; the system keeps the pages of the file for all of them.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        "PRAGMA cache_size=-500;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A server that does not answer is away; the system alone would wait two minutes.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    # PgBouncer refuses this parameter: .env.example says what to do there.
    if LOCK_TIMEOUT_SECONDS:
        DATABASES["default"]["OPTIONS"].setdefault(
            "options", f"-c lock_timeout={LOCK_TIMEOUT_SECONDS}s"
        )
# A URL typed as "example.org" means https; from Django 6.0 on, that is the default.
FORMS_URLFIELD_ASSUME_HTTPS = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
CACHES: dict[str, dict[str, Any]] = {
    # What every process may remember for itself: no page waits for a server for it.
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
if REDIS_URL:
    CACHES["default"] = {
        "BACKEND": "jobtracker.cache.RedisOrUnavailable",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
    }
else:
    CACHES["default"] = {
        "BACKEND": "jobtracker.cache.FilesOrUnavailable",
        "LOCATION": str(DATA_DIR / "cache"),
    }

MEDIA_ROOT = DATA_DIR / "media"
DOCUMENTS_MB_PER_ACCOUNT = env.int("DOCUMENTS_MB_PER_ACCOUNT", default=150)
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(DATA_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "jobtracker.files.WholeFileStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# People -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_REDIRECT_URL = "followups:today"
LOGIN_URL = "account_login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"signup": "accounts.forms.SignupForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# Only in the browser used to sign up, so that a leaked link signs nobody in.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
# A reset sends one mail in either case: neither the answer nor its time tells who has an account.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"reset_password": "20/m/ip,5/m/key,10/h/key"}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
# Such a link names a row: one from an older database must not confirm another user's address.
ACCOUNT_SALT = "accounts.confirm-address"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if DEBUG else "https"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_FORMS = {
    "authenticate": "accounts.forms.second_step.AuthenticateForm",
    "reauthenticate": "accounts.forms.second_step.ReauthenticateForm",
}
# Coaches and operators see other people's data: a password alone is not enough.
SECOND_STEP_REQUIRED: bool = env.bool("SECOND_STEP_REQUIRED", default=not DEBUG)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG

# Language and time --------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

# Mail ---------------------------------------------------------------------------------------

EMAIL_CONFIGURED = bool(env.str("EMAIL_URL", default="") or env.str("EMAIL_BACKEND", default=""))
if env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = env.str("EMAIL_BACKEND", default="jobtracker.mail.outbox_backend.EmailBackend")
EMAIL_FILE_PATH = str(DATA_DIR / "outbox")
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=20)
EMAIL_PER_SECOND: float = env.float("EMAIL_PER_SECOND", default=0)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"{SITE_NAME} <jobtracker@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
ANYMAIL = env.json("ANYMAIL", default={})
# The providers whose webhooks bring mails: /inbox/webhooks/NAME/.
INBOX_WEBHOOKS: list[str] = env.list("INBOX_WEBHOOKS", default=[])
if EMAIL_BACKEND.startswith("anymail.") or INBOX_WEBHOOKS:
    INSTALLED_APPS.append("anymail")

# Inbox --------------------------------------------------------------------------------------

# Where mails for the private addresses arrive: each is inbox+SECRET@… or SECRET@INBOX_DOMAIN.
INBOX_ADDRESS: str = env.str("INBOX_ADDRESS", default="").strip()
INBOX_DOMAIN: str = env.str("INBOX_DOMAIN", default="").strip().lstrip("@")
INBOX_KEEP_DAYS = env.int("INBOX_KEEP_DAYS", default=30)

# Background work ----------------------------------------------------------------------------

CELERY_BROKER_URL = REDIS_URL or "filesystem://"
if not REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(DATA_DIR / "broker" / "queue"),
        "data_folder_out": str(DATA_DIR / "broker" / "queue"),
        "control_folder": str(DATA_DIR / "broker" / "control"),
        "store_processed": False,
    }
    # The worker creates one of the two folders, and exits if the other is missing.
    with suppress(OSError):
        (DATA_DIR / "broker" / "queue").mkdir(parents=True, exist_ok=True)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
BEAT_SECONDS = env.int("BEAT_SECONDS", default=60)
MAIL_LEASE_SECONDS = env.int("MAIL_LEASE_SECONDS", default=900)

# API ------------------------------------------------------------------------------------------

API_REQUESTS_A_MINUTE = env.int("API_REQUESTS_A_MINUTE", default=300)
API_WRONG_KEYS_A_MINUTE = env.int("API_WRONG_KEYS_A_MINUTE", default=30)

# Mailboxes that are read ----------------------------------------------------------------------

INBOX_FETCH_MINUTES = env.int("INBOX_FETCH_MINUTES", default=5)
INBOX_MAILS_A_RUN = env.int("INBOX_MAILS_A_RUN", default=200)
INBOX_PORTS: list[int] = env.list("INBOX_PORTS", cast=int, default=[993, 143])
INBOX_ALLOW_PRIVATE_HOSTS: list[str] = env.list("INBOX_ALLOW_PRIVATE_HOSTS", default=[])
INBOX_CA_FILE: str = env.str("INBOX_CA_FILE", default="")
INBOX_SITE_MAILBOX_URL: str = env.str("INBOX_SITE_MAILBOX_URL", default="")

# Webhooks -----------------------------------------------------------------------------------

WEBHOOK_PORTS: list[int] = env.list("WEBHOOK_PORTS", cast=int, default=[443, 8443])
WEBHOOK_ALLOW_PRIVATE_HOSTS: list[str] = env.list("WEBHOOK_ALLOW_PRIVATE_HOSTS", default=[])
WEBHOOK_CA_FILE: str = env.str("WEBHOOK_CA_FILE", default="")
WEBHOOK_KEEP_DAYS = env.int("WEBHOOK_KEEP_DAYS", default=30)

# Operations ---------------------------------------------------------------------------------

LOG_JSON = env.bool("LOG_JSON", default=not DEBUG)
LOGGING = logging.config(as_json=LOG_JSON, level=env.str("LOG_LEVEL", default="INFO"))
METRICS_TOKEN: str = env.str("METRICS_TOKEN", default="")
if METRICS_TOKEN:
    INSTALLED_APPS.append("django_prometheus")
    MIDDLEWARE.insert(0, "django_prometheus.middleware.PrometheusBeforeMiddleware")
    MIDDLEWARE.append("django_prometheus.middleware.PrometheusAfterMiddleware")

# Security -----------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
if not DEBUG:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
    SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=True)
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
if env.bool("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# How many files a form has, its view says: one, but for the inbox (jobtracker/http/uploads.py);
# a folder that is dropped there may hold more, of which the first are taken.
DATA_UPLOAD_MAX_NUMBER_FILES = 2_000
# No request is larger than an export with its form.
LARGEST_REQUEST = 210 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "jobtracker.http.uploads.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# The two admin sites --------------------------------------------------------------------------

ADMIN_DRESS: dict[str, Any] = {
    "SITE_ICON": None,
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "STYLES": [
        lambda request: static("css/admin.css"),
        lambda request: static("css/coach.css"),
    ],
    # Written into each page, they would need a policy that allows styles in pages: css/admin.css.
    "COLORS": lambda request: {},
    "ACCOUNT": {"navigation": [{"title": _("Back to my own search"), "link": "/"}]},
}
UNFOLD = ADMIN_DRESS | {
    "SITE_TITLE": _("Operations"),
    "SITE_HEADER": _("Operations"),
    "SHOW_HISTORY": True,
}
UNFOLD_COACH = ADMIN_DRESS | {
    "SITE_TITLE": _("Coaching"),
    "SITE_HEADER": _("Coaching"),
    "SIDEBAR": {"navigation": "coaching.navigation.entries"},
}

SENTRY_DSN = env.str("SENTRY_DSN", default="")
