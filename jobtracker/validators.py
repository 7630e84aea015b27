"""Validators: the years that the planner supports, the length of free text, email addresses."""

from datetime import UTC, date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FIRST_YEAR, LAST_YEAR = 1970, 2199
FIRST = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
END = datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC)
LONGEST_TEXT = 100_000
LONGEST_DOMAIN = 253


def validate_day(day: date) -> None:
    """Raise ValidationError for a date before 1970 or after 2199."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _out_of_bounds()


def validate_moment(moment: datetime) -> None:
    """Raise ValidationError for an instant before 1970 or after 2199; naive means UTC."""
    if not FIRST <= (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) < END:
        raise _out_of_bounds()


def one_newline(text: str) -> str:
    """Return the text with one character at the end of each line; a form sends two."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def validate_length(text: str) -> None:
    """Raise ValidationError for a text of more than 100,000 characters."""
    if len(text) > LONGEST_TEXT:
        raise ValidationError(
            _("This text is too long: it has %(length)s characters, and the most is %(limit)s."),
            code="too_long",
            params={"length": f"{len(text):,}", "limit": f"{LONGEST_TEXT:,}"},
        )


def validate_address(email: str) -> None:
    """Raise ValidationError for an email address whose domain no mail server can have."""
    domain = email.rpartition("@")[2]
    try:
        is_one = len(domain) <= LONGEST_DOMAIN and domain.encode("idna")
    except UnicodeError:
        is_one = False
    if not is_one:
        raise ValidationError(
            _("No mail can be sent to this address: check what stands after the @."),
            code="domain",
        )


def _out_of_bounds() -> ValidationError:
    return ValidationError(
        _("The year must be from %(first)d to %(last)d."),
        code="year",
        params={"first": FIRST_YEAR, "last": LAST_YEAR},
    )
