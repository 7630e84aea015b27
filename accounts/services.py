"""The verbs of accounts: every write to a user's own settings goes through here."""

from datetime import datetime

from accounts.models import User
from accounts.verbs import verb
from jobtracker.signals import facts_changed


@verb
def set_time_zone(user: User, time_zone: str, *, now: datetime) -> None:
    """Move ``user`` to another calendar; every plan of theirs is counted anew.

    Raises ValidationError where ``time_zone`` is no IANA zone.
    """
    if user.time_zone == time_zone:
        return
    user.time_zone = time_zone
    user.clean_fields(exclude=_all_but(user, "time_zone"))
    user.save(update_fields=["time_zone"])
    facts_changed.send(sender=User, owner_id=user.pk, application_ids=None, now=now)


@verb
def set_profile(user: User, *, name: str, theme: str, language: str) -> None:
    """Change how ``user`` is called and how pages look to them."""
    user.name, user.theme, user.language = name, theme, language
    user.clean_fields(exclude=_all_but(user, "name", "theme", "language"))
    user.save(update_fields=["name", "theme", "language"])


def _all_but(user: User, *kept: str) -> set[str]:
    return {field.name for field in user._meta.fields} - set(kept)
