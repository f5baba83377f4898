#!/usr/bin/env python
"""Everything that can be known without running the site. Each check says its name and how it went."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "chapter.settings.production",
    "SECRET_KEY": "not-the-real-one-" * 5,
    "ALLOWED_HOSTS": "chapter.example",
    "DATABASE_URL": "sqlite:///:memory:",
    "SITE_URL": "https://chapter.example",
    "EMAIL_URL": "smtp://localhost:25",
    "LOG_LEVEL": "ERROR",
}
CHECKS: list[tuple[str, list[str], dict[str, str]]] = [
    ("ruff", [str(BIN / "ruff"), "check", "."], {}),
    ("format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."], {}),
    ("types", [str(BIN / "mypy"), "home", "stories", "campaigns", "donate", "site/chapter"], {}),
    ("imports", [str(BIN / "lint-imports"), "--no-cache"], {"PYTHONPATH": "site:."}),
    ("templates", [str(BIN / "djlint"), "templates", "--lint", "--quiet"], {}),
    ("migrations", [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"], {"LOG_LEVEL": "ERROR"}),
    ("deployment", [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    ("catalogues", [sys.executable, "tools/messages.py", "all", "--check"], {}),
    ("walls", [sys.executable, "-m", "pytest", "tests/project", "-q"], {}),
]


def main() -> int:
    wanted = set(sys.argv[1:])
    failed = []
    for name, command, env in CHECKS:
        if wanted and name not in wanted:
            continue
        done = subprocess.run(
            command,
            check=False,
            cwd=ROOT,
            env={**os.environ, **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        print(f"{name:12} {'ok' if done.returncode == 0 else 'FAILED'}", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout[-6000:])
    print("all checks hold" if not failed else f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
