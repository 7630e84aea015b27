"""What a seeker's coaches leave for them: nudges, a policy they set, and notes they share."""

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
    """One thing that stands on Today: a nudge, or a policy that can be kept or taken back."""

    kind: str
    pk: int
    who: str
    text: str
    at: datetime

    @property
    def is_policy(self) -> bool:
        """Whether it is about the policy; else it is a nudge."""
        return self.kind == POLICY

    @property
    def title(self) -> str:
        """The policy's title, in the reader's language."""
        return gettext(NAMED[self.text].title) if self.text in NAMED else self.text


def messages_for(seeker: User, now: datetime) -> list[CoachMessage]:
    """What stands on the seeker's Today at ``now``, the latest first; one query."""
    words = [CoachMessage(*row) for row in _standing(seeker.pk, now)]
    return sorted(words, key=lambda word: word.at, reverse=True)


@CompiledQuery
def _standing(seeker: int, now: datetime) -> "QuerySet[Nudge, tuple[str, int, str, str, datetime]]":
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
    """The nudges that still stand, of coaches who are still let in."""
    live = CoachGrant.objects.live(now)
    grant = live.filter(seeker=OuterRef("client"), coach=OuterRef("coach"))
    return Nudge.objects.filter(Exists(grant), read_at=None, at__lte=now, shown_until__gt=now)


def nudges_of(seekers: Collection[int], now: datetime) -> Iterable[tuple[int, str, str]]:
    """For mails: whose, from whom, and what, for many seekers in one query."""
    rows = live_nudges(now).filter(client__in=seekers).order_by("-at", "pk")
    for client, name, email, text in rows.values_list(
        "client_id", "coach__name", "coach__email", "text"
    ):
        yield client, name or email, text


def shared_notes(seeker: User) -> QuerySet[CoachNote]:
    """The notes that coaches share with the seeker; what was shared stays the seeker's to read."""
    return owned_by(seeker, CoachNote).filter(shared=True).select_related("coach")
