"""`python -m tests.faults.fill COUNT`: seekers whose digest is due now, in a migrated database.

Prints how many reminders are in each state once all that is due is done.
"""

import json
import sys
from datetime import datetime
from typing import TYPE_CHECKING

import django

from tests.faults.facts import DAY, MINUTE, PEOPLE, moments, morning, states

if TYPE_CHECKING:
    from accounts.models import User


def main(count: int) -> None:
    """Write them, as of now."""
    django.setup()
    from django.utils import timezone

    now = timezone.now().replace(microsecond=0)
    fill(count, now)
    told = {state: count * each for state, each in states(now).items()}
    sys.stdout.write(json.dumps(told))


def fill(count: int, now: datetime) -> None:
    """That many seekers with a search each; none of what is due at ``now`` (aware) is done yet."""
    from accounts.digest_times import schedule
    from accounts.models import User
    from followups.planning.replan import replan

    due = now - MINUTE
    for n in range(count):
        owner = User(email=f"seeker{n}@faults.example", name=f"Seeker {n}")
        owner.time_zone = morning(now)
        owner.digest_at = due.astimezone(owner.zone).time()
        owner.thank_you_notice, owner.weekly_review_day = False, None
        schedule(owner, due - MINUTE)
        owner.save()
        _search(owner, now)
        # As of a day on which nothing was due: it is left to the beat.
        replan(owner.pk, None, now=now - 30 * DAY)


def _search(owner: "User", now: datetime) -> None:
    from applications.models import Application, Interview
    from references.models import Company, Contact

    at = moments(now)
    written = {"created_at": at["applied"], "updated_at": at["applied"]}
    application = Application.objects.create(
        owner=owner,
        company=Company.objects.create(owner=owner, name="Harbour"),
        title="Product Designer",
        stage="interviewing",
        **written,
    )
    application.events.create(kind="applied", at=at["applied"])
    application.events.create(kind="confirmation", at=at["confirmed"])
    talk = Interview.objects.create(
        owner=owner,
        application=application,
        arranged_at=at["arranged"],
        starts_at=at["starts"],
        ends_at=at["ends"],
        time_zone=owner.time_zone,
    )
    people = (Contact(owner=owner, name=name) for name in PEOPLE)
    talk.interviewers.set(Contact.objects.bulk_create(people))


if __name__ == "__main__":
    main(int(sys.argv[1]))
