"""All configuration, from the environment alone. `docs/operating.md` lists the variables; `Env` reads them."""

import os
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _
from psycopg.conninfo import conninfo_to_dict

from motcua.config.secret import kept_secret

HOUSE = Path(__file__).resolve().parent.parent
ROOT = HOUSE.parent.parent


def env(name: str, default: str = "") -> str:
    """`NAME`, or the content of the file that `NAME_FILE` points to; a file that is missing is an error."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text().strip()
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    return env(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


HOME = Path(env("MOTCUA_HOME", str(ROOT / ".motcua")))
FILES = Path(env("MOTCUA_FILES", str(HOME / "files")))
KEYS = Path(env("MOTCUA_KEYS", str(HOME / "keys")))
PACKS = Path(env("MOTCUA_PACKS", str(ROOT / "packs")))

DEMO = flag("MOTCUA_DEMO")
DEBUG = False
SECRET_KEY = env("MOTCUA_SECRET_KEY") or kept_secret(HOME / "secret")
PUBLIC_URL = env("MOTCUA_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = [h for h in env("MOTCUA_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if h]
HTTPS = PUBLIC_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    *(
        f"motcua.{room}"
        for room in (
            "base", "organisation", "people", "catalogue", "documents", "dossiers", "payments", "post",
            "results",
            "notices",
            "feedback",
            "registers",
            "reception",
            "routing",
            "reporting",
            "doors.lobby",
            "doors.portal",
            "doors.counter",
            "doors.desk",
            "doors.authors",
            "doors.licences",
            "doors.sandbox",
            "doors.timekeeper",
            "doors.control",
            "doors.callbacks",
            "launch",
        )
        if (HOUSE / room.replace(".", "/")).is_dir()
    ),
]  # fmt: skip

MIDDLEWARE = [
    "motcua.doors.lobby.middleware.request_id",
    "motcua.doors.lobby.watching.measured",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "motcua.doors.lobby.middleware.packed",
    "motcua.doors.lobby.middleware.security_headers",
    "motcua.doors.lobby.kiosk.nothing_stays",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.doors.lobby.kiosk.ends_by_itself",
    "motcua.doors.lobby.middleware.language",
    "motcua.doors.lobby.maintenance.closed",
    "motcua.doors.lobby.limits.bounded",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "motcua.doors.lobby.middleware.who",
    "motcua.doors.lobby.middleware.refusals",
]

ROOT_URLCONF = "motcua.config.urls"
WSGI_APPLICATION = "motcua.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.messages.context_processors.messages",
                "motcua.doors.lobby.context.house",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "motcua.doors.lobby.templatetags.motcua",
            ],
        },
    }
]


def database(url: str, *, as_owner: bool) -> dict[str, Any]:
    """Django's settings for a libpq URL. The application works as the role `motcua_app`, which cannot
    overwrite what counts; migrations work as the owner."""
    parts = conninfo_to_dict(url)
    options: dict[str, Any] = {"application_name": "motcua"}
    if not as_owner:
        if parts.get("user") != "motcua_app":
            options["options"] = "-c role=motcua_app"
        options["pool"] = {
            "min_size": 1,
            "max_size": int(env("MOTCUA_POOL", "16")),
            "timeout": float(env("MOTCUA_POOL_TIMEOUT", "5")),
        }
    known = {"dbname", "user", "password", "host", "port"}
    options |= {k: v for k, v in parts.items() if k not in known}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", "motcua"),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": str(parts.get("port", "")),
        "CONN_HEALTH_CHECKS": False,
        "DISABLE_SERVER_SIDE_CURSORS": False,
        "OPTIONS": options,
    }


AS_OWNER = env("MOTCUA_AS") == "owner"
DATABASE_URL = env("DATABASE_URL", "postgresql:///motcua")
DATABASES = {
    "default": database(env("DATABASE_OWNER_URL", DATABASE_URL) if AS_OWNER else DATABASE_URL, as_owner=AS_OWNER)
}
# Tasks live in the rooms' `jobs` modules.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["motcua.people.queries.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "motcua.doors.lobby.views.forged"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [ROOT / "locale"]
LANGUAGE_COOKIE_NAME = "lang"
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = flag("MOTCUA_STATIC_FROM_SOURCE")
if WHITENOISE_USE_FINDERS:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

# One file may be this large, one post this large. Larger uploads are refused before they are read.
FILE_LIMIT = int(env("MOTCUA_FILE_LIMIT", str(20_000_000)))
# Where the virus scanner listens (`unix:/path` or `tcp:host:port`); empty: none.
CLAMAV = env("MOTCUA_CLAMAV")
# A draft that nobody touches for so many days is thrown away; its writer is told a week before.
DRAFT_DAYS = int(env("MOTCUA_DRAFT_DAYS", "90"))
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
POST_LIMIT = int(env("MOTCUA_POST_LIMIT", str(60_000_000)))
# How many threads of a process (of MOTCUA_THREADS) may wait for bodies at once; the others go on answering.
BODIES = int(env("MOTCUA_BODIES", "12"))
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# Who watches from outside: the token for /metrics (empty: only from this machine); after how many seconds without
# a worker's word /readyz says no (0: it does not ask); from how many milliseconds on a request or statement is slow.
METRICS_TOKEN = env("MOTCUA_METRICS_TOKEN")
WORKER_PATIENCE = int(env("MOTCUA_WORKER_PATIENCE", "60"))
SLOW_MS = int(env("MOTCUA_SLOW_MS", "500"))
# When the system is closed for work, "2026-12-01T22:00/2026-12-02T02:00"; else the file HOME/maintenance says so.
MAINTENANCE = env("MOTCUA_MAINTENANCE")

# Which adapter fills which port. Each has a sandbox twin that ships in the box.
ADAPTERS = {
    "typesetter": env("MOTCUA_TYPESETTER", "motcua.adapters.typesetting.port.Typesetter"),
    "signer": env("MOTCUA_SIGNER", "motcua.adapters.signing.signatures"),
    "mailer": env(
        "MOTCUA_MAILER", "motcua.adapters.mail.Smtp" if env("MOTCUA_SMTP_HOST") else "motcua.adapters.mail.Outbox"
    ),
    "texter": env("MOTCUA_TEXTER", "motcua.adapters.mail.TextBox" if DEMO else "motcua.adapters.mail.NoTexts"),
    "machine": "motcua.adapters.machine.Machine",
    "identity": env("MOTCUA_IDENTITY", "motcua.adapters.identity.Demo" if DEMO else "motcua.adapters.identity.Closed"),
    "gateways": env("MOTCUA_GATEWAYS", "motcua.adapters.payment.Gateways"),
    "bank": env(
        "MOTCUA_BANK", "motcua.adapters.payment.banks.Sandbox" if DEMO else "motcua.adapters.payment.banks.Folder"
    ),
    "invoices": env(
        "MOTCUA_INVOICES",
        "motcua.adapters.payment.invoices.Sandbox" if DEMO else "motcua.adapters.payment.invoices.Nowhere",
    ),
    "imitation": "motcua.adapters.payment.twin.Twin",
}
# Where money comes from. A gateway without a secret is not offered; the demo talks to its own sandbox.
SANDBOX = f"{PUBLIC_URL}/sandbox/gateway" if DEMO else ""
SANDBOX_SECRET = "minh-hoa-khong-bi-mat" if DEMO else ""
GATEWAYS = {
    "platform": {
        "url": env("MOTCUA_PLATFORM_URL", SANDBOX and f"{SANDBOX}/platform/"),
        "api": env("MOTCUA_PLATFORM_API", SANDBOX and f"{SANDBOX}/platform/api/"),
        "partner": env("MOTCUA_PLATFORM_PARTNER", SANDBOX and "MOTCUA"),
        "secret": env("MOTCUA_PLATFORM_SECRET", SANDBOX_SECRET),
    },
    "vnpay": {
        "url": env("MOTCUA_VNPAY_URL", SANDBOX and f"{SANDBOX}/vnpay/"),
        "api": env("MOTCUA_VNPAY_API", SANDBOX and f"{SANDBOX}/vnpay/api/"),
        "partner": env("MOTCUA_VNPAY_PARTNER", SANDBOX and "MOTCUA"),
        "secret": env("MOTCUA_VNPAY_SECRET", SANDBOX_SECRET),
    },
}
# The city's account: VietQR is offered when bank (BIN) and account are known.
BANK = {
    "bin": env("MOTCUA_BANK_BIN", "970499" if DEMO else ""),
    "account": env("MOTCUA_BANK_ACCOUNT", "0100100100" if DEMO else ""),
    "name": env("MOTCUA_BANK_NAME", "KHO BAC MINH HOA" if DEMO else ""),
    "folder": env("MOTCUA_BANK_FOLDER"),
}
# What the post is paid for bringing a result, in whole đồng; 0: the bill has no such line.
POSTAGE_VND = int(env("MOTCUA_POSTAGE_VND", "0"))
# Where keys lie: `demo` (made on first use, no legal value), `pkcs12` or `pkcs11` (see `docs/operating.md`).
SIGNING = {
    name: env(f"MOTCUA_SIGNING_{name.upper()}", "demo" if name == "shelf" else "")
    for name in ("shelf", "folder", "passphrase", "module", "token", "pin", "issuers", "roots", "timestamp_url")
}
EMAIL_HOST = env("MOTCUA_SMTP_HOST")
EMAIL_PORT = int(env("MOTCUA_SMTP_PORT", "25"))
EMAIL_HOST_USER = env("MOTCUA_SMTP_USER")
EMAIL_HOST_PASSWORD = env("MOTCUA_SMTP_PASSWORD")
EMAIL_USE_TLS = flag("MOTCUA_SMTP_TLS")
DEFAULT_FROM_EMAIL = env("MOTCUA_MAIL_FROM", "mot-cua@localhost")

# How a dossier's code is written: `tt01` (TT 01/2018 art. 19) or `qd20` (QĐ 20/2020 order).
CODE_PATTERN = env("MOTCUA_CODE_PATTERN", "tt01")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "motcua.config.logs.WithRequest"}},
    "formatters": {"line": {"()": "motcua.config.logs.JsonLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request"]}},
    # A page that is not there is the visitor's news, not the operator's.
    "loggers": {"django.request": {"level": "ERROR"}},
    "root": {"handlers": ["stderr"], "level": env("MOTCUA_LOG_LEVEL", "WARNING")},
}
