"""Handing many mails to one server over one connection, and telling its faults apart."""

import smtplib
import time
from types import TracebackType
from urllib.parse import urlsplit

from anymail.exceptions import AnymailError
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.crypto import salted_hmac

GOING_AWAY = 421
ERROR_LENGTH = 500
TOO_LATE = "Too late: the next mail says it better."
"""What is kept of a mail that was not sent because its hour had long passed."""
SERVER_ERROR = 500
NOT_THE_MAIL = (401, 403, 408, 429)
"""HTTP statuses by which a provider speaks of the account or the moment, not of the mail."""
FAULTS = (OSError, smtplib.SMTPException, AnymailError)
"""What sending a mail may raise where the server or its address is at fault."""


class ServerUnavailable(Exception):
    """The server cannot be reached or went away: no fault of this mail's."""


class RecipientRefused(Exception):
    """The server would not take this mail; the others may do well."""


class MailConnection:
    """Sends messages over one connection, which is opened when needed and closed at the end.

    ``per_second`` bounds the rate of this process; 0 sets no bound.
    """

    def __init__(self, per_second: float | None = None) -> None:
        self._connection = get_connection()
        self._is_open = False
        rate = settings.EMAIL_PER_SECOND if per_second is None else per_second
        self._pause = 1 / rate if rate else 0.0
        self._next = 0.0

    def __enter__(self) -> "MailConnection":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def send(self, message: EmailMessage) -> None:
        """Hand over one message; raises ServerDown or Refused, with a sentence that says why."""
        self._wait()
        self._open()
        try:
            taken = self._connection.send_messages([message])
        except SoftTimeLimitExceeded:
            raise
        except Exception as problem:
            self.close()
            raise _fault(problem) from problem
        if not taken:
            raise RecipientRefused("The mail server took no message.")

    def close(self) -> None:
        """Close the connection; the next message opens a new one."""
        if not self._is_open:
            return
        self._is_open = False
        try:
            self._connection.close()
        except (OSError, smtplib.SMTPException):
            self._connection.connection = None  # type: ignore[attr-defined]

    def _open(self) -> None:
        if self._is_open:
            return
        try:
            self._connection.open()
        except (OSError, smtplib.SMTPException) as problem:
            self.close()
            raise ServerUnavailable(_said(problem)) from problem
        self._is_open = True

    def _wait(self) -> None:
        if self._pause:
            now = time.monotonic()
            if now < self._next:
                time.sleep(self._next - now)
            self._next = max(now, self._next) + self._pause


def _fault(problem: Exception) -> Exception:
    """Whether the server is at fault or the mail."""
    if isinstance(problem, smtplib.SMTPResponseException):
        gone = problem.smtp_code == GOING_AWAY
        return (ServerUnavailable if gone else RecipientRefused)(_said(problem))
    if isinstance(problem, smtplib.SMTPServerDisconnected):
        return ServerUnavailable(_said(problem))
    status = getattr(problem, "status_code", None)
    if status is not None:
        down = status >= SERVER_ERROR or status in NOT_THE_MAIL
        return (ServerUnavailable if down else RecipientRefused)(_said(problem))
    if isinstance(problem, OSError) and not isinstance(problem, smtplib.SMTPException):
        return ServerUnavailable(_said(problem))
    return RecipientRefused(_said(problem))


def _said(problem: Exception) -> str:
    """What went wrong, in one line fit to be kept and shown."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        said = "; ".join(_answer(*answer) for answer in problem.recipients.values())
    elif isinstance(problem, smtplib.SMTPResponseException):
        said = _answer(problem.smtp_code, problem.smtp_error)
    else:
        said = f"{type(problem).__name__}: {problem}"
    return " ".join(said.split())[:ERROR_LENGTH]


def _answer(code: int, text: bytes | str) -> str:
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    return f"{code} {words}"


def message_id(*parts: object) -> str:
    """A Message-ID that the same parts always give, and that tells nothing of them."""
    name = "/".join(map(str, parts))
    digest = salted_hmac("jobtracker.message-id", name, algorithm="sha256").hexdigest()[:32]
    return f"<{digest}@{mail_host()}>"


def mail_host() -> str:
    """The host that our Message-IDs end in."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"
