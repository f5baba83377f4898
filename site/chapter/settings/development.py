"""The machine of somebody who tries or develops the site: SQLite, local files, mail on the console."""

from .base import *
from .base import STORAGES, VAR_DIR, env

# Off, so that whoever tries the site sees its own pages, the one for a wrong address too. DEBUG=1 shows tracebacks.
DEBUG = env.bool("DEBUG", default=False)
SERVE_MEDIA = True
DEMO_ALLOWED = True
if env.bool("SMALL_STATIC", default=False):  # as in production: for measuring, after collectstatic
    STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "chapter.static_storage.SmallStaticFilesStorage"}}
else:
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = True
SECRET_KEY = env("SECRET_KEY", default="development-only-not-a-secret")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])
VAR_DIR.mkdir(parents=True, exist_ok=True)
