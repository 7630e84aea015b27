"""/outbox/: mails in files, readable where no mail is configured and DEBUG is on; else nowhere."""

from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from jobtracker.mail.outbox_backend import EmailBackend


@pytest.fixture(autouse=True)
def _kept(settings: object, tmp_path: Path) -> None:
    settings.DEBUG = True  # type: ignore[attr-defined]
    settings.EMAIL_CONFIGURED = False  # type: ignore[attr-defined]
    settings.EMAIL_FILE_PATH = str(tmp_path / "outbox")  # type: ignore[attr-defined]


HTML = "<html><body><p style='color: red'>html</p></body></html>"


def keep(subject: str = "Today: thank Ana", html: str = HTML) -> str:
    mail = EmailMultiAlternatives(subject, "text https://x.example/", to=["a@test.example"])
    mail.attach_alternative(html, "text/html")
    assert EmailBackend().send_messages([mail]) == 1
    from jobtracker.mail.outbox_backend import folder

    return sorted(folder().glob("*.eml"))[-1].stem


def test_an_empty_outbox_says_what_will_appear(client: Client, db: None) -> None:
    assert "No mail yet" in client.get("/outbox/").content.decode()


def test_the_newest_comes_first(client: Client, db: None) -> None:
    keep("First")
    keep("Second")
    page = client.get("/outbox/").content.decode()
    assert page.index("Second") < page.index("First")


def test_a_mail_is_shown_with_its_text_and_headers(client: Client, db: None) -> None:
    page = client.get(f"/outbox/{keep()}/").content.decode()
    assert "Today: thank Ana" in page
    assert '<a href="https://x.example/"' in page
    assert "<iframe" in page
    assert "sandbox" in page


def test_its_html_may_do_nothing_but_look(client: Client, db: None) -> None:
    answer = client.get(f"/outbox/{keep()}/html/")
    assert "color: red" in answer.content.decode()
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>Hi</p>", '<base target="_top"><p>Hi</p>'),
        (
            '<html><HEAD id="a"></HEAD><header>Hi</header></html>',
            '<html><HEAD id="a"><base target="_top"></HEAD><header>Hi</header></html>',
        ),
    ],
)
def test_its_links_open_around_the_frame(client: Client, db: None, html: str, shown: str) -> None:
    name = keep(html=html)
    assert client.get(f"/outbox/{name}/html/").content.decode().strip() == shown


@pytest.mark.parametrize("name", ["..%2f..%2fsettings", "0", "x", "-"])
def test_nothing_else_can_be_read(client: Client, db: None, name: str) -> None:
    keep()
    assert client.get(f"/outbox/{name}/").status_code == 404


@pytest.mark.parametrize("elsewhere", [{"DEBUG": False}, {"EMAIL_CONFIGURED": True}])
def test_elsewhere_it_is_not_there(
    client: Client, db: None, settings: object, elsewhere: dict[str, bool]
) -> None:
    name = keep()
    for key, value in elsewhere.items():
        setattr(settings, key, value)
    for path in ("", f"{name}/", f"{name}/html/"):
        assert client.get(f"/outbox/{path}").status_code == 404
