"""Static files as readers get them: names with a digest, compressed, our own sheets without comments and air.

A page may weigh 14 KB of HTML and CSS before its first picture; the air alone is one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

_STRING = re.compile(r"""("[^"]*"|'[^']*')""")


def without_air(css: str) -> str:
    """The sheet without comments and needless blanks; strings stay as they are."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    parts = _STRING.split(css)
    for number in range(0, len(parts), 2):
        part = re.sub(r"\s+", " ", parts[number])
        part = re.sub(r"\s*([{};,])\s*", r"\1", part)
        parts[number] = re.sub(r":\s+", ":", part).replace(";}", "}")
    return "".join(parts).strip() + "\n"


class SmallStaticFilesStorage(CompressedManifestStaticFilesStorage):
    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        for path in () if dry_run else [path for path in paths if path.startswith("css/") and path.endswith(".css")]:
            with self.open(path) as file:
                css = without_air(file.read().decode("utf-8"))
            self.delete(path)
            self.save(path, ContentFile(css.encode("utf-8")))
            paths[path] = (self, path)  # Django reads the source of each file anew: let it read this
        yield from super().post_process(paths, dry_run, **options)
