#!/usr/bin/env bash
# A new version onto the server: deploy/with-env.sh deploy/release.sh v1.2.0  (as the user chapter)
# Copies first, so that going back is deploy/restore.py; stops at the first thing that goes wrong.
set -euo pipefail
cd "$(dirname "$0")/.."
version=${1:?which version? (a tag or a commit)}

.venv/bin/python deploy/backup.py
git fetch --quiet --tags origin
git checkout --quiet --detach "$version"
.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
.venv/bin/python manage.py check --deploy --fail-level WARNING
.venv/bin/python manage.py migrate --no-input
.venv/bin/python manage.py collectstatic --no-input --verbosity 0
sudo systemctl restart chapter.service
.venv/bin/python manage.py empty_page_cache
for _ in $(seq 30); do
  if curl --silent --fail --output /dev/null --unix-socket /run/chapter/gunicorn.sock \
    -H "Host: ${ALLOWED_HOSTS%%,*}" -H 'X-Forwarded-Proto: https' http://localhost/readyz; then
    echo "$version serves"
    for unit in deploy/systemd/*; do
      cmp --silent "$unit" "/etc/systemd/system/${unit##*/}" ||
        echo "new: $unit (root: cp $PWD/$unit /etc/systemd/system/ && systemctl daemon-reload; enable a new timer)"
    done
    exit 0
  fi
  sleep 1
done
echo "The site does not answer as it should: journalctl -u chapter -n 50" >&2
exit 1
