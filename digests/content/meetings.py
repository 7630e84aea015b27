"""The interviews that a mail speaks of, for many seekers at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from applications.models import Interview
from applications.models.interview import STANDING


class Meeting(NamedTuple):
    """One interview to come, with whom. Instants are aware."""

    pk: int
    owner_id: int
    kind: str
    starts_at: datetime
    ends_at: datetime
    place: str
    link: str
    application_id: int
    title: str
    company: str
    people: tuple[str, ...] = ()

    @property
    def named(self) -> str:
        """Which row it is, for the log."""
        return f"interview {self.pk}"


FIELDS = (
    "pk",
    "application__owner_id",
    "kind",
    "starts_at",
    "ends_at",
    "place",
    "link",
    "application_id",
    "application__title",
    "application__company__name",
)


def meetings(owners: Iterable[int], start: datetime, end: datetime) -> Iterator[Meeting]:
    """The interviews of ``owners`` that end after ``start`` and begin before ``end``."""
    rows = Interview.objects.filter(
        STANDING, owner__in=list(owners), ends_at__gt=start, starts_at__lt=end
    )
    found = [Meeting(*row) for row in rows.order_by("starts_at").values_list(*FIELDS)]
    people = _people([meeting.pk for meeting in found])
    for meeting in found:
        yield meeting._replace(people=tuple(people[meeting.pk]))


def _people(interviews: list[int]) -> dict[int, list[str]]:
    people: dict[int, list[str]] = defaultdict(list)
    if interviews:
        through = Interview.interviewers.through.objects.filter(interview__in=interviews)
        for pk, name in through.order_by("pk").values_list("interview_id", "contact__name"):
            people[pk].append(name)
    return people
