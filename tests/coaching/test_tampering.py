"""Parameters that were tampered with: foreign ids, other fields, popups, and autocomplete's own."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.models.grants import SCOPES
from tests.coaching.conftest import OPEN, SECRETS, Story, let_in, tell
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db
LISTS = {
    "/coach/applications/application/": "owner",
    "/coach/applications/interview/": "application__owner",
    "/coach/applications/document/": "owner",
    "/coach/followups/reminder/": "owner",
    "/coach/followups/coachnote/": "client",
    "/coach/followups/nudge/": "client",
    "/coach/references/reference/": "contact__owner",
    "/coach/accounts/coachgrant/": "seeker",
}
OTHER = "otherperson"


@pytest.fixture
def other(stranger: User, moment: datetime) -> Story:
    """A seeker who let nobody in."""
    User.objects.filter(pk=stranger.pk).update(name=OTHER)
    stranger.refresh_from_db()
    return tell(stranger, moment, mark=OTHER)


@pytest.fixture
def client(story: Story, coach: User, moment: datetime) -> Client:
    """The coach of one client, with nothing beyond the pipeline."""
    let_in(story.owner, coach, moment)
    return signed_in(coach)


def text(answer: Any) -> str:
    return str(answer.content.decode()) + str(answer.headers)


@pytest.mark.parametrize("path", LISTS)
def test_a_foreign_id_in_a_filter_finds_nothing(path: str, client: Client, other: Story) -> None:
    for value in (other.owner.pk, 987654321, "x", "", "1 or 1=1"):
        answer = client.get(path, {"client": value})
        assert OTHER not in text(answer)


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/coach/applications/application/", {"stage": "{stage}"}),
        ("/coach/applications/application/", {"client": "{client}"}),
        ("/coach/applications/interview/", {"client": "{client}"}),
        ("/coach/followups/reminder/", {"client": "{client}", "state": "{state}"}),
        ("/coach/references/reference/", {"client": "{client}"}),
    ],
)
def test_the_filters_beside_a_list_find_the_clients_rows(
    path: str, asked: dict[str, str], client: Client, other: Story, story: Story
) -> None:
    known = {
        "client": story.owner.pk,
        "stage": story.application.stage,
        "state": story.reminder.state,
    }
    answer: Any = client.get(path, {key: value.format(**known) for key, value in asked.items()})
    assert answer.status_code == 200
    assert answer.context_data["cl"].result_count > 0
    assert OTHER not in text(answer)


@pytest.mark.parametrize(("path", "owner"), LISTS.items())
def test_no_field_is_filtered_by_its_name(
    path: str, owner: str, client: Client, other: Story, story: Story
) -> None:
    """Else one could find out closed fields letter by letter."""
    by_name = {} if owner == "client" else {owner: other.owner.pk}
    tries = {
        **by_name,
        f"{owner}__id__exact": other.owner.pk,
        f"{owner}__email__startswith": "s",
        f"{owner}__password__startswith": "a",
        "notes__contains": SECRETS["sees_notes"][:3],
        "pay_min__gte": "600000",
        "contact__email__startswith": "c",
        "application__notes__contains": "n",
        "pk__gt": "0",
    }
    for lookup, value in tries.items():
        answer = client.get(path, {lookup: value})
        assert answer.status_code in (302, 400), (path, lookup)
        assert OPEN not in text(answer)


@pytest.mark.parametrize("path", LISTS)
def test_a_search_finds_no_closed_field_and_no_other_person(
    path: str, client: Client, other: Story
) -> None:
    for word in (OTHER, *SECRETS.values(), "612345", other.owner.email):
        answer: Any = client.get(path, {"q": word})
        assert answer.context_data["cl"].result_count == 0, word
        assert f"{OPEN}{OTHER}" not in text(answer)


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    "asked",
    [
        {"_to_field": "id"},
        {"_to_field": "email", "_popup": "1"},
        {"_to_field": "password"},
        {"_to_field": "owner"},
    ],
)
def test_rows_are_not_named_by_another_field(
    path: str, asked: dict[str, str], client: Client, story: Story
) -> None:
    key = story.of("application")
    for target in (path, f"{path}add/", f"{path}{key}/change/", f"{path}{key}/delete/"):
        answer = client.get(target, asked)
        assert answer.status_code == 404, target
        assert client.post(target, asked).status_code == 404


@pytest.mark.parametrize("path", LISTS)
def test_a_popup_shows_no_more_than_the_list(path: str, client: Client, other: Story) -> None:
    said = text(client.get(path, {"_popup": "1"}))
    for secret in (OTHER, *SECRETS.values()):
        assert secret not in said


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("order", ["99", "-1.2.3", "x", "1.1.1", "-4"])
def test_an_odd_order_tells_nothing(path: str, order: str, client: Client, other: Story) -> None:
    said = text(client.get(path, {"o": order, "p": "7", "all": "", "e": "1", "_facets": "True"}))
    assert OTHER not in said


AUTOCOMPLETE = "/coach/autocomplete/"


def choose(client: Client, app: str, model: str, field: str, **more: str) -> Any:
    asked = {"app_label": app, "model_name": model, "field_name": field, **more}
    return client.get(AUTOCOMPLETE, asked)


def test_autocomplete_offers_ones_own_clients(client: Client, story: Story, other: Story) -> None:
    for model in ("coachnote", "nudge"):
        for term in ("", OPEN, OTHER, "@"):
            answer = choose(client, "followups", model, "client", term=term)
            named = [each["text"] for each in answer.json()["results"]]
            assert named == ([] if term == OTHER else [f"{OPEN} Client"])


@pytest.mark.parametrize(
    ("app", "model", "field"),
    [
        ("applications", "application", "owner"),
        ("applications", "application", "company"),
        ("applications", "interview", "application"),
        ("references", "reference", "contact"),
        ("accounts", "coachgrant", "seeker"),
        ("accounts", "accesslog", "viewer"),
        ("accounts", "membership", "person"),
        ("followups", "coachnote", "coach"),
        ("followups", "policychoice", "owner"),
        ("admin", "logentry", "user"),
        ("nothing", "of", "the_kind"),
        ("followups", "coachnote", "text"),
    ],
)
def test_autocomplete_is_for_no_other_field(
    client: Client, other: Story, app: str, model: str, field: str
) -> None:
    answer = choose(client, app, model, field, term="")
    assert answer.status_code == 404
    assert OPEN not in text(answer)


def test_autocomplete_asked_oddly(client: Client) -> None:
    assert client.get(AUTOCOMPLETE).status_code == 404
    assert client.get(AUTOCOMPLETE, {"app_label": "followups"}).status_code == 404


@pytest.mark.parametrize("model", ["coachnote", "nudge"])
def test_nothing_is_written_on_somebody_who_is_no_client(
    client: Client, other: Story, model: str
) -> None:
    for key, status in ((other.owner.pk, 200), (987654321, 200), ("x", 404), ("-1", 404)):
        path = f"/coach/followups/{model}/add/"
        answer = client.post(path, {"client": key, "text": "Hello", "_save": "1"})
        assert answer.status_code == status
        assert OTHER not in text(answer)
    assert not other.owner.nudges.exists()
    assert not other.owner.coach_notes.exists()


@pytest.mark.parametrize(
    "path", ["/coach/", "/coach/accounts/user/", "/coach/accounts/user/sheet/"]
)
@pytest.mark.parametrize(
    "asked",
    [
        {"q": OTHER},
        {"need": "thanks' or 1=1"},
        {"programme": "1"},
        {"programme": "x"},
        {"programme": "9" * 30},
        {"page": "99"},
        {"page": "x"},
        {"client": "1"},
        {"email__startswith": "s"},
    ],
)
def test_the_caseload_takes_any_parameter(
    path: str, asked: dict[str, str], client: Client, other: Story
) -> None:
    answer = client.get(path, asked)
    assert answer.status_code == 200
    assert other.owner.email not in text(answer)
    assert f"/user/{other.owner.pk}/" not in text(answer)
    assert not any(secret in text(answer) for secret in SECRETS.values())


@pytest.mark.parametrize("act", ["note", "nudge", "policy/save", "policy/try"])
def test_acts_on_a_client_are_posts(client: Client, story: Story, act: str) -> None:
    assert client.get(f"/coach/accounts/user/{story.owner.pk}/{act}/").status_code == 404


def test_a_document_needs_its_scope_by_any_address(
    client: Client, story: Story, coach: User, moment: datetime
) -> None:
    address = f"/coach/applications/document/{story.document.pk}/file/"
    assert client.get(address).status_code == 404
    assert client.get(f"/documents/{story.document.pk}/").status_code == 404
    let_in(story.owner, coach, moment, *SCOPES)
    answer = client.get(address)
    assert answer.status_code == 200
    assert SECRETS["sees_documents"].encode() in b"".join(answer.streaming_content)  # type: ignore[arg-type]
