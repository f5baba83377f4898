#!/usr/bin/env python
"""Django's command line. `site/` holds the project package and is put on the path here (docs/decisions/001)."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chapter.settings.development")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
