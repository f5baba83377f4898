"""Our templates as they are compiled: written for people, one tag a line, without their layout in the page.

It costs nothing while pages are made: a template is read once. The law, in full (docs/decisions/037-templates.md):

- Indentation and blank lines go. A line break is one white space, never none and never two: what stands side by side on
  a screen stands there as it was written.
- A line of nothing but tags that print nothing ({% if %}, {% endfor %}, {% load %}, a comment) leaves no white space.
- A file begins and ends without white space (unless a loop ends it, whose turns must not stick together), so that an
  include may stand in the middle of a sentence.
- <pre>, <textarea>, <script> and {% blocktranslate %} stay as they are.
"""

from __future__ import annotations

import re

from django.template import Origin
from django.template.loaders import filesystem

_AS_IT_IS = re.compile(
    r"<(pre|textarea|script)\b.*?</\1>|{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.S | re.I
)
_SILENT_TAGS = (
    "load|extends|block|endblock|if|elif|else|endif|for|empty|endfor|with|endwith|regroup|comment|endcomment"  # by name
)
_TO_THE_END = r"(?:(?!%}).)*"
_SILENT_LINE = re.compile(
    rf"(?:\s|{{#.*?#}}|{{%\s*(?:{_SILENT_TAGS})\b{_TO_THE_END}%}}|{{%{_TO_THE_END}\sas\s+\w+\s*%}})+"  # … as name
)


def squeeze(source: str) -> str:
    """The source of a template without the white space of its layout."""
    untouched: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        untouched.append(match[0])
        mark = f"\0{len(untouched) - 1}\0"
        return f"{{#{mark}#}}" if " asvar " in match[0] else mark  # kept under a name, it prints nothing

    squeezed: list[str] = []
    owed = None  # where the break after the latest line that prints belongs, once another such line or turn follows
    for line in map(str.strip, _AS_IT_IS.sub(put_aside, source).splitlines()):
        silent = not line or _SILENT_LINE.fullmatch(line)
        if owed is not None and (not silent or "endfor" in line):
            at_markup = squeezed[owed - 1].endswith(">") or line.startswith("<")
            squeezed[owed] = "\n" if at_markup else " "
            owed = None
        squeezed.append(line)
        if not silent:
            owed = len(squeezed)
            squeezed.append("")
    return re.sub(r"(?:{#)?\0(\d+)\0(?:#})?", lambda match: untouched[int(match[1])], "".join(squeezed))


class Loader(filesystem.Loader):
    """Reads the folders of settings.TEMPLATES. Pages and their parts (.html) are squeezed, letters (.txt) are not."""

    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        return squeeze(contents) if origin.name.endswith(".html") else contents
