"""What stands in deploy/ does what it says: a copy can be put back, the web server hands out only what it may."""

import hashlib
import http.server
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import tarfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from .places import ROOT, manage, place_of_its_own, program

NGINX = shutil.which("nginx") or ("/usr/sbin/nginx" if Path("/usr/sbin/nginx").exists() else None)

RENAME = "from wagtail.models import Page; Page.objects.filter(depth=2).update(title={!r})"
ASK = "from wagtail.models import Page; print(Page.objects.get(depth=2).title)"


@pytest.fixture
def place(tmp_path, migrated_copy):
    with place_of_its_own(tmp_path, f"chapter_copy_{os.getpid()}", migrated_copy) as env:
        yield env


def test_a_copy_is_put_back_whole_and_only_where_it_overwrites_nothing(place, tmp_path):
    manage("shell", "--no-imports", "-c", RENAME.format("Hội ở Lạng Sơn"), **place)
    picture = tmp_path / "media" / "original_images" / "ảnh.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"picture")

    made = program("backup.py", **place)
    assert made.returncode == 0, made.stderr
    (copy,) = (tmp_path / "copies").iterdir()
    assert copy.stat().st_mode & 0o077 == 0

    manage("shell", "--no-imports", "-c", RENAME.format("Bị sửa nhầm"), **place)
    picture.write_bytes(b"another")
    refused = program("restore.py", copy, **place)
    assert refused.returncode != 0
    assert "Nothing was changed" in refused.stderr
    assert "Bị sửa nhầm" in manage("shell", "--no-imports", "-c", ASK, **place)

    kept = tmp_path / "var" / "page-cache-epoch"  # pages made before it are shown to nobody
    kept.unlink(missing_ok=True)
    restored = program("restore.py", copy, "--replace", **place)
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert kept.exists(), "readers would go on seeing pages of what was replaced"
    assert "Hội ở Lạng Sơn" in manage("shell", "--no-imports", "-c", ASK, **place)
    assert picture.read_bytes() == b"picture"
    aside = [path.name for path in tmp_path.iterdir() if path.name.startswith("media.before-")]
    assert len(aside) == 1

    (copy / "media.tar").write_bytes(b"torn")
    torn = program("restore.py", copy, "--replace", **place)
    assert torn.returncode != 0
    assert "do not use this copy" in torn.stderr


@pytest.mark.parametrize(
    ("name", "kind"),
    [("../outside.txt", tarfile.REGTYPE), ("/etc/outside", tarfile.REGTYPE), ("link", tarfile.SYMTYPE)],
)
def test_a_copy_with_files_that_belong_elsewhere_is_refused_before_anything_is_touched(tmp_path, name, kind):
    copy = tmp_path / "copy"
    copy.mkdir()
    stranger = tarfile.TarInfo(name)
    stranger.type, stranger.linkname = kind, "/etc"
    with tarfile.open(copy / "media.tar", "w") as archive:
        archive.addfile(stranger)
    digest = hashlib.sha256((copy / "media.tar").read_bytes()).hexdigest()
    (copy / "manifest.json").write_text(
        json.dumps({"engine": "sqlite", "made": "", "files": {"media.tar": {"sha256": digest}}})
    )
    database = tmp_path / "site.sqlite3"
    env = {"DATABASE_URL": f"sqlite:///{database}", "MEDIA_ROOT": str(tmp_path / "media")}
    refused = program("restore.py", copy, "--replace", **env)
    assert refused.returncode != 0
    assert name in refused.stderr
    assert not database.exists()
    assert not (tmp_path / "media").exists()


def test_old_copies_go_the_newest_stays_and_half_a_copy_is_never_taken_for_a_whole_one(tmp_path):
    sqlite3.connect(tmp_path / "site.sqlite3").execute("CREATE TABLE t (x)").connection.commit()
    copies = tmp_path / "copies"
    for name in ("20200101T000000Z", "20200102T000000Z", ".20200103T000000Z.unfinished"):
        (copies / name).mkdir(parents=True)
    (copies / "notes").mkdir()
    env = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}",
        "MEDIA_ROOT": str(tmp_path / "none"),
        "BACKUP_DIR": str(copies),
    }
    assert program("backup.py", **env).returncode == 0
    left = sorted(path.name for path in copies.iterdir())
    assert len(left) == 2
    assert left[1] == "notes"
    assert left[0] > "2026"

    gone = tmp_path / "gone.sqlite3"
    assert program("backup.py", **{**env, "DATABASE_URL": f"sqlite:///{gone}"}).returncode != 0
    assert not gone.exists()
    assert len([path for path in copies.iterdir() if path.name[0] != "."]) == 2


# --- The web server --------------------------------------------------------------------------------------------------


class Site(http.server.BaseHTTPRequestHandler):
    """In the site's place: says what arrived."""

    def do_GET(self):
        echo = "\n".join(f"{name}: {value}" for name, value in self.headers.items()) + f"\nPATH {self.path}\n"
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(echo.encode())))
        self.end_headers()
        self.wfile.write(echo.encode())

    def log_message(self, *_arguments):
        pass

    def address_string(self):
        return "socket"


class SocketServer(http.server.ThreadingHTTPServer):
    address_family = socket.AF_UNIX

    def server_bind(self):
        self.socket.bind(self.server_address)
        self.server_name, self.server_port = "site", 0


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _configuration(folder, port):
    """deploy/nginx as it is, with the paths and the port of this test."""
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
        + ["-subj", "/CN=localhost", "-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")],
        capture_output=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    replaced = {
        "/etc/letsencrypt/live/chuthapdo.example.vn": str(folder),
        "/srv/chapter/deploy": str(ROOT / "deploy"),
        "/var/lib/chapter": str(folder),
        "/run/chapter": str(folder),
        "/var/log/nginx": str(folder),
        "    listen [::]:80;\n": "",
        "    listen [::]:443 ssl http2;\n": "",
        "listen 80;": f"listen 127.0.0.1:{_free_port()};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{port} ssl http2;",
    }
    for name in ("chapter.conf", "locations.conf"):
        text = (ROOT / "deploy" / "nginx" / name).read_text()
        for old, new in replaced.items():
            text = text.replace(old, new)
        (folder / name).write_text(
            text.replace(str(ROOT / "deploy/nginx/locations.conf"), str(folder / "locations.conf"))
        )
    user = "user root;\n" if os.getuid() == 0 else ""
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"{user}pid {folder}/nginx.pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\ninclude /etc/nginx/mime.types;\n{temporary}include {folder}/chapter.conf;\n}}\n"
    )


@pytest.fixture(scope="module")
def web(tmp_path_factory):
    if NGINX is None:
        pytest.skip("no nginx: apt-get install nginx")
    folder = tmp_path_factory.mktemp("nginx")
    for path, body in {
        "static/css/base.0123.css": b"body{}" * 200,
        "static/staticfiles.json": b"{}",
        "media/images/anh.webp": b"RIFF",
        "media/images/x.html": b"<script>alert(1)</script>",
        "media/documents/rieng.pdf": b"%PDF",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(body)
    port = _free_port()
    _configuration(folder, port)
    site = SocketServer(str(folder / "gunicorn.sock"), Site)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        for _ in range(2_400):
            if server.poll() is not None:
                raise AssertionError(server.stderr.read())
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield folder, f"https://localhost:{port}", site
    finally:
        server.terminate()
        server.wait(120)
        site.shutdown()
        site.server_close()


def get(base, path, **headers):
    import ssl

    unchecked = ssl._create_unverified_context()
    try:
        answer = urllib.request.urlopen(
            urllib.request.Request(base + path, headers=headers), timeout=120, context=unchecked
        )
    except urllib.error.HTTPError as refused:
        answer = refused
    return answer.status, answer.headers, answer.read().decode("utf-8", "replace")


def test_uploads_are_handed_out_with_a_policy_that_runs_nothing(web):
    _folder, base, _site = web
    status, headers, _body = get(base, "/media/images/anh.webp")
    assert (status, headers["Content-Type"]) == (200, "image/webp")
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert get(base, "/media/images/x.html")[1]["Content-Type"] == "application/octet-stream"


def test_documents_are_handed_out_by_the_site_alone(web):
    _folder, base, _site = web
    assert get(base, "/media/documents/rieng.pdf")[0] == 404
    assert get(base, "/media/../media/documents/rieng.pdf")[0] == 404
    assert get(base, "/media/%64ocuments/rieng.pdf")[0] == 404


def test_static_files_may_be_kept_for_ever_and_their_list_is_not_shown(web):
    _folder, base, _site = web
    status, headers, _body = get(base, "/static/css/base.0123.css", **{"Accept-Encoding": "gzip"})
    assert status == 200
    assert "immutable" in headers["Cache-Control"]
    assert headers["Content-Encoding"] == "gzip"
    assert get(base, "/static/staticfiles.json")[0] == 404


def test_the_site_learns_the_true_address_whatever_the_visitor_claims(web):
    _folder, base, _site = web
    claims = {"X-Forwarded-For": "6.6.6.6", "X-Real-IP": "6.6.6.6", "X-Forwarded-Proto": "http"}
    echo = get(base, "/ung-ho/", **claims)[2]
    assert "6.6.6.6" not in echo
    assert "X-Real-IP: 127.0.0.1" in echo
    assert "X-Forwarded-Proto: https" in echo


def test_the_log_holds_no_address_of_a_donors_own_page_no_visitor_and_no_words_searched_for(web):
    folder, base, _site = web
    get(base, "/ung-ho/cam-on/secret-token/")
    get(base, "/tim-kiem/?q=ten-rieng")
    get(base, "/tin-tuc/")
    for _ in range(2_400):
        log = (folder / "chapter.log").read_text()
        if "/tin-tuc/" in log:
            break
        time.sleep(0.05)
    assert "/tin-tuc/" in log
    assert "secret-token" not in log
    assert "ten-rieng" not in log
    assert "127.0.0.1" not in log


def test_a_silent_site_is_answered_for_in_vietnamese(web):
    folder, base, _site = web
    socket_file = folder / "gunicorn.sock"
    away = folder / "gunicorn.away"
    socket_file.rename(away)
    try:
        for _ in range(12):  # idle connections to the site may still be open
            status, headers, body = get(base, "/ung-ho/")
            if status == 503:
                break
    finally:
        away.rename(socket_file)
    assert status == 503
    assert headers["Retry-After"] == "60"
    assert "Trang đang nghỉ một lát" in body
