"""The operator sees how mail fares, and nothing of what is in it."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from accounts.models import User
from inbox.models import Mailbox, PrivateAddress, ReceivedFile, Suggestion
from tests.conftest import MakeApplication, signed_in

SECRET = "innermost"
OURS = ("mailbox", "mailfolder", "privateaddress", "receivedfile", "suggestion", "ignoredsender")


@pytest.fixture
def kept(make_application: MakeApplication, now: datetime) -> User:
    """A seeker whose inbox has a secret wherever one can stand."""
    application = make_application()
    owner = application.owner
    file = ReceivedFile.objects.create(
        owner=owner,
        key="a" * 64,
        way="mailbox",
        format="mail",
        content=SECRET.encode(),
        arrived_at=now,
        read_at=now,
        delete_at=now + timedelta(days=30),
    )
    Suggestion.objects.create(
        owner=owner,
        file=file,
        kind="rejection",
        application=application,
        finding={"subject": SECRET},
        sender=f"{SECRET}@kestrel.example",
        at=now,
    )
    PrivateAddress.objects.create(owner=owner, secret=SECRET, created_at=now)
    Mailbox.objects.create(
        owner=owner,
        host="imap.post.example",
        username=f"{SECRET}@post.example",
        password=SECRET.encode(),
        connected_at=now,
        problem="login",
        failures=3,
    )
    return owner


def body(client: Client, path: str) -> str:
    return str(client.get(path).content.decode())


def test_the_lists_say_how_it_fares(kept: User, operator: User) -> None:
    client = signed_in(operator)
    boxes = body(client, "/admin/inbox/mailbox/")
    assert "The server refused the password" in boxes
    assert "imap.post.example" in boxes
    files = body(client, "/admin/inbox/receivedfile/")
    assert kept.name in files
    assert "Your mailbox" in files
    assert SECRET not in boxes + files
    assert "ejection" not in files


@pytest.mark.parametrize("model", OURS)
def test_no_page_of_a_row_and_nothing_secret_anywhere(
    kept: User, operator: User, model: str
) -> None:
    client = signed_in(operator)
    pk = {"mailbox": Mailbox, "receivedfile": ReceivedFile}.get(model, Suggestion).objects.get().pk
    for end in ("", f"{pk}/change/", f"{pk}/history/", f"{pk}/delete/", "add/"):
        answer = client.get(f"/admin/inbox/{model}/{end}")
        listed = end == "" and model in ("mailbox", "receivedfile")
        assert (answer.status_code == 200) is listed, end
        assert SECRET not in answer.content.decode()


@pytest.mark.parametrize(
    "lookup", ["username__startswith", "content__contains", "suggestion__kind"]
)
def test_no_filter_leads_to_what_is_hidden(kept: User, operator: User, lookup: str) -> None:
    client = signed_in(operator)
    for model in ("mailbox", "receivedfile"):
        answer = client.get(f"/admin/inbox/{model}/", {lookup: "i"})
        assert answer.status_code in (302, 400)
