"""Saved views of the applications table."""

from accounts.access import owned_by
from accounts.locking import owner_locked
from accounts.models import User
from applications.models import SavedView
from jobtracker.lookups import with_name
from jobtracker.reading.names import one_line


@owner_locked
def save_view(owner: User, *, name: str, query: str) -> SavedView:
    """Save a view under a name; an existing view of that name is overwritten.

    Raises ValidationError if the name or the query is invalid.
    """
    name = one_line(name)
    view = with_name(owned_by(owner, SavedView), name).first()
    view = view or SavedView(owner=owner, name=name)
    view.query = query
    view.full_clean()
    view.save()
    return view


@owner_locked
def delete_view(view: SavedView) -> None:
    """Delete a saved view."""
    view.delete()
