"""What deploy/ describes, really started: its commands and its nginx.conf, with the test's folders and ports."""

import os
import re
import shlex
import signal
import socket
import ssl
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.message import Message
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.tools.processes.real import ROOT, until
from tools.debian import find_program
from tools.demo import free_port

DEPLOY = ROOT / "deploy"
MAIN = """
error_log {folder}/error.log; pid {folder}/nginx.pid; worker_processes 1; user root;
events {{ worker_connections 1024; }}
http {{
  include {types};
  {temporary}
  {site}
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
TYPES = "types { text/css css; text/html html; application/pdf pdf; video/webm webm; }"


class Answer(NamedTuple):
    status: int
    headers: Message
    text: bytes


class Site:
    """`folder` stands for /srv/staedtenetz and /run/staedtenetz, `port` for 443, `plain_port` for 80."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder, self.processes = folder, {}
        self.port, self.plain_port = free_port(), free_port()
        self.address = f"https://localhost:{self.port}"
        self.var = folder / "var"
        self.env = os.environ | {
            "DATABASE_URL": database_url,
            "BASE_URL": self.address,
            "VAR": str(self.var),
            "DJANGO_SETTINGS_MODULE": "tests.deploy.settings",
            "LIMIT_POSTS": "0",
            **read_settings(DEPLOY / "env.example", "TRUSTED_PROXIES", "ACCEL_REDIRECT", "PAGE_THREADS"),
        }
        self.certificate = write_certificate(folder)
        self.tls = ssl.create_default_context(cafile=self.certificate)

    def localise(self, text: str) -> str:
        """The text of a file of deploy/ with our places in it."""
        python = str(Path(sys.executable).parent)
        for there, ours in {
            "/srv/staedtenetz/app/.venv/bin": python,
            "/srv/staedtenetz/app/deploy": str(DEPLOY),
            "/srv/staedtenetz": str(self.folder),
            "/run/staedtenetz": str(self.folder),
            "/var/log/nginx": str(self.folder),
            "/etc/letsencrypt/live/netz.example.org": str(self.folder),
            "netz.example.org": "localhost",
            "listen [::]:443 ssl http2;": "",
            "listen [::]:80;": "",
            "listen 443": f"listen 127.0.0.1:{self.port}",
            "listen 80": f"listen 127.0.0.1:{self.plain_port}",
        }.items():
            text = text.replace(there, ours)
        return text

    def start_all(self) -> None:
        started = ("web", 1), ("web", 2), ("live", 1)
        for unit, number in started:
            self.start(unit, number)
        for unit, number in started:
            self.wait_for(f"{unit}-{number}")
        self.start_nginx()

    def start(self, unit: str, number: int) -> None:
        text = (DEPLOY / "systemd" / f"staedtenetz-{unit}@.service").read_text().replace("\\\n", "")
        for command in re.findall(r"^ExecStart(?:Pre)?=(.*)$", text, re.MULTILINE):
            argv = shlex.split(self.localise(command).replace("%i", str(number)))
            process = subprocess.Popen(argv, cwd=ROOT, env=self.env, start_new_session=True)
            if argv[0] == "/bin/rm":
                process.wait()
        self.processes[f"{unit}-{number}"] = process

    def start_nginx(self) -> None:
        config = self.folder / "nginx.conf"
        temporary = " ".join(f"{name}_temp_path {self.folder}/{name};" for name in TEMPORARY)
        site = self.localise((DEPLOY / "nginx" / "staedtenetz.conf").read_text())
        main = MAIN.replace("include {types};", TYPES.replace("{", "{{").replace("}", "}}"))
        config.write_text(main.format(folder=self.folder, temporary=temporary, site=site))
        argv = [find_program("nginx"), "-c", config, "-p", self.folder, "-g", "daemon off;"]
        subprocess.run([*argv[:-2], "-t", "-q"], check=True)
        self.processes["nginx"] = subprocess.Popen(argv, start_new_session=True)
        until(lambda: is_listening(self.port))

    def wait_for(self, name: str) -> None:
        until(lambda: is_healthy(self.folder / f"{name}.sock"), 60)

    def reload(self, name: str) -> None:
        """As ExecReload does; returns when a new process is there and the old one has gone."""
        main = self.processes[name].pid
        old = list_children(main)
        os.kill(main, signal.SIGHUP)
        until(lambda: (now := list_children(main)) and not now & old, 60)

    def stop(self) -> None:
        for process in self.processes.values():
            process.send_signal(signal.SIGTERM)
        for process in self.processes.values():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def ask(self, method: str, path: str, body=None, source: str = "127.0.0.1", **headers: str) -> Answer:
        """A request by TLS on a connection of its own, from an address of this machine."""
        options = {"timeout": 60, "context": self.tls, "source_address": (source, 0)}
        return send_request(HTTPSConnection("localhost", self.port, **options), method, path, body, headers)

    def ask_plainly(self, path: str) -> Answer:
        return send_request(HTTPConnection("localhost", self.plain_port, timeout=60), "GET", path)


def send_request(connection: HTTPConnection, *request: object) -> Answer:
    """`request`: as for `HTTPConnection.request`."""
    with closing(connection):
        connection.request(*request)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())


def read_settings(path: Path, *names: str) -> dict[str, str]:
    pairs = (line.split("=", 1) for line in path.read_text().splitlines() if "=" in line)
    return {name: value for name, value in pairs if name in names}


def list_children(pid: int) -> set[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return {int(child) for task in tasks for child in task.read_text().split()}


def is_listening(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def is_healthy(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as asking:
        asking.settimeout(30)
        try:
            asking.connect(str(path))
            asking.send(b"GET /-/health/ HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Proto: https\r\n\r\n")
            return b" 200 " in asking.recv(64)
        except OSError:
            return False


def write_certificate(folder: Path) -> Path:
    """For localhost, signed by itself."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.NameAttribute(NameOID.COMMON_NAME, "localhost")
    now, named = datetime.now(UTC), x509.Name([name])
    made = x509.CertificateBuilder(named, named, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    signed = made.sign(key, hashes.SHA256())
    (folder / "fullchain.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    kind = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "privkey.pem").write_bytes(key.private_bytes(*kind))
    return folder / "fullchain.pem"
