"""The search and the filters of the table."""

from datetime import datetime
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.models import Application, Stage
from applications.models.application import CLOSED_STAGES, RUNNING_STAGES
from applications.table.search import searched
from applications.table.waiting import needing_me, waiting_on_them
from jobtracker.lookups import containing_phrase

OPEN, CLOSED, ARCHIVED, ALL = "open", "closed", "archived", "all"
MINE, THEIRS, RUNNING = "mine", "theirs", "running"
AT_HAND = _("All but put away")
SHOWN = [
    (MINE, _("Needs me")),
    (THEIRS, _("Waiting on them")),
    (RUNNING, _("Under way")),
    (OPEN, _("Open")),
    (CLOSED, _("Closed")),
    (ARCHIVED, _("Put away")),
    (ALL, _("Everything")),
]
FOLDED = ("stage", "tag", "interest", "place", "source", "applied_from", "applied_to")
INTERESTS = [(number, _("%(number)d or more") % {"number": number}) for number in (2, 3, 4)]


class ApplicationFilter(django_filters.FilterSet):
    """The filters of the applications table."""

    q = django_filters.CharFilter(
        label=_("Search"),
        method="search",
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Title, company, note…")}),
    )
    show = django_filters.ChoiceFilter(
        label=_("Which"), choices=SHOWN, method="which", empty_label=AT_HAND
    )
    stage = django_filters.MultipleChoiceFilter(
        label=_("Stage"), choices=Stage.choices, widget=forms.CheckboxSelectMultiple
    )
    tag = django_filters.ChoiceFilter(label=_("Tag"), field_name="tags", empty_label=_("Any"))
    interest = django_filters.ChoiceFilter(
        label=_("Interest"), choices=INTERESTS, lookup_expr="gte", empty_label=_("Any")
    )
    place = django_filters.ChoiceFilter(
        label=_("Place of work"), choices=Application.Place.choices[1:], empty_label=_("Any")
    )
    source = django_filters.CharFilter(label=_("Found through"), method="through")
    applied_from = django_filters.DateFilter(
        label=_("Applied from"),
        field_name="applied_at",
        lookup_expr="date__gte",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    applied_to = django_filters.DateFilter(
        label=_("Applied until"),
        field_name="applied_at",
        lookup_expr="date__lte",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    company = django_filters.NumberFilter(
        field_name="company", max_value=2**62, widget=forms.HiddenInput
    )

    class Meta:
        model = Application
        fields: ClassVar[list[str]] = []

    def __init__(
        self,
        data: Any,
        queryset: QuerySet[Application],
        tags: list[tuple[int, str]],
        now: datetime,
    ) -> None:
        super().__init__(data, queryset=queryset)
        self.now = now
        self.filters["tag"].extra["choices"] = tags

    def search(self, rows: QuerySet[Application], name: str, words: str) -> QuerySet[Application]:
        """Every word must appear in one of the searched columns, or in a tag."""
        return searched(rows, words)

    def through(self, rows: QuerySet[Application], name: str, text: str) -> QuerySet[Application]:
        """Filter by where it was found, as typed."""
        return containing_phrase(rows, [name], text)

    def which(self, rows: QuerySet[Application], name: str, chosen: str) -> QuerySet[Application]:
        """Filter by whose turn it is, or by how far the application got."""
        if chosen == ARCHIVED:
            return rows.filter(archived_at__isnull=False)
        if chosen == ALL:
            return rows
        at_hand = rows.filter(archived_at__isnull=True)
        if chosen == MINE:
            return needing_me(at_hand, self.now)
        if chosen == THEIRS:
            return waiting_on_them(at_hand, self.now)
        if chosen == RUNNING:
            return at_hand.filter(stage__in=RUNNING_STAGES)
        if chosen == CLOSED:
            return at_hand.filter(stage__in=CLOSED_STAGES)
        return at_hand.exclude(stage__in=CLOSED_STAGES) if chosen == OPEN else at_hand

    def filter_queryset(self, queryset: QuerySet[Application]) -> QuerySet[Application]:
        """Hide archived applications unless they are asked for."""
        if not self.form.cleaned_data.get("show"):
            queryset = queryset.filter(archived_at__isnull=True)
        rows: QuerySet[Application] = super().filter_queryset(queryset)
        return rows

    @property
    def which_choices(self) -> list[tuple[str, str | Promise]]:
        """The choices of the “show” filter."""
        return [("", AT_HAND), *SHOWN]

    @property
    def which_chosen(self) -> str:
        """The chosen value of the “show” filter."""
        return str(self.data.get("show") or "")

    @property
    def only_company(self) -> str:
        """The key of the only company shown, if the table is filtered by one."""
        return str(self.form.cleaned_data.get("company") or "") if "company" in self.data else ""

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set."""
        return any(self.data.get(name) for name in self.filters)

    @property
    def narrowed(self) -> int:
        """How many of the collapsed filters are set."""
        return sum(1 for name in FOLDED if self.data.get(name))
