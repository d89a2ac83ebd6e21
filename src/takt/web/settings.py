"""Settings of Takt. Everything that differs between two installations comes from the environment."""

import os
import secrets
from decimal import Decimal
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from takt.ground.home import find_home
from takt.ground.postgres import as_django_database, database_urls
from takt.web.security.environment import one_of, openid_connect, positive

HOME = find_home()
BASE_DIR = Path(__file__).resolve().parent
PROJECT_DIR = BASE_DIR.parents[2]


def _secret_key() -> str:
    given = os.environ.get("TAKT_SECRET_KEY")
    if given:
        return given
    path = HOME.keys / "secret-key"
    try:
        return path.read_text()
    except FileNotFoundError:
        HOME.prepare()
        fresh = secrets.token_urlsafe(48)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(fresh)
        return fresh


_SESSION = {
    "lock_timeout": "10s",
    "statement_timeout": "60s",
    "idle_in_transaction_session_timeout": "60s",
    "plan_cache_mode": "force_generic_plan",  # planned once: an act's statements differ in values only
}


def _database() -> dict[str, object]:
    urls = database_urls(HOME)
    owner = os.environ.get("TAKT_AS_OWNER") == "1"  # migrations only: the application does not own its tables
    entry = as_django_database(urls.owner if owner else urls.application)
    entry["ENGINE"] = "takt.conduct.database"
    entry["CONN_MAX_AGE"] = 600
    entry["OPTIONS"] |= {
        "server_side_binding": True,
        "prepare_threshold": 3,
        "options": " ".join(f"-c {name}={value}" for name, value in _SESSION.items()),
    }
    return entry


SECRET_KEY = _secret_key()
DEBUG = False
TAKT_LIVE = os.environ.get("TAKT_LIVE") == "1"  # while somebody works on pages: read templates and files anew
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ALLOWED_HOSTS = os.environ.get("TAKT_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("TAKT_ORIGINS", "").split(",") if o]

CLAUSE_APPS = [
    "takt.conduct",
    "takt.departments",
    "takt.factory",
    "takt.stock",
    "takt.orders",
    "takt.planning",
    "takt.approval",
    "takt.quality",
    "takt.production",
    "takt.delivery",
    "takt.records",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "axes",
    "ninja",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    *CLAUSE_APPS,
    "takt.web",
    "takt.web.security",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "takt.web.middleware.SecurityHeaders",
    "takt.web.static_serving.StaticFiles",
    "takt.web.static_serving.CompressedPages",
    "takt.web.middleware.ApiProblems",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "takt.web.middleware.ReadersLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "takt.web.security.gate.Gate",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
APPEND_SLASH = False
ROOT_URLCONF = "takt.web.urls"
WSGI_APPLICATION = "takt.web.wsgi.application"
_LOADERS = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": _LOADERS if TAKT_LIVE else [("django.template.loaders.cached.Loader", _LOADERS)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "takt.web.pages.shell.shell",
            ],
        },
    },
]

AUTH_USER_MODEL = "departments.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "username"]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_USERNAME_FORM_FIELD = "username"  # the field of our form; axes would take the model's name for it
AXES_LOCKOUT_CALLABLE = "takt.web.pages.sign_in.locked_out"
TAKT_SECOND_FACTOR = one_of("TAKT_SECOND_FACTOR", "approvers", "everybody", "off")
TAKT_REAUTHENTICATE_MINUTES = positive("TAKT_REAUTHENTICATE_MINUTES", 15)
TAKT_OIDC_SERVER = os.environ.get("TAKT_OIDC_SERVER", "")  # the issuer's address; empty: no such sign-in
TAKT_OIDC_NAME = os.environ.get("TAKT_OIDC_NAME", "OpenID Connect")
SOCIALACCOUNT_PROVIDERS = openid_connect(TAKT_OIDC_SERVER, TAKT_OIDC_NAME)
SOCIALACCOUNT_ADAPTER = "takt.web.security.outside.Outside"
SOCIALACCOUNT_LOGIN_ON_GET = (
    True  # our policy sends forms to ourselves only; `state` ties the answer to this browser
)
ACCOUNT_ADAPTER = "takt.web.security.outside.NobodySignsUp"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("TAKT_HTTPS") == "1"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_FAILURE_VIEW = "takt.web.pages.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese (simplified)")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("TAKT_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "takt.web.static_serving.VersionedStorage"},
}
STATIC_ROOT = None  # nothing is collected: the finders' files are served as they lie
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = TAKT_LIVE
WHITENOISE_MAX_AGE = 3600
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "takt.web.static_files.NodePartsFinder",
]
NODE_MODULES = Path(os.environ.get("TAKT_NODE_MODULES", PROJECT_DIR / "node_modules"))
STATICFILES_DIRS = [BASE_DIR / "static"]
DOCUMENT_FONTS = [
    NODE_MODULES / "@expo-google-fonts" / "noto-sans-sc" / weight for weight in ("400Regular", "700Bold")
]
"""The fonts of printed documents; nothing is set in any other."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

EMAIL_HOST = os.environ.get("TAKT_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("TAKT_SMTP_PORT", "1025"))
EMAIL_HOST_USER = os.environ.get("TAKT_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("TAKT_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("TAKT_SMTP_TLS", "") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("TAKT_FROM", "takt@localhost")

TAKT_PLANT = os.environ.get("TAKT_PLANT", "P1")
TAKT_BASE_URL = os.environ.get("TAKT_BASE_URL") or f"http://localhost:{os.environ.get('TAKT_PORT', '8000')}"
TAKT_COMPANY = {
    "name": os.environ.get("TAKT_COMPANY_NAME", "Takt 示范工厂"),
    "address": os.environ.get("TAKT_COMPANY_ADDRESS", ""),
    "phone": os.environ.get("TAKT_COMPANY_PHONE", ""),
    "currency": os.environ.get("TAKT_CURRENCY", "CNY"),
}
TAKT_OVER_PRODUCTION_SHARE = Decimal(os.environ.get("TAKT_OVER_PRODUCTION_SHARE", "0"))
TAKT_FOLLOW_UP_DAYS = int(os.environ.get("TAKT_FOLLOW_UP_DAYS", "7"))
TAKT_FEEDBACK_LINK_DAYS = int(os.environ.get("TAKT_FEEDBACK_LINK_DAYS", "30"))
# How often a worker shows that it lives; what a killed one left undone is taken up after three to six beats.
TAKT_HEARTBEAT_SECONDS = min(20, max(1, int(os.environ.get("TAKT_HEARTBEAT_SECONDS", "5"))))
TAKT_UPLOAD_LIMIT_BYTES = int(os.environ.get("TAKT_UPLOAD_LIMIT_BYTES", str(20 * 1024 * 1024)))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("TAKT_LOG_LEVEL", "WARNING")},
}
