#!/usr/bin/env bash
# Runs a command in the site's folder with the environment of the service:
#     deploy/with-env.sh .venv/bin/python manage.py …
# The file is read as systemd reads it: one NAME=value on a line, the value as it stands.
set -euo pipefail
while IFS= read -r line || [[ -n $line ]]; do
  if [[ $line =~ ^([A-Z_0-9]+)=(.*)$ ]]; then export "${BASH_REMATCH[1]}=${BASH_REMATCH[2]}"; fi
done <"${CHAPTER_ENV:-/etc/chapter/chapter.env}"
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec "$@"
