"""gunicorn behind nginx: few processes, some threads in each; a thread that waits for the database costs little."""

import multiprocessing
import os
from pathlib import Path

chdir = str(Path(__file__).resolve().parents[1])
pythonpath = str(Path(chdir) / "site")
wsgi_app = "chapter.wsgi:application"
bind = os.environ.get("GUNICORN_BIND", "unix:/run/chapter/gunicorn.sock")
workers = int(os.environ.get("WEB_CONCURRENCY", min(4, multiprocessing.cpu_count() + 1)))
worker_class = "gthread"
threads = int(os.environ.get("GUNICORN_THREADS", "4"))
worker_tmp_dir = "/dev/shm"  # a heartbeat must not wait for a disk
timeout = 60  # a 40-megapixel photograph from a slow line
graceful_timeout = 30
keepalive = 15
max_requests = 5000
max_requests_jitter = 500
# Which pages somebody opened is nobody's business; nginx counts requests (without addresses of donors' own pages).
accesslog = None
errorlog = "-"
loglevel = "info"
control_socket_disable = True  # systemd starts, stops and reloads; a second way in is not needed
# Only the nginx in front may say where a request comes from: it talks through a socket that no other can open.
forwarded_allow_ips = "*"
