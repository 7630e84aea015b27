"""What a seeker has named: saved views of the table, and tags."""

from typing import Any, NamedTuple

from django.db.models import F, QuerySet, Value

from accounts.access import owned_by
from accounts.models import User
from applications.models import SavedView, Tag
from jobtracker.compiled_query import CompiledQuery
from jobtracker.urlcache import fast_reverse


class View(NamedTuple):
    """A saved view with its query string."""

    pk: int
    name: str
    query: str

    @property
    def forget_url(self) -> str:
        """Where it is deleted (POST)."""
        return fast_reverse("applications:view_delete", self.pk)


class Named(NamedTuple):
    """The saved views, and the tags in use with their keys."""

    views: list[View]
    tags: list[tuple[int, str]]


def named_by(user: User) -> Named:
    """The saved views and the tags in use of ``user``, each by name; one query."""
    rows = sorted(_named(user.pk), key=lambda row: row[1].casefold())
    views = [View(pk, name, query) for pk, name, query, is_tag in rows if not is_tag]
    return Named(views, [(pk, name) for pk, name, _query, is_tag in rows if is_tag])


@CompiledQuery
def _named(owner: int) -> QuerySet[Any, Any]:
    columns = ("pk", "name", "asks", "is_tag")
    views = (
        owned_by(User(pk=owner), SavedView).order_by().annotate(asks=F("query"), is_tag=Value(0))
    )
    tags = owned_by(User(pk=owner), Tag).filter(tagged__isnull=False).order_by().distinct()
    tags = tags.annotate(asks=Value(""), is_tag=Value(1))
    return views.values_list(*columns).union(tags.values_list(*columns), all=True)
