"""The kinds of help a client may need, and their weights."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class NeedKind:
    """A kind of need: its column, and the weight that orders the caseload.

    ``first`` counts once; ``each`` counts for every further one, up to ``most`` of them.
    """

    name: str
    title: str | Promise
    first: int
    each: int = 0
    most: int = 5


KINDS = {
    kind.name: kind
    for kind in (
        NeedKind("thanks", _("Thank-yous overdue"), 100, 10),
        NeedKind("silent", _("Silent, a note is allowed"), 40, 8),
        NeedKind("references", _("References not asked, interview near"), 60, 5),
        NeedKind("idle", _("No activity in a week"), 30),
        NeedKind("coming", _("Interviews in the next days"), 15, 5),
    )
}
"""In the order of the columns. Overdue thank-yous weigh most, because they expire within days."""


@dataclass(frozen=True, slots=True)
class Need:
    """A client's need of one kind: its count, a short reason, and the full sentence."""

    kind: NeedKind
    count: int
    reason: str
    why: str = ""

    @property
    def weight(self) -> int:
        """What this need adds to the client's weight."""
        return self.kind.first + self.kind.each * min(self.count - 1, self.kind.most)
