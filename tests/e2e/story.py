"""`python -m tests.e2e.story`: a person records an application, and an interview just over."""

from datetime import timedelta
from uuid import uuid4

import django

EMAIL = "robin@test.example"


def main() -> None:
    """Tell it through the verbs, as of now."""
    django.setup()
    from django.utils import timezone

    from accounts.models import User
    from accounts.services import set_digest
    from applications.services import add_application, arrange_interview
    from references.services import add_contact

    now = timezone.now()
    seeker = User.objects.create_user(EMAIL, "a-long-enough-password", name="Robin Hale")
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
        "time_zone": "UTC",
    }
    arrange_interview(
        application,
        token=uuid4(),
        fields=fields,
        interviewers=[ana],
        now=now - timedelta(days=5),
    )
    # The digest of the day is due in a few seconds.
    soon = (now + timedelta(seconds=8)).time()
    quiet = {"quiet_from": "00:00", "quiet_until": "00:00", "weekly_review_day": None}
    set_digest(seeker, fields={"digest_at": soon, **quiet}, now=now)


if __name__ == "__main__":
    main()
