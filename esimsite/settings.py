"""All settings. What differs between machines comes from the environment (environment.py, README: Settings)."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from esimsite import environment
from guides.monitoring import logs

BASE_DIR = Path(__file__).resolve().parent.parent
ENV = environment.read(BASE_DIR)

DEBUG = ENV.debug
SECRET_KEY = ENV.secret_key
SITE_URL = ENV.site_url
ALLOWED_HOSTS = ENV.allowed_hosts
DATABASES = {"default": ENV.database}
RELEASE = ENV.release
DATA_DIR = ENV.data_dir
OG_FONT = ENV.og_font
PROXY_COUNT = ENV.proxy_count
THROTTLE = ENV.throttle
PAGE_CACHE_MB = ENV.page_cache_mb
SHARED_CACHE_SECONDS = ENV.shared_cache_seconds
OFFLINE = ENV.offline
ADMIN_PATH = ENV.admin_path
REQUIRE_SECOND_FACTOR = ENV.require_second_factor

INSTALLED_APPS = [
    "modeltranslation",  # before the admin, which it extends
    "guides.signin.apps.DeskConfig",  # Django's admin with a guarded door
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "reversion",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "guides",
]

MIDDLEWARE = [
    "guides.middleware.CompressedText",
    "guides.freshness.middleware.FreshnessMiddleware",  # outside all that add headers
    # Every answer has the headers of these, static files and refusals too: nothing that answers stands outside them.
    "guides.middleware.SecurityHeaders",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "guides.middleware.LanguageMiddleware",
    "guides.middleware.AdminCookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "guides.middleware.ReadingOnly",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

ROOT_URLCONF = "esimsite.urls"
WSGI_APPLICATION = "esimsite.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
                "django.template.context_processors.debug",
            ],
        },
    }
]

# Languages: the table itself is guides/languages.py; Django and modeltranslation want it in these shapes.
LANGUAGE_CODE = "en"  # the interface's source language, and the answer to browsers that ask for neither Chinese
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
MODELTRANSLATION_LANGUAGES = tuple(code for code, _ in LANGUAGES)
MODELTRANSLATION_DEFAULT_LANGUAGE = "zh-hans"  # the language that content is written in first
MODELTRANSLATION_ENABLE_FALLBACKS = False  # one page, one language: a missing text is missing
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "esimsite.staticfiles.JoinedManifestStorage"
    },
}

# What a form may hold. The largest is a guide's: 60 sections and 60 questions are some 1,400 fields, and a Chinese
# character takes nine bytes on its way. Readers' own forms are held to less (guides/posting.py); files do not count.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10  # no form has more than one

# Security. Plain http works only where SITE_URL says so (a laptop).
HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.proxy_count else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
# Only the admin has cookies, and no other address is sent them. A session ends after so much time without a page.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = LANGUAGE_COOKIE_PATH = f"/{ADMIN_PATH}/"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
# guides/signin counts attempts itself, for passwords and codes alike, so that nobody can lock others out.
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0
OTP_TOTP_ISSUER = urlsplit(SITE_URL).hostname  # what authenticator apps call the account
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "guides.pages.errors.forged"
X_FRAME_OPTIONS = "DENY"
WHITENOISE_ALLOW_ALL_ORIGINS = False
# What a browser could do and this site never asks for: not even a script that got in could.
DENIED_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "display-capture",
    "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get",
    "idle-detection", "keyboard-map", "local-fonts", "magnetometer", "microphone", "midi", "otp-credentials", "payment",
    "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock", "serial",
    "storage-access", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "worker-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# On standard error. No handler of Django's own is left: those would mail what was posted, or print lines of their kind.
LOG_FORMAT = ENV.log_format
ACCESS_LOG = ENV.access_log
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"chosen": {"()": logs.FORMATTERS[LOG_FORMAT]}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "chosen"}},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": True},  # runserver's lines hold queries
    },
    "root": {"handlers": ["console"], "level": ENV.log_level},
}

if ENV.sentry_dsn:
    from guides.monitoring import sentry

    sentry.start(ENV.sentry_dsn, RELEASE, "development" if DEBUG else "production")
