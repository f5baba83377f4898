"""The site as the journeys meet it: that of a developer, its files small as in production; no password takes its time,
and what the readers never load is not compressed."""

from collections.abc import Iterable, Iterator

from chapter.settings.development import *  # noqa: F403
from chapter.settings.development import STORAGES
from chapter.static_storage import SmallStaticFilesStorage

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
FOR_READERS = ("css/", "js/", "img/")


class ReadersFilesStorage(SmallStaticFilesStorage):
    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        yield from super().compress_files([path for path in paths if path.startswith(FOR_READERS)])


STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "tests.journeys.settings.ReadersFilesStorage"}}
