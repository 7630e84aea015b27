"""Formatting of ages, such as the time since the last contact."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

DAYS_A_MONTH = 30.4375
MONTHS_A_YEAR = 12
YEARS_FROM = 24


def age(since: date | None, today: date) -> str:
    """Return how long ago a date is, in days, then months, then years."""
    if since is None:
        return ""
    days = max(0, (today - since).days)
    months = int(days / DAYS_A_MONTH)
    if days == 0:
        return _("today")
    if months == 0:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    if months < YEARS_FROM:
        return ngettext("%(n)d month ago", "%(n)d months ago", months) % {"n": months}
    years = months // MONTHS_A_YEAR
    return ngettext("%(n)d year ago", "%(n)d years ago", years) % {"n": years}
