"""The test suite: fast hashing, mail in memory, the database named by DATABASE_URL (SQLite in memory by default)."""

import tempfile

from .base import *  # noqa: F403
from .base import POST_OFFICE, env

SECRET_KEY = "tests-only"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = env("TEST_MEDIA_ROOT", default=tempfile.mkdtemp(prefix="chapter-test-media-"))
POST_OFFICE = {**POST_OFFICE, "BACKENDS": {"default": "django.core.mail.backends.locmem.EmailBackend"}}
SERVE_MEDIA = True
AXES_ENABLED = False
PAGE_CACHE_MARKER = ""  # none: test processes run side by side
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "tests"}}
LOGGING = {"version": 1, "disable_existing_loggers": False}
