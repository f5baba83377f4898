"""Static files as readers get them: names with a digest, compressed, our own sheets whole, without comments and air.

A page may weigh 14 KB of HTML and CSS before its first picture; the air alone is one of them. A sheet that is too long
to be read in one piece lies in parts: it then holds nothing but imports, and is put together here, so that it stays one
file and one request for readers.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

OURS = ("css/", "home/", "stories/", "campaigns/", "donate/")
_STRING = re.compile(r"""("[^"]*"|'[^']*')""")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_IMPORT = re.compile(r'@import url\("([^"]+)"\)(?: layer\(([\w-]+)\))?;')
_ADDRESS = re.compile(r"url\((?![\"']?(?:data:|https?:|/|#))([\"']?)([^\"')]+)\1\)")


def without_air(css: str) -> str:
    """The sheet without comments and needless blanks; strings stay as they are."""
    css = _COMMENT.sub("", css)
    parts = _STRING.split(css)
    for number in range(0, len(parts), 2):
        part = re.sub(r"\s+", " ", parts[number])
        part = re.sub(r"\s*([{};,])\s*", r"\1", part)
        parts[number] = re.sub(r":\s+", ":", part).replace(";}", "}")
    return "".join(parts).strip() + "\n"


def put_together(path: str, read: Callable[[str], str]) -> str:
    """The sheet at `path` with its parts in their places; a sheet without imports as it is."""
    css = read(path)
    imports = _IMPORT.findall(css)
    if not imports:
        return css
    if _IMPORT.sub("", _COMMENT.sub("", css)).strip():
        raise ValueError(f"{path}: a sheet in parts holds nothing but imports")
    whole = []
    for layer, parts in groupby(imports, key=lambda part: part[1]):
        text = "".join(_part(posixpath.join(posixpath.dirname(path), name), path, read) for name, _layer in parts)
        whole.append(f"@layer {layer} {{\n{text}}}\n" if layer else text)
    return "".join(whole)


def _part(path: str, whole: str, read: Callable[[str], str]) -> str:
    """A part as it stands in the whole sheet: its addresses lead from there."""

    def moved(match: re.Match[str]) -> str:
        quote, target = match.groups()
        address = posixpath.relpath(posixpath.join(posixpath.dirname(path), target), posixpath.dirname(whole) or ".")
        return f"url({quote}{address}{quote})"

    return _ADDRESS.sub(moved, read(path))


class SmallStaticFilesStorage(CompressedManifestStaticFilesStorage):
    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        sheets = [path for path in paths if path.startswith(OURS) and path.endswith(".css")]
        small = {} if dry_run else {path: without_air(put_together(path, self._text)) for path in sheets}
        for path, css in small.items():
            self.delete(path)
            self.save(path, ContentFile(css.encode("utf-8")))
            paths[path] = (self, path)  # Django reads the source of each file anew: let it read this
        yield from super().post_process(paths, dry_run, **options)

    def _text(self, path: str) -> str:
        with self.open(path) as file:
            return file.read().decode("utf-8")
