"""The kinds of help a client may need, and how much each weighs."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class NeedKind:
    """One kind: its column, and the weight that orders the caseload.

    ``each`` weighs for every one of its count beyond the first, up to ``most`` of them.
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
"""In the order of the columns. An overdue thank-you outweighs all else: it lapses within days."""


@dataclass(frozen=True, slots=True)
class Need:
    """One client's need of a kind: how often, the reason in short, and the whole sentence."""

    kind: NeedKind
    count: int
    reason: str
    why: str = ""

    @property
    def weight(self) -> int:
        """What it adds to the client's place."""
        return self.kind.first + self.kind.each * min(self.count - 1, self.kind.most)
