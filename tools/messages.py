#!/usr/bin/env python
"""Message catalogues without the gettext binaries: extract, update, compile, check (docs/decisions/003).

    python tools/messages.py home            update and compile the catalogue of one room
    python tools/messages.py all --check     say what is missing, fuzzy, stale or has other placeholders; exit 1

Rooms: home, stories, campaigns, donate (their Python and templates/<room>/), and site (all other templates).
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
APPS = ("home", "stories", "campaigns", "donate")
KEYWORDS = {
    **dict.fromkeys(("_", "_g", "gettext", "gettext_lazy", "gettext_noop", "ugettext_lazy"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def files_of(room: str) -> Iterator[Path]:
    if room in APPS:
        yield from sorted((ROOT / room).rglob("*.py"))
        yield from sorted((ROOT / "templates" / room).rglob("*.*"))
        yield from sorted((ROOT / room / "templates").rglob("*.*"))
        return
    yield from sorted((ROOT / "site" / "chapter").rglob("*.py"))
    for path in sorted((ROOT / "templates").rglob("*.*")):
        if path.relative_to(ROOT / "templates").parts[0] not in APPS:
            yield path


def messages_in(path: Path) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    """(msgid or (msgid, plural), context) for each translatable string of one file."""
    from babel.messages.extract import extract
    from django.utils.translation.template import templatize

    if path.suffix == ".py":
        source, text = "python", path.read_text("utf-8")
    elif path.suffix in (".html", ".txt", ".xml"):
        # Django turns a template into something that looks like C calls of gettext, padding with X's between.
        source, text = "python", templatize(path.read_text("utf-8"), origin=str(path))
        calls = re.findall(r"\b(?:n?p?gettext|_)\((?:[^()'\"\\]|u?'(?:\\.|[^'\\])*'|u?\"(?:\\.|[^\"\\])*\")*\)", text)
        text = "\n".join(calls)
    else:
        return
    for _line, message, _comments, context in extract(source, io.BytesIO(text.encode()), KEYWORDS):
        if message and (message if isinstance(message, str) else message[0]):
            yield message, context


def catalogue_path(room: str) -> Path:
    base = ROOT / "locale" / "site" if room == "site" else ROOT / room / "locale"
    return base / "vi" / "LC_MESSAGES" / "django.po"


def read_catalogue(path: Path):
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    if not path.exists():
        return Catalog(locale="vi")
    with path.open("rb") as file:
        return read_po(file, locale="vi")


def fresh_catalogue(room: str):
    """The catalogue as the sources want it, with the translations that the file already holds."""
    from babel.messages.catalog import Catalog

    old = read_catalogue(catalogue_path(room))
    new = Catalog(locale="vi", project="chapter", charset="utf-8")
    new.header_comment = f"# Vietnamese for the room «{room}». Written by tools/messages.py; translations by hand."
    wanted: dict[tuple[str, str | None], str | tuple[str, str]] = {}
    for path in files_of(room):
        for message, context in messages_in(path):
            key = (message if isinstance(message, str) else message[0], context)
            if not isinstance(wanted.get(key), tuple):
                wanted[key] = message
    for (msgid, context), message in sorted(
        wanted.items(), key=lambda item: (item[0][0].lower(), item[0][0], item[0][1] or "")
    ):
        known = old.get(msgid, context)
        string = known.string if known else ""
        if isinstance(message, tuple):
            string = (string if isinstance(string, str) else string[0],)
        elif not isinstance(string, str):
            string = string[0]
        entry = new.add(message, string, context=context)
        if "%" in msgid and PLACEHOLDER.search(msgid):
            entry.flags.add("python-format")
        else:
            entry.flags.discard("python-format")
    return new


def po_bytes(catalogue) -> bytes:
    from babel.messages.pofile import write_po

    out = io.BytesIO()
    write_po(out, catalogue, width=0, omit_header=True, no_location=True)
    header = (
        f'{catalogue.header_comment}\nmsgid ""\nmsgstr ""\n'
        '"Language: vi\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    )
    return header.encode() + out.getvalue()


def mo_bytes(po_file: Path) -> bytes:
    from babel.messages.mofile import write_mo

    catalogue = read_catalogue(po_file)
    for message in list(catalogue):
        message.flags.discard("python-format")  # Babel's own checks are stricter than Django's
    out = io.BytesIO()
    write_mo(out, catalogue)
    # The header carries the day of compiling: the same catalogue must give the same bytes.
    return re.sub(
        rb"(PO-Revision-Date|POT-Creation-Date): [^\n]*",
        lambda match: match.group(1) + b": " + b"-" * (len(match.group(0)) - len(match.group(1)) - 2),
        out.getvalue(),
    )


def faults(room: str) -> list[str]:
    path = catalogue_path(room)
    problems = []
    stored = read_catalogue(path)
    for message in fresh_catalogue(room):
        if not message.id:
            continue
        msgid = message.id if isinstance(message.id, str) else message.id[0]
        string = message.string if isinstance(message.string, str) else message.string[0]
        if not string:
            problems.append(f"{room}: not translated: {msgid!r}" + (f" ({message.context})" if message.context else ""))
        elif stored.get(msgid, message.context) and stored.get(msgid, message.context).fuzzy:
            problems.append(f"{room}: fuzzy: {msgid!r}")
        elif "python-format" in message.flags:
            sources = [message.id] if isinstance(message.id, str) else list(message.id)
            allowed = {frozenset(PLACEHOLDER.findall(source)) for source in sources}
            if frozenset(PLACEHOLDER.findall(string)) not in allowed:
                problems.append(f"{room}: other placeholders: {msgid!r} → {string!r}")
    mo = path.with_suffix(".mo")
    if path.exists() and (not mo.exists() or mo.read_bytes() != mo_bytes(path)):
        problems.append(f"{room}: the compiled catalogue is stale: run python tools/messages.py {room}")
    return problems


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("room", choices=[*APPS, "site", "wagtail", "all"])
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    overlay = ROOT / "locale" / "wagtail" / "vi" / "LC_MESSAGES"
    rooms = [*APPS, "site"] if options.room == "all" else [] if options.room == "wagtail" else [options.room]
    problems: list[str] = []
    for room in rooms:
        if not options.check:
            path = catalogue_path(room)
            catalogue = fresh_catalogue(room)
            if len(catalogue):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(po_bytes(catalogue))
                path.with_suffix(".mo").write_bytes(mo_bytes(path))
        problems += faults(room)
    if options.room in ("all", "wagtail"):
        for path in sorted(overlay.glob("*.po")):
            if options.check and path.with_suffix(".mo").read_bytes() != mo_bytes(path):
                problems.append(f"wagtail: {path.name} is newer than its .mo: run python tools/messages.py wagtail")
            elif not options.check:
                path.with_suffix(".mo").write_bytes(mo_bytes(path))
    print("\n".join(problems) if problems else "every string has its translation")
    return 1 if problems and options.check else 0


if __name__ == "__main__":
    import django
    from django.conf import settings

    settings.configure(USE_I18N=False)
    django.setup()
    sys.exit(main())
