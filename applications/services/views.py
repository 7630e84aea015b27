"""Keeping a seeker's own ways of looking at the table."""

from accounts.locking import owner_locked
from accounts.models import User
from applications.models import SavedView


@owner_locked
def save_view(owner: User, *, name: str, query: str) -> SavedView:
    """Keep a view under a name; the same name again changes what it shows.

    Raises ValidationError where the name or the query does not fit.
    """
    name = " ".join(name.split())
    view = SavedView.objects.filter(owner=owner, name__iexact=name).first()
    view = view or SavedView(owner=owner, name=name)
    view.query = query
    view.full_clean()
    view.save()
    return view


@owner_locked
def delete_view(view: SavedView) -> None:
    """Forget a view; the applications stay."""
    view.delete()
