"""The operator's site: figures of the service, and no search without a reason that is told."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from accounts.models import AccessLog, Programme, User
from digests.models import Digest
from jobtracker.admin import operator_site
from operations.models import Heartbeat
from tests.coaching.addresses import addresses
from tests.coaching.conftest import OPEN, SECRETS, Story
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db
ALL = addresses(operator_site, "/admin/")
CONTENT = (f"{OPEN} Designer", f"{OPEN} Company", f"{OPEN} Referee", *SECRETS.values())


def body(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("role", ["anonymous", "seeker", "stranger", "no_grant", "lead"])
def test_the_site_is_there_for_operators_alone(
    role: str, as_role: Callable[[str], Client], story: Story
) -> None:
    client = as_role(role)
    assert len(ALL) > 20
    for address in ALL:
        for answer in (client.get(address.filled(story.owner.pk)), client.post(address.filled(1))):
            wanted = 302 if role == "anonymous" or address.name == "login" else 404
            assert answer.status_code == wanted, address.route
            assert OPEN not in body(answer)


def test_staff_are_no_operators(story: Story, stranger: User) -> None:
    User.objects.filter(pk=stranger.pk).update(is_staff=True)
    stranger.refresh_from_db()
    assert signed_in(stranger).get("/admin/").status_code == 404


def failed_mail(owner: User, error: str = "") -> None:
    """A digest that did not arrive."""
    due_at = datetime(2026, 3, 19, 8, tzinfo=UTC)
    Digest.objects.create(
        owner=owner, kind="daily", day=due_at.date(), due_at=due_at, state="failed", error=error
    )


def test_no_address_shows_what_is_a_seekers(story: Story, operator: User, coach: User) -> None:
    failed_mail(story.owner)
    client = signed_in(operator)
    for address in ALL:
        target = address.filled(story.owner.pk)
        for answer in (client.get(target), client.get(target, {"_popup": "1", "q": "secret"})):
            assert answer.status_code in (200, 302, 400, 403, 404), target
            for secret in CONTENT:
                assert secret not in body(answer), target
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize(
    "lookup",
    [
        "applications__title__startswith",
        "password__startswith",
        "coach_grants__coach",
        "reminders__key__contains",
        "is_active__in__x",
    ],
)
def test_no_way_leads_from_a_person_to_their_search(
    lookup: str, operator: User, story: Story
) -> None:
    answer = signed_in(operator).get("/admin/accounts/user/", {lookup: "o"})
    assert answer.status_code in (302, 400)


def test_a_reason_opens_the_record_and_is_told(story: Story, operator: User, seeker: User) -> None:
    client = signed_in(operator)
    path = f"/admin/accounts/user/{story.owner.pk}/record/"
    assert f"{OPEN} Designer" not in body(client.get(path))
    short = client.post(path, {"reason": "because"})
    assert short.status_code == 422
    assert f"{OPEN} Designer" not in body(short)
    assert not AccessLog.objects.exists()
    answer = client.post(path, {"reason": "Asked by mail to look at a missing reminder"})
    assert f"{OPEN} Designer" in body(answer)
    for secret in SECRETS.values():
        assert secret not in body(answer)
    look = AccessLog.objects.get()
    assert (look.seeker, look.viewer, look.what) == (story.owner, operator, "operator")
    log = body(signed_in(seeker).get("/settings/coaches/log/"))
    assert "Asked by mail to look at a missing reminder" in log
    assert "Op Erator" in log


def test_nobody_removes_people_or_the_log_there(story: Story, operator: User) -> None:
    client = signed_in(operator)
    assert client.post(f"/admin/accounts/user/{story.owner.pk}/delete/").status_code == 403
    assert client.get("/admin/accounts/accesslog/").status_code == 404
    assert User.objects.filter(pk=story.owner.pk).exists()


def test_programmes_failures_and_heartbeats(
    story: Story, operator: User, coach: User, moment: datetime
) -> None:
    client = signed_in(operator)
    form = {
        "name": "Riverside College",
        "members-TOTAL_FORMS": "1",
        "members-INITIAL_FORMS": "0",
        "members-0-person": coach.pk,
        "members-0-role": "lead",
    }
    assert client.post("/admin/accounts/programme/add/", form).status_code == 302
    programme = Programme.objects.get()
    assert list(programme.members.values_list("person", "role")) == [(coach.pk, "lead")]
    failed_mail(story.owner, "550 no such box")
    Heartbeat.objects.create(task="open_due", started_at=moment, error="it broke")
    assert "550 no such box" in body(client.get("/admin/digests/digest/?state__exact=failed"))
    assert "550 no such box" not in body(client.get("/admin/digests/digest/?state__exact=sent"))
    assert "it broke" in body(client.get("/admin/operations/heartbeat/"))
    assert client.get("/admin/followups/policychoice/").status_code == 200


def test_people_are_let_in_and_made_coaches(operator: User, stranger: User) -> None:
    path = f"/admin/accounts/user/{stranger.pk}/change/"
    form = {"is_active": "on", "is_coach": "on", "email": "other@test.example"}
    assert signed_in(operator).post(path, form).status_code == 302
    stranger.refresh_from_db()
    assert stranger.is_coach
    assert stranger.email == "stranger@test.example"
