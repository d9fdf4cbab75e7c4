"""Settings (设置): one village on a laptop needs none; everything is under one data folder.

Every variable that the site reads is on one page: docs/settings.md.
"""

from __future__ import annotations

import datetime
import os
import secrets
from contextlib import suppress
from pathlib import Path

from huanjie.office import environment, logs
from huanjie.office.database import cache, database
from huanjie.office.oidcfile import IdentityProvider, read_identity_provider

HERE = Path(__file__).resolve().parent
HUANJIE_DATA = environment.data_folder()
HUANJIE_KEYS = HUANJIE_DATA / "keys"
HUANJIE_BACKUPS = Path(environment.text("HUANJIE_BACKUPS", str(HUANJIE_DATA / "backups")))
HUANJIE_BACKUP_TO = environment.text("HUANJIE_BACKUP_TO")
HUANJIE_DEMO = environment.flag("HUANJIE_DEMO")
_HTTPS = environment.flag("HUANJIE_HTTPS")


def _secret() -> str:
    """The secret of sessions and forms: made at first use, kept beside the other keys."""
    path = HUANJIE_KEYS / "session.key"
    HUANJIE_KEYS.mkdir(parents=True, exist_ok=True, mode=0o700)
    with suppress(FileExistsError):
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(made, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text("utf-8")


SECRET_KEY = _secret()
DEBUG = False
ALLOWED_HOSTS = environment.text("HUANJIE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "huanjie.office.sharedcache",
    "huanjie.office.people",
    "huanjie.office.deeds",
    "huanjie.office.units",
    "huanjie.office.security",
    "huanjie.office.countylog",
    "huanjie.office.tokens",
    "huanjie.office.law",
    "huanjie.office.incumbents",
    "huanjie.office.cover",
    "huanjie.office.planning",
    "huanjie.office.accounts",
    "huanjie.office.roll",
    "huanjie.office.electors",
    "huanjie.office.candidacy",
    "huanjie.office.review",
    "huanjie.office.notices",
    "huanjie.office.polling",
    "huanjie.office.scanning",
    "huanjie.office.closing",
    "huanjie.office.filings",
    "huanjie.office.keeping",
    "huanjie.office.overview",
    "huanjie.office.backup",
]
MIDDLEWARE = [
    "huanjie.office.logs.log_requests",
    *(["huanjie.office.demo.day.demo_day"] if HUANJIE_DEMO else []),
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "huanjie.office.machinedoor.machine_door",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "huanjie.office.security.middleware.watch",
    "huanjie.office.onedoor.one_door",
    "huanjie.office.middleware.keep_private",
    "huanjie.office.middleware.size_limit",
    "huanjie.office.middleware.no_nul",
    "django.contrib.messages.middleware.MessageMiddleware",
    "huanjie.office.people.sessions.session_limits",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "huanjie.office.people.guards.PasswordFirst",
    "huanjie.office.units.second_factor.SecondFactorFirst",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "huanjie.office.middleware.plain_refusals",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "huanjie.office.urls"
WSGI_APPLICATION = "huanjie.office.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "huanjie.office.context.site",
            ],
            "builtins": ["huanjie.office.tags", "huanjie.office.planning.tags"],
        },
    }
]
DATABASES = {"default": database(HUANJIE_DATA, environment.text("HUANJIE_DATABASE"))}
CACHES = {"default": cache(environment.text("HUANJIE_DATABASE"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "huanjie.office.people.signin.PasswordBackend",
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
_PASSWORDS = "huanjie.office.people.passwords"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_PASSWORDS}.LongEnough", "OPTIONS": {"min_length": 10}},
    {
        "NAME": f"{_PASSWORDS}.UnlikeTheAccount",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": f"{_PASSWORDS}.Uncommon"},
    {"NAME": f"{_PASSWORDS}.NotDigitsAlone"},
]
ACCOUNT_ADAPTER = "huanjie.office.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # by address, where a whole office sits; lockout.py counts by account
ACCOUNT_LOGOUT_REDIRECT_URL = "sign-in"

AXES_FAILURE_LIMIT = "huanjie.office.people.lockout.failure_limit"
AXES_COOLOFF_TIME = datetime.timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # our own security log keeps who came in, and who did not
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "password", "code", "csrfmiddlewaretoken", "next"]
AXES_LOCKOUT_PARAMETERS = "huanjie.office.people.lockout.counted_by"
AXES_USERNAME_CALLABLE = "huanjie.office.people.lockout.counted_name"
AXES_CLIENT_IP_CALLABLE = "huanjie.office.people.lockout.client_address"
AXES_LOCKOUT_CALLABLE = "huanjie.office.people.lockout.locked_page"
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # by account on purpose: docs/adr/0012

_oidc = environment.text("HUANJIE_OIDC")
HUANJIE_IDENTITY: IdentityProvider | None = read_identity_provider(Path(_oidc)) if _oidc else None
SOCIALACCOUNT_PROVIDERS = HUANJIE_IDENTITY.for_allauth if HUANJIE_IDENTITY else {}
SOCIALACCOUNT_ADAPTER = "huanjie.office.people.identity.IdentityAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form that leads elsewhere is forbidden by our own policy

MFA_ADAPTER = "huanjie.office.people.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Huanjie"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # there is no mail at all
_ASKED = environment.one_of("HUANJIE_SECOND_FACTOR", "offices", "everyone", "nobody")
SECOND_FACTOR = "nobody" if HUANJIE_DEMO else _ASKED
SESSION_IDLE = datetime.timedelta(
    minutes=environment.number("HUANJIE_IDLE_MINUTES", 60, least=1, most=1440)
)
SESSION_LONGEST = datetime.timedelta(
    hours=environment.number("HUANJIE_LONGEST_HOURS", 16, least=1, most=168)
)

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATICFILES_DIRS = [HERE / "static"]
WHITENOISE_USE_FINDERS = True

SESSION_ENGINE = "huanjie.office.people.sessionstore"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        # A bar's length and a date's place are custom properties on the element itself.
        "style-src-attr": ["'unsafe-inline'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a batch of two thousand people has several fields each
FILE_UPLOAD_MAX_MEMORY_SIZE = 20 * 2**20
LARGEST_UPLOAD = 20 * 2**20
"""bytes of one uploaded file; the largest roll and the largest dossier are far below it"""
API_PER_MINUTE = {"token": 300, "address": 600}
"""requests to the interface for machines, by one token and from one address"""

LOGGING = logs.configuration(environment.one_of("HUANJIE_LOG", "text", "json"))
