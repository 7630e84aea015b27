"""Sends many emails over one connection, and tells server faults from refused emails."""

import smtplib
import time
from types import TracebackType
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.crypto import salted_hmac

from jobtracker.time_limit import too_long

GOING_AWAY = 421
ERROR_LENGTH = 500
TOO_LATE = "Too late: the next mail says it better."
"""The stored error of an email that was not sent because it was too late."""
SERVER_ERROR = 500
NOT_THE_MAIL = (401, 403, 408, 429)
"""HTTP statuses of a provider that concern the account or a limit, not the email."""


def faults() -> tuple[type[Exception], ...]:
    """Return what sending raises if the server or an address is at fault, for an `except`.

    Only there is the library of providers imported: most servers speak SMTP.
    """
    from anymail.exceptions import AnymailError  # noqa: PLC0415

    return (OSError, smtplib.SMTPException, UnicodeError, AnymailError)


class ServerUnavailable(Exception):
    """The server cannot be reached or closed the connection; the email is not at fault."""


class RecipientRefused(Exception):
    """The server refused this email; others may be accepted."""


class MailConnection:
    """Sends messages over one connection, opened when needed and closed at the end.

    ``per_second`` limits the rate of this process; 0 means no limit.
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
        """Send one message. Raises ServerUnavailable or RecipientRefused, with the reason."""
        self._wait()
        self._open()
        try:
            accepted = self._connection.send_messages([message])
        except too_long():
            raise
        except Exception as problem:
            self.close()
            raise _fault(problem) from problem
        if not accepted:
            raise RecipientRefused("The mail server took no message.")

    def close(self) -> None:
        """Close the connection; the next message opens a new one."""
        if not self._is_open:
            return
        self._is_open = False
        try:
            self._connection.close()
        except (OSError, smtplib.SMTPException):
            self._connection = get_connection()

    def _open(self) -> None:
        if self._is_open:
            return
        try:
            self._connection.open()
        except (OSError, smtplib.SMTPException) as problem:
            self.close()
            raise ServerUnavailable(_describe(problem)) from problem
        self._is_open = True

    def _wait(self) -> None:
        if self._pause:
            now = time.monotonic()
            if now < self._next:
                time.sleep(self._next - now)
            self._next = max(now, self._next) + self._pause


def _fault(problem: Exception) -> Exception:
    """Return the exception that says whether the server or the email is at fault."""
    if isinstance(problem, smtplib.SMTPResponseException):
        gone = problem.smtp_code == GOING_AWAY
        return (ServerUnavailable if gone else RecipientRefused)(_describe(problem))
    if isinstance(problem, smtplib.SMTPServerDisconnected):
        return ServerUnavailable(_describe(problem))
    status = getattr(problem, "status_code", None)
    if status is not None:
        down = status >= SERVER_ERROR or status in NOT_THE_MAIL
        return (ServerUnavailable if down else RecipientRefused)(_describe(problem))
    if isinstance(problem, OSError) and not isinstance(problem, smtplib.SMTPException):
        return ServerUnavailable(_describe(problem))
    return RecipientRefused(_describe(problem))


def _describe(problem: Exception) -> str:
    """Return the error in one line, short enough to store and show."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        text = "; ".join(_answer(*answer) for answer in problem.recipients.values())
    elif isinstance(problem, smtplib.SMTPResponseException):
        text = _answer(problem.smtp_code, problem.smtp_error)
    else:
        text = f"{type(problem).__name__}: {problem}"
    return " ".join(text.split())[:ERROR_LENGTH]


def _answer(code: int, text: bytes | str) -> str:
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    return f"{code} {words}"


def message_id(*parts: object) -> str:
    """Return a Message-ID that is always the same for the same parts, and reveals none of them."""
    name = "/".join(map(str, parts))
    digest = salted_hmac("jobtracker.message-id", name, algorithm="sha256").hexdigest()[:32]
    return f"<{digest}@{mail_host()}>"


def mail_host() -> str:
    """Return the domain of our Message-IDs."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"
