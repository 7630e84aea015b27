"""`python -m tests.e2e.story`: a person records an application, and an interview just over."""

from datetime import datetime, timedelta
from uuid import uuid4

import django

from tests.faults.facts import morning

EMAIL = "robin@test.example"
SOON = timedelta(seconds=8)
"""The digest of the day is due so long after the story is told."""


def main() -> None:
    """Tell it as of now."""
    django.setup()
    from django.utils import timezone

    tell(timezone.now())


def tell(now: datetime) -> None:
    """Tell it through the verbs, as of ``now`` (aware), where it is ten in the morning then."""
    from accounts.models import User
    from accounts.services import set_digest
    from applications.services import add_application, arrange_interview
    from references.services import add_contact

    seeker = User.objects.create_user(
        EMAIL, "a-long-enough-password", name="Robin Hale", time_zone=morning(now)
    )
    ends = now - timedelta(minutes=16)
    application = add_application(
        seeker,
        token=uuid4(),
        company="Harbour Analytics",
        fields={"title": "Product Designer"},
        applied_at=now - timedelta(days=9),
        now=now - timedelta(days=9),
    )
    ana = add_contact(seeker, token=uuid4(), company="", fields={"name": "Ana Ruiz"})
    fields = {
        "kind": "interview",
        "arranged_at": now - timedelta(days=5),
        "starts_at": ends - timedelta(hours=1),
        "ends_at": ends,
        "time_zone": seeker.time_zone,
    }
    arrange_interview(
        application,
        token=uuid4(),
        fields=fields,
        interviewers=[ana],
        now=now - timedelta(days=5),
    )
    soon = (now + SOON).astimezone(seeker.zone).time()
    set_digest(seeker, fields={"digest_at": soon, "weekly_review_day": None}, now=now)


if __name__ == "__main__":
    main()
