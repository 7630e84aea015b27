"""What waits in a client's inbox, in a line each; only with the scope for notes."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import CoachGrant, User
from inbox.models import Suggestion
from inbox.selectors import waiting

MOST = 12


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One suggestion: what kind it is, about what, and when it came; none of the mail's words."""

    kind: str
    about: str
    at: datetime


def inbox_rows(client: User, grant: CoachGrant, application: int | None = None) -> list[InboxRow]:
    """Return the latest suggestions that wait, about one application or all.

    Nothing without the scope for notes: not even how many there are.
    """
    if "sees_notes" not in grant.scopes:
        return []
    rows = waiting(client).order_by("-at", "-pk")
    if application is not None:
        rows = rows.filter(application=application)
    return [_row(row) for row in rows[:MOST]]


def _row(row: Suggestion) -> InboxRow:
    about = str(row.application) if row.application else row.finding.get("company") or ""
    return InboxRow(str(row.get_kind_display()), about, row.at)
