"""Queries for what coaches send a seeker: nudges, a policy, and shared notes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext

from accounts.access import owned_by
from accounts.models import CoachGrant, User
from followups.models.coach import CoachNote, Nudge, PolicyChange
from followups.timing.policy.named import NAMED
from jobtracker.compiled_query import CompiledQuery

NUDGE, POLICY = "nudge", "policy"
WHO = Coalesce(
    NullIf("coach__name", Value("")), "coach__email", output_field=CharField(max_length=254)
)


@dataclass(frozen=True, slots=True)
class CoachMessage:
    """A message on Today: a nudge, or a policy that the seeker can keep or revert."""

    kind: str
    pk: int
    who: str
    text: str
    at: datetime

    @property
    def is_policy(self) -> bool:
        """Whether it is a policy change rather than a nudge."""
        return self.kind == POLICY

    @property
    def title(self) -> str:
        """The policy's title, in the reader's language."""
        return gettext(NAMED[self.text].title) if self.text in NAMED else self.text


def messages_for(seeker: User, now: datetime) -> list[CoachMessage]:
    """Return the messages on the seeker's Today at ``now``, latest first; one query."""
    messages = [CoachMessage(*row) for row in _current(seeker.pk, now)]
    return sorted(messages, key=lambda message: message.at, reverse=True)


@CompiledQuery
def _current(seeker: int, now: datetime) -> "QuerySet[Nudge, tuple[str, int, str, str, datetime]]":
    nudges = owned_by(User(pk=seeker), live_nudges(now)).annotate(who=WHO)
    changes = owned_by(User(pk=seeker), PolicyChange).filter(resolved_at=None)
    policies = _rows(changes, POLICY, "coach_name", "base")
    return _rows(nudges, NUDGE, "who", "text").union(policies, all=True)


def _rows(
    query: QuerySet[Nudge] | QuerySet[PolicyChange], kind: str, who: str, text: str
) -> "QuerySet[Nudge, tuple[str, int, str, str, datetime]]":
    named = query.order_by().annotate(kind=Value(kind, CharField()))
    return named.values_list("kind", "pk", who, text, "at")  # type: ignore[return-value]


def live_nudges(now: datetime) -> QuerySet[Nudge]:
    """Return unread nudges that are still shown, from coaches with a live grant.

    While the search of the client rests, they wait.
    """
    live = CoachGrant.objects.live(now)
    grant = live.filter(seeker=OuterRef("client"), coach=OuterRef("coach"))
    return Nudge.objects.filter(
        Exists(grant),
        client__resting_until=None,
        read_at=None,
        at__lte=now,
        shown_until__gt=now,
    )


def nudges_of(seekers: Collection[int], now: datetime) -> Iterable[tuple[int, str, str]]:
    """Yield client, coach's name and text of the seekers' live nudges; one query, for digests."""
    rows = live_nudges(now).filter(client__in=seekers).order_by("-at", "pk")
    for client, name, email, text in rows.values_list(
        "client_id", "coach__name", "coach__email", "text"
    ):
        yield client, name or email, text


def shared_notes(seeker: User) -> QuerySet[CoachNote]:
    """Return the notes that coaches share with the seeker, also those of former coaches."""
    return owned_by(seeker, CoachNote).filter(shared=True).select_related("coach")
