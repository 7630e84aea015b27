"""Handing mails to a server: whose fault it is that one did not go out."""

from collections.abc import Iterator

import pytest
import requests
from anymail.exceptions import AnymailRecipientsRefused, AnymailRequestsAPIError
from celery.exceptions import SoftTimeLimitExceeded
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from jobtracker.mail.connection import MailConnection, RecipientRefused, ServerUnavailable

MAIL = EmailMessage("subject", "text", "us@test.example", ["them@test.example"])
problems: list[Exception] = []


class Backend(BaseEmailBackend):
    """A server that answers with what lies in ``problems``."""

    def send_messages(self, messages: object) -> int:
        raise problems[0]


@pytest.fixture(autouse=True)
def _server(settings: object) -> Iterator[None]:
    settings.EMAIL_BACKEND = f"{__name__}.Backend"  # type: ignore[attr-defined]
    yield
    problems.clear()


def answered(status: int) -> AnymailRequestsAPIError:
    """What a provider's answer over HTTP is raised as."""
    response = requests.Response()
    response.status_code, response.reason = status, "because"
    return AnymailRequestsAPIError("no", response=response)


def unreachable() -> Exception:
    """What a provider that cannot be reached is raised as: by the request's own error too."""
    kind = type("Unreachable", (AnymailRequestsAPIError, requests.ConnectionError), {})
    problem: Exception = kind("nobody listens")
    return problem


@pytest.mark.parametrize(
    "problem", [*map(answered, (200, 400, 406, 422)), AnymailRecipientsRefused("inactive")]
)
def test_a_mail_that_a_provider_rejects_is_refused(problem: Exception) -> None:
    problems.append(problem)
    with MailConnection() as courier, pytest.raises(RecipientRefused):
        courier.send(MAIL)


@pytest.mark.parametrize("problem", [*map(answered, (401, 403, 429, 500, 503)), unreachable()])
def test_a_provider_that_is_down_or_busy_is_no_fault_of_the_mail(problem: Exception) -> None:
    problems.append(problem)
    with MailConnection() as courier, pytest.raises(ServerUnavailable):
        courier.send(MAIL)


def test_the_end_of_a_task_s_time_is_nobody_s_fault() -> None:
    problems.append(SoftTimeLimitExceeded())
    with MailConnection() as courier, pytest.raises(SoftTimeLimitExceeded):
        courier.send(MAIL)
