"""A real Dovecot for the tests: the machine's own, else Debian's; with TLS, on free ports."""

from __future__ import annotations

import getpass
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from scripts import system
from tests.services import server
from tests.services.certificates import Authority
from tests.services.missing import ServiceMissing
from tests.services.ports import LOOPBACK, answers, free_port

HOST = "localhost"
PASSWORD = "open-sesame"
BESIDE_THE_PATH = "/usr/sbin"
NOBODY = 65534
HOW = """No Dovecot can be started here, and the tests of mailboxes need a real one.
Install it: `apt-get install dovecot-imapd` on Debian and Ubuntu, or `brew install dovecot`."""


def find() -> str:
    """Return the program to run, installing Debian's where that may be done; or ServiceMissing."""
    found = on_path()
    if found is None and system.can_apt() and system.apt_install("dovecot-imapd"):
        found = on_path()
    if found is None:
        raise ServiceMissing(HOW)
    return found


def on_path() -> str | None:
    """Return the server that the PATH or the folder of the system's servers holds."""
    return shutil.which("dovecot") or shutil.which("dovecot", path=BESIDE_THE_PATH)


@dataclass
class Dovecot:
    """A server that knows everybody by one password, and the mailboxes that lie in its folder."""

    home: Path
    authority: Authority
    process: subprocess.Popen[bytes] | None = None
    tls_port: int = field(default_factory=free_port)
    port: int = field(default_factory=free_port)
    delivered: int = 0

    @property
    def ca_file(self) -> Path:
        """The certificate of the authority that signs the server's."""
        return self.home / "ca.pem"

    def present(self, authority: Authority, host: str = HOST) -> None:
        """Show a certificate for `host` that `authority` has signed."""
        key, certificate = authority.issue(host)
        (self.home / "key.pem").write_bytes(key)
        (self.home / "certificate.pem").write_bytes(certificate)
        if self.process is not None:
            self.process.send_signal(signal.SIGHUP)

    def folder(self, user: str, name: str = "INBOX") -> Path:
        """Return the Maildir of a folder, made where it is not there."""
        top = self.home / "mail" / user
        path = top if name == "INBOX" else top / f".{name}"
        for part in ("new", "cur", "tmp"):
            (path / part).mkdir(parents=True, exist_ok=True)
        hand_over(top)
        return path

    def deliver(self, user: str, content: bytes, at: datetime, folder: str = "INBOX") -> None:
        """Put a mail into a folder, as if it had arrived at `at`."""
        self.deliver_all(user, [content], at, folder)

    def deliver_all(
        self, user: str, contents: list[bytes], at: datetime, folder: str = "INBOX"
    ) -> None:
        """Put mails into a folder, in this order."""
        path = self.folder(user, folder)
        for content in contents:
            self.delivered += 1
            file = path / "cur" / f"{int(at.timestamp())}.M{self.delivered:06}P1.test:2,"
            file.write_bytes(content)
            os.utime(file, (at.timestamp(), at.timestamp()))
            if system.is_root():
                os.chown(file, NOBODY, NOBODY)

    def in_folder(self, user: str, folder: str = "INBOX") -> list[Path]:
        """Return the files of a folder."""
        return sorted(self.folder(user, folder).glob("[cn]*/*"))

    def renumber(self, user: str, folder: str = "INBOX") -> None:
        """Give a folder, and all mails in it, new numbers: another UIDVALIDITY."""
        path = self.folder(user, folder)
        numbers = path / "dovecot-uidlist"
        old = re.search(r"V(\d+)", numbers.read_text().splitlines()[0])
        assert old is not None
        for file in path.glob("dovecot*"):
            file.unlink()
        numbers.write_text(f"3 V{int(old[1]) + 1} N1 G{uuid4().hex}\n")
        hand_over(path)


def hand_over(folder: Path) -> None:
    """Give a folder to whom the server reads mails as."""
    if system.is_root():
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, NOBODY, NOBODY)


@contextmanager
def running(authority: Authority | None = None) -> Iterator[Dovecot]:
    """Run a Dovecot without any mail on two free ports; yield it."""
    program = find()
    with tempfile.TemporaryDirectory(prefix="jt-imap-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        home.chmod(0o755)
        made = Dovecot(home, authority or Authority())
        made.ca_file.write_bytes(made.authority.certificate)
        made.present(made.authority)
        hand_over(made.folder("nobody").parent)
        config = home / "dovecot.conf"
        config.write_text(configuration(made))
        with server.running(
            [program, "-F", "-c", str(config)],
            log=home / "log",
            ready=lambda: answers(made.port, b"1 LOGOUT\r\n", b"* OK"),
            stop=signal.SIGTERM,
        ) as made.process:
            yield made


def configuration(made: Dovecot) -> str:
    """Return what Dovecot is to do; without root, as whoever runs the tests."""
    root, me = system.is_root(), getpass.getuser()
    people = "" if root else f"default_internal_user = {me}\ndefault_login_user = {me}\n"
    prison = "" if root else "  chroot =\n"
    uid, gid = (NOBODY, NOBODY) if root else (os.getuid(), os.getgid())
    return f"""
protocols = imap
listen = {LOOPBACK}
base_dir = {made.home}/run
state_dir = {made.home}/run
log_path = {made.home}/dovecot.log
{people}first_valid_uid = {uid}
first_valid_gid = {gid}
mail_location = maildir:{made.home}/mail/%u
ssl = required
ssl_cert = <{made.home}/certificate.pem
ssl_key = <{made.home}/key.pem
auth_failure_delay = 0
mail_max_userip_connections = 100
maildir_very_dirty_syncs = no
namespace inbox {{
  inbox = yes
  mailbox Sent {{
    special_use = \\Sent
    auto = create
  }}
}}
passdb {{
  driver = static
  args = password={PASSWORD}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={made.home}/mail/%u
}}
service imap-login {{
{prison}  inet_listener imap {{
    port = {made.port}
  }}
  inet_listener imaps {{
    port = {made.tls_port}
  }}
}}
service anvil {{
{prison}  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""
