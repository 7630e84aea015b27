"""Every look is written down, whatever page it was on; and what was refused is none."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import AccessLog, User
from accounts.models.grants import SCOPES
from tests.coaching.conftest import Story, let_in, tell
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db
LISTS = (
    "applications/application",
    "applications/interview",
    "applications/document",
    "followups/reminder",
    "references/reference",
)


def addresses(story: Story) -> dict[str, str]:
    own = f"/coach/accounts/user/{story.owner.pk}"
    return {
        "/coach/": "caseload",
        "/coach/accounts/user/sheet/": "sheet",
        "/coach/accounts/user/compare/": "comparison",
        f"{own}/change/": "client",
        f"{own}/policy/": "policy",
        f"{own}/compare/": "comparison",
        f"/coach/applications/application/{story.application.pk}/change/": "application",
        f"/coach/applications/interview/{story.interview.pk}/change/": "interview",
        f"/coach/applications/document/{story.document.pk}/file/": "document",
        f"/coach/followups/reminder/{story.reminder.pk}/change/": "reminder",
        f"/coach/references/reference/{story.reference.pk}/change/": "reference",
        **{f"/coach/{each}/": "list" for each in LISTS},
    }


def test_each_page_leaves_a_line(story: Story, coach: User, moment: datetime) -> None:
    let_in(story.owner, coach, moment, *SCOPES)
    client = signed_in(coach)
    for address, what in addresses(story).items():
        AccessLog.objects.all().delete()
        answer = client.get(address)
        assert answer.status_code == 200, address
        if answer.streaming:
            b"".join(answer.streaming_content)  # type: ignore[arg-type]
        (look,) = AccessLog.objects.all()
        assert (look.seeker, look.viewer, look.what) == (story.owner, coach, what), address


@pytest.mark.parametrize("role", ["no_grant", "ended", "expired", "stranger"])
def test_what_was_refused_leaves_none(
    role: str, as_role: Callable[[str], Client], story: Story
) -> None:
    client = as_role(role)
    for address in addresses(story):
        client.get(address)
    assert not AccessLog.objects.exists()


def test_nobody_can_change_a_line(story: Story, coach: User, moment: datetime) -> None:
    let_in(story.owner, coach, moment)
    client = signed_in(coach)
    client.get("/coach/")
    look = AccessLog.objects.get()
    for site in ("coach", "admin"):
        for act in ("", "add/", f"{look.pk}/change/", f"{look.pk}/delete/"):
            assert client.post(f"/{site}/accounts/accesslog/{act}").status_code == 404
    assert AccessLog.objects.get() == look


@pytest.mark.parametrize("path", LISTS)
def test_a_list_costs_the_same_however_long(
    path: str, story: Story, coach: User, moment: datetime
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert client.get(f"/coach/{path}/").status_code == 200
        return len(counted)

    let_in(story.owner, coach, moment, *SCOPES)
    client = signed_in(coach)
    few = queries()
    for number in range(4):
        tell(story.owner, moment, mark=str(number))
    assert queries() <= few
