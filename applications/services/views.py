"""Saved views of the applications table."""

from accounts.locking import owner_locked
from accounts.models import User
from applications.models import SavedView


@owner_locked
def save_view(owner: User, *, name: str, query: str) -> SavedView:
    """Save a view under a name; an existing view of that name is overwritten.

    Raises ValidationError if the name or the query is invalid.
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
    """Delete a saved view."""
    view.delete()
