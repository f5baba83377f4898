"""The chapter's server. Refuses to start without its own secret, hosts, database and address, and says which."""

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .base import SITE_URL, STORAGES, env

_missing = [
    name
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "SITE_URL", "EMAIL_URL")
    if not env(name, default="")
]
if _missing:
    raise ImproperlyConfigured(f"Set these environment variables before starting in production: {', '.join(_missing)}")
if len(env("SECRET_KEY")) < 50:
    raise ImproperlyConfigured("SECRET_KEY is too short for production: use at least 50 random characters")
if "*" in env.list("ALLOWED_HOSTS"):
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the chapter's own hosts, not *")
if not SITE_URL.startswith("https://"):
    raise ImproperlyConfigured("SITE_URL must begin with https:// in production")

DEBUG = False
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# gunicorn listens on a socket and knows no address: a lock-out counts by the one nginx tells.
AXES_CLIENT_IP_CALLABLE = "donate.promises.throttling.address_of"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "chapter.static_storage.SmallStaticFilesStorage"}}
