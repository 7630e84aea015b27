"""From an interview to the mail, over PostgreSQL, Redis, a worker, a beat and an SMTP server."""

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from email.message import Message

import pytest

from tests.e2e.story import EMAIL
from tests.faults.stage import Stage
from tests.services.ports import LOOPBACK, free_port

pytestmark = pytest.mark.services


def text_of(mail: Message) -> str:
    """The text part of a mail."""
    for part in mail.walk():
        if part.get_content_type() == "text/plain":
            payload = part.get_payload(decode=True)
            assert isinstance(payload, bytes)
            return payload.decode()
    raise AssertionError("the mail has no text part")


def test_from_an_interview_to_a_mail_whose_link_works(on_stage: Stage) -> None:
    on_stage.run("-m", "tests.e2e.story")
    assert on_stage.rows(
        "SELECT state FROM followups_reminder WHERE rule = 'interview.thank_you'"
    ) == [("planned",)]
    on_stage.worker()
    on_stage.beat(seconds=2)
    on_stage.wait(lambda: len(on_stage.mails.mails) >= 2, pause=0.2)
    on_stage.wait(lambda: on_stage.states() == {"sent": 2}, pause=0.2)
    assert on_stage.rows(
        "SELECT state FROM followups_reminder WHERE rule = 'interview.thank_you'"
    ) == [("open",)]
    by_subject = {str(mail["Subject"]): mail for to, mail in on_stage.mails.mails if to == EMAIL}
    assert "Thank Ana Ruiz (Harbour Analytics)" in by_subject
    digest = next(mail for subject, mail in by_subject.items() if not subject.startswith("Thank"))
    assert "Thank Ana Ruiz" in text_of(digest)
    assert digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    press(on_stage, digest)


def press(on_stage: Stage, digest: Message) -> None:
    """Follow the thank-you's link to the running site, and press *Sent*."""
    port = free_port()
    on_stage.start(
        "-m", "gunicorn", "jobtracker.wsgi", "--bind", f"{LOOPBACK}:{port}", "--no-control-socket"
    )
    site = f"http://localhost:{port}"
    about = text_of(digest).split("Thank Ana Ruiz", 1)[1]
    found = re.search(r"http://localhost:8000(/mail/\S+)", about)
    assert found
    on_stage.wait(lambda: answer(site + found[1])[0] == 200, pause=0.2)
    status, page = answer(f"{site}{found[1]}sent/")
    assert status == 200
    assert "Thank Ana Ruiz" in page
    thanks = "SELECT state FROM followups_reminder WHERE rule = 'interview.thank_you'"
    assert on_stage.rows(thanks) == [("open",)]
    for _ in range(2):
        assert answer(f"{site}{found[1]}sent/", post=True)[0] == 200
    assert on_stage.rows(thanks) == [("settled",)]
    assert on_stage.rows("SELECT purpose FROM applications_message") == [("thank_you",)]
    status, health = answer(f"{site}/health/")
    assert status == 200, health
    assert json.loads(health)["rows_left_out"] == 0


def answer(url: str, post: bool = False) -> tuple[int, str]:
    """The status and the page; 0 where nobody answers yet."""
    data = b"" if post else None
    try:
        with urllib.request.urlopen(url, data=data, timeout=10) as got:
            return got.status, got.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()
    except OSError:
        return 0, ""
