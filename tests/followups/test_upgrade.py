"""What was answered in a database of the version before stays answered."""

import importlib
from datetime import datetime, timedelta

from django.apps import apps

from accounts.models import User
from followups.models import Reminder
from followups.planning.replan import replan
from tests.conftest import MakeApplication, MakeInterview

RULE = "references.line_up"


def test_who_lined_references_up_is_not_asked_again(
    make_application: MakeApplication, make_interview: MakeInterview, seeker: User, now: datetime
) -> None:
    Reminder.objects.all().delete()
    for days, name in enumerate(("Kestrel", "Harbour"), 1):
        application = make_application(name)
        starts_at = now + timedelta(days=3)
        talk = make_interview(application, starts_at=starts_at, arranged_at=now)
        Reminder.objects.create(
            owner=seeker, scope=f"a{application.pk}", key=f"{RULE}/i{talk.pk}", rule=RULE,
            application=application, interview=talk, opens_at=now, state="done",
            closed_at=now - timedelta(days=days),
        )  # fmt: skip
    Reminder.objects.filter(scope="seeker").delete()
    step = importlib.import_module("followups.migrations.0005_line_up_of_the_seeker")
    step.move_answers(apps, None)
    step.move_answers(apps, None)
    replan(seeker.pk, None, now=now)
    [mine] = Reminder.objects.filter(scope="seeker")
    assert (mine.key, mine.state, mine.closed_at) == (RULE, "done", now - timedelta(days=2))
    assert (mine.application, mine.interview) == (None, None)
    assert not Reminder.objects.filter(rule=RULE, state__in=Reminder.LIVE).exists()
