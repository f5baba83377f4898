"""The test suite: fast hashing, mail in memory, the database named by DATABASE_URL (SQLite in memory by default)."""

import tempfile

from .base import *
from .base import DATABASES, POST_OFFICE, env

SECRET_KEY = "tests-only"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if "postgresql" in DATABASES["default"]["ENGINE"]:
    # A busy machine may be slow: nothing runs out of time in less than minutes. What is lost with the power is no loss.
    DATABASES["default"]["OPTIONS"]["options"] = (
        "-c statement_timeout=600000 -c lock_timeout=300000 -c idle_in_transaction_session_timeout=600000"
        " -c synchronous_commit=off"
    )
else:
    DATABASES["default"]["OPTIONS"]["timeout"] = 300
MEDIA_ROOT = env("TEST_MEDIA_ROOT", default=tempfile.mkdtemp(prefix="chapter-test-media-"))
POST_OFFICE = {**POST_OFFICE, "BACKENDS": {"default": "django.core.mail.backends.locmem.EmailBackend"}}
SERVE_MEDIA = True
AXES_ENABLED = False
PAGE_CACHE_MARKER = ""  # none: test processes run side by side
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "tests"}}
LOGGING = {"version": 1, "disable_existing_loggers": False}
