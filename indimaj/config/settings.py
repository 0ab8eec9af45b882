"""One settings file. Every variable that it reads is described in docs/reference/settings.md."""

import zoneinfo
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from . import env

# The system's time-zone tables may still add an hour to Morocco (DESIGN, traps): only PyPI's tzdata is read.
zoneinfo.reset_tzpath(to=[])

MODES = ("production", "demo", "test", "development")
MODE = env.text("INDIMAJ_MODE", "production")
if MODE not in MODES:
    raise ImproperlyConfigured(f"INDIMAJ_MODE is {MODE!r}: write one of {', '.join(MODES)}.")
PRODUCTION = MODE == "production"
DEMO = MODE == "demo"
DEBUG = MODE == "development"

BASE_DIR = Path(__file__).resolve().parents[2]
PACKAGE_DIR = BASE_DIR / "indimaj"
DATA_DIR = env.folder("INDIMAJ_DATA", BASE_DIR / "var" / MODE)
UPLOAD_DIR = DATA_DIR / "files"
DEMO_MARK = DATA_DIR / "this-is-a-demonstration"
if DEMO and not DEMO_MARK.exists():
    raise ImproperlyConfigured(
        "INDIMAJ_MODE=demo works only on a data folder that bin/demo has made. Start it with bin/demo."
    )

DEMO_DAYS_BACK = env.number("INDIMAJ_DEMO_DAYS_BACK", 0) if DEMO else 0

SECRET_KEY = env.secret("INDIMAJ_SECRET_KEY", needed=PRODUCTION, otherwise="demo-" + "not-a-secret-" * 4)
CODE_KEY = env.secret("INDIMAJ_CODE_KEY", needed=PRODUCTION, otherwise="demo-code-" + "not-a-secret-" * 4)
LEDGER_KEY = env.secret(
    "INDIMAJ_LEDGER_KEY", needed=PRODUCTION, otherwise="demo-ledger-" + "not-a-secret-" * 4
)
ALLOWED_HOSTS = env.words("INDIMAJ_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1],testserver")
if PRODUCTION and not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "INDIMAJ_HOSTS is not set: write the host names that people type, with commas."
    )
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if PRODUCTION]
PUBLIC_ADDRESS = env.text(
    "INDIMAJ_ADDRESS", f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else "http://127.0.0.1:8000"
)

POLICY = env.text("INDIMAJ_POLICY", "morocco")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    # Our rooms stand before allauth, so that their words and templates win.
    "indimaj.design",
    "indimaj.texts",
    "indimaj.ledger",
    "indimaj.directory",
    "indimaj.people",
    "indimaj.proofs",
    "indimaj.letters",
    "indimaj.applications",
    "indimaj.decisions",
    "indimaj.clients",
    "indimaj.services",
    "indimaj.programmes",
    "indimaj.referrals",
    "indimaj.recognition",
    "indimaj.dialogue",
    "indimaj.measures",
    "indimaj.commitments",
    "indimaj.delivery",
    "indimaj.consultations",
    "indimaj.reports",
    "indimaj.portal",
    "indimaj.demo",
    "indimaj.config",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "indimaj.config.middleware.NoStoreMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "indimaj.directory.middleware.FirstThingsFirst",
    "django_htmx.middleware.HtmxMiddleware",
    "indimaj.config.middleware.BadInputMiddleware",
    "indimaj.config.database_wall.DatabaseWall",
]

ROOT_URLCONF = "indimaj.config.urls"
WSGI_APPLICATION = "indimaj.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "indimaj.design.context.page",
                "indimaj.config.context.menu",
            ],
        },
    }
]
FORM_RENDERER = "indimaj.design.forms.Renderer"

# --- database: SQLite is the embedded default, PostgreSQL by DATABASE_URL is production (DESIGN 5)
DATABASE_URL = env.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'indimaj.sqlite3'}")
DATABASES = {"default": env.database("DATABASE_URL", DATABASE_URL)}
SQLITE = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
if PRODUCTION and SQLITE and not env.flag("INDIMAJ_ALLOW_SQLITE"):
    raise ImproperlyConfigured(
        "DATABASE_URL is not set: production runs on PostgreSQL (postgresql://user:password@host/name). "
        "One small office may run on SQLite with INDIMAJ_ALLOW_SQLITE=1."
    )
if SQLITE:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=268435456;"
            "PRAGMA cache_size=-65536;PRAGMA temp_store=MEMORY;PRAGMA journal_size_limit=67108864;"
            # OR REPLACE deletes the row in its way: with this, it asks the triggers that keep rows.
            "PRAGMA recursive_triggers=ON;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {
        "pool": {"min_size": 1, "max_size": env.number("INDIMAJ_POOL", 4), "timeout": 10}
    }
DATABASE_WALL = env.flag("INDIMAJ_DATABASE_WALL")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- who signs in
AUTH_USER_MODEL = "directory.Staff"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "indimaj.directory.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "indimaj.directory.adapters.StaffAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "indimaj.directory.sign_in_forms.SignInForm",
    "reauthenticate": "indimaj.directory.sign_in_forms.ConfirmForm",
    "change_password": "indimaj.directory.sign_in_forms.PasswordForm",
}
# An office has one address for many officers: the limit by user name is the narrow one.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/m/ip,5/5m/key", "reauthenticate": "10/m/user"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.flag("INDIMAJ_BEHIND_PROXY") else 0
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Indimaj"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_ADAPTER = "indimaj.directory.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "indimaj.directory.sign_in_forms.CodeForm",
    "reauthenticate": "indimaj.directory.sign_in_forms.ConfirmCodeForm",
    "activate_totp": "indimaj.directory.sign_in_forms.SetUpForm",
}
SECOND_FACTOR_REQUIRED = env.flag("INDIMAJ_SECOND_FACTOR", default=not DEMO and MODE != "test")
if PRODUCTION and not SECOND_FACTOR_REQUIRED:
    raise ImproperlyConfigured("INDIMAJ_SECOND_FACTOR=0 is not allowed in production.")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "portal:home"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# Forms carry their own guard: no script of ours reads the cookie.
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "indimaj.config.views.stale_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- languages: Arabic first; Amazigh is prepared, and offered once its own strings are complete
LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS: list[Path] = []
FORMAT_MODULE_PATH = "indimaj.config.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Africa/Casablanca"
USE_THOUSAND_SEPARATOR = False

# --- files and pages
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": UPLOAD_DIR},
    },
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
UPLOAD_LIMIT = env.number("INDIMAJ_UPLOAD_LIMIT", 8 * 1024 * 1024)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_PERMISSIONS = 0o600

# --- security headers
# HSTS for other names below the host, and in browsers' own lists, is for the host's owner to decide at the proxy.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_SSL_REDIRECT = PRODUCTION and env.flag("INDIMAJ_HTTPS_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("INDIMAJ_BEHIND_PROXY") else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- outside systems (indimaj.ports): mail and virus scan
MAIL_URL = env.text("INDIMAJ_MAIL", "files")
MAIL_FROM = env.text("INDIMAJ_MAIL_FROM", "indimaj@localhost")
SCANNER = env.text("INDIMAJ_SCANNER", "none")
if PRODUCTION and SCANNER == "none" and not env.flag("INDIMAJ_NO_SCANNER"):
    raise ImproperlyConfigured(
        "INDIMAJ_SCANNER is not set: write the clamd socket (unix:/run/clamav/clamd.ctl or tcp:host:3310), "
        "or INDIMAJ_NO_SCANNER=1 to accept uploads that nothing scans."
    )

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "config_cache"}
    if PRODUCTION
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if MODE == "test"
        else "django_tasks_db.DatabaseBackend"
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "indimaj.config.logs.UtcFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "filters": {"keys": {"()": "indimaj.config.logs.HideKeys"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["keys"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
