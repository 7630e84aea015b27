"""Applications, interviews, reminders and references across all clients."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Case, When
from django.http import Http404, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.access_log import log_access
from accounts.decorators import Request
from accounts.models import User
from applications.models import Application, Interview
from coaching.admin.base import Records, What, grant_for, link_to, moment_column, refuse_to_field
from coaching.admin.filters import ByClient, ByStage, ByState
from coaching.application_page import application_record
from coaching.words import debrief_of, reason_of
from followups.actions import title_of
from followups.models import Reminder
from jobtracker.admin import coach_site
from references.models import Reference


@admin.register(Application, site=coach_site)
class Applications(Records):
    """All clients' applications; each opens as its timeline."""

    list_display = (
        "title",
        "at_company",
        "client_link",
        "stage",
        moment_column("updated_at", _("last change")),
    )
    list_display_links = ("title",)
    list_filter = (ByClient, ByStage)
    search_fields = ("title", "company__name", "owner__name")
    search_help_text = _("A job, a company or a client")
    list_select_related = ("company", "owner")
    ordering = ("-updated_at", "-pk")
    what = What.APPLICATION

    @admin.display(description=_("company"), ordering="company__name")
    def at_company(self, row: Application) -> str:
        """The company's name."""
        return row.company.name

    @admin.display(description=_("client"), ordering="owner__name")
    def client_link(self, row: Application) -> SafeString:
        """The client, as a link to their page."""
        return link_to(row.owner)

    def changeform_view(
        self,
        request: Request,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Show the application's timeline, within the grant's scopes, and log it."""
        refuse_to_field(request)
        if object_id is None or request.method not in ("GET", "HEAD"):
            raise Http404
        row: Any = self.get_or_404(request, object_id)
        grant = grant_for(request, row, row.owner)
        answer = application_record(request, row, grant, request.now)
        log_access(request.user, row.owner, self.what, now=request.now, about=str(row))
        return answer


LIVE_FIRST = Case(When(state__in=Reminder.LIVE, then=0), default=1)


class Details(Records):
    """Rows shown as a list of fields; ``closed_fields`` maps a field to the scope it needs."""

    closed_fields: dict[str, str] = {}
    shown: tuple[str, ...] = ()

    def get_fields(self, request: Request, obj: Any = None) -> Sequence[str]:
        """Return the fields this coach may see."""
        if obj is None:
            return ()
        scopes = grant_for(request, obj, self.client(obj)).scopes
        return [name for name in self.shown if self.closed_fields.get(name, "") in {"", *scopes}]

    def get_readonly_fields(self, request: Request, obj: Any = None) -> Sequence[str]:
        """Return every field: clients' rows are read-only."""
        return self.get_fields(request, obj)

    @admin.display(description=_("client"))
    def client_link(self, row: Any) -> SafeString:
        """The client, as a link to their page."""
        return link_to(self.client(row))


@admin.register(Interview, site=coach_site)
class Interviews(Details):
    """Interviews with their debriefs."""

    list_display = (
        moment_column("starts_at", _("starts")),
        "company",
        "kind_name",
        "client_link",
        "is_cancelled",
    )
    list_filter = (ByClient,)
    search_fields = ("application__company__name", "application__owner__name")
    list_select_related = ("application__company", "application__owner")
    ordering = ("-starts_at", "-pk")
    what = What.INTERVIEW
    shown = (
        "client_link",
        "application",
        "kind_name",
        "starts_at",
        "ends_at",
        "time_zone",
        "place",
        "with_whom",
        "is_cancelled",
        "signs",
        "preparation",
        "debrief_text",
    )
    closed_fields = {"preparation": "sees_notes", "debrief_text": "sees_notes"}

    def client(self, row: Interview) -> User:
        """Return the client who is interviewed."""
        return row.application.owner

    @admin.display(description=_("company"), ordering="application__company__name")
    def company(self, row: Interview) -> str:
        """The company's name."""
        return row.application.company.name

    @admin.display(description=_("kind"), ordering="kind")
    def kind_name(self, row: Interview) -> str:
        """The kind of interview, or its type."""
        return row.kind_name

    @admin.display(description=_("cancelled"), boolean=True)
    def is_cancelled(self, row: Interview) -> bool:
        """Whether the interview is cancelled."""
        return row.cancelled_at is not None

    @admin.display(description=_("with"))
    def with_whom(self, row: Interview) -> str:
        """The interviewers' names."""
        return ", ".join(row.interviewers.values_list("name", flat=True)) or "–"

    @admin.display(description=_("signs noticed"))
    def signs(self, row: Interview) -> str:
        """The signs ticked in the debrief."""
        return debrief_of(row).signs

    @admin.display(description=_("debrief"))
    def debrief_text(self, row: Interview) -> str:
        """The text of the debrief."""
        return debrief_of(row).text


@admin.register(Reminder, site=coach_site)
class Reminders(Details):
    """Reminders with their reasons."""

    list_display = (
        "what_to_do",
        "client_link",
        "about_which",
        "state",
        moment_column("opens_at", _("opens")),
        moment_column("due_at", _("due")),
    )
    list_filter = (ByClient, ByState)
    search_fields = ("application__title", "application__company__name", "owner__name")
    list_select_related = ("application__company", "owner", "contact", "reference__contact")
    ordering = (LIVE_FIRST, "due_at", "pk")
    what = What.REMINDER
    shown = (
        "client_link",
        "what_to_do",
        "about_which",
        "reason_in_words",
        "state",
        "opens_at",
        "due_at",
        "lapses_at",
    )

    def about(self, row: Reminder) -> str:
        """Return the reminder's title, and what it is about."""
        return f"{self.what_to_do(row)} ({self.about_which(row)})"

    @admin.display(description=_("what"))
    def what_to_do(self, row: Reminder) -> str:
        """The reminder's title."""
        return title_of(row)

    @admin.display(description=_("application"))
    def about_which(self, row: Reminder) -> str:
        """The application or reference it is about; neither for the client's own."""
        return str(row.application or row.reference or _("Whole search"))

    @admin.display(description=_("why"))
    def reason_in_words(self, row: Reminder) -> str:
        """The reason, in one sentence."""
        return reason_of(row).fact


@admin.register(Reference, site=coach_site)
class References(Details):
    """References with their consent; contact details only with the scope for them."""

    list_display = ("contact_name", "client_link", "consent", "asked_on", "agreed_on")
    list_filter = (ByClient,)
    search_fields = ("contact__name", "contact__owner__name")
    list_select_related = ("contact__owner",)
    ordering = ("contact__name", "pk")
    what = What.REFERENCE
    shown = (
        "client_link",
        "contact_name",
        "relationship",
        "consent",
        "asked_on",
        "agreed_on",
        "declined_on",
        "last_contact_on",
        "job_hunting_since",
        "speaks_about",
        "email",
        "phone",
        "profile",
        "notes",
    )
    closed_fields = {
        "email": "sees_contacts",
        "phone": "sees_contacts",
        "profile": "sees_contacts",
        "speaks_about": "sees_notes",
        "notes": "sees_notes",
    }

    def client(self, row: Reference) -> User:
        """Return the client whom the reference vouches for."""
        return row.contact.owner

    @admin.display(description=_("name"), ordering="contact__name")
    def contact_name(self, row: Reference) -> str:
        """The reference's name."""
        return row.contact.name

    @admin.display(description=_("email"))
    def email(self, row: Reference) -> str:
        """The reference's email address."""
        return row.contact.email or "–"

    @admin.display(description=_("phone"))
    def phone(self, row: Reference) -> str:
        """The reference's phone number."""
        return row.contact.phone or "–"

    @admin.display(description=_("profile"))
    def profile(self, row: Reference) -> str:
        """The reference's profile link."""
        return row.contact.link or "–"

    @admin.display(description=_("notes"))
    def notes(self, row: Reference) -> str:
        """The client's notes about the reference."""
        return row.contact.notes or "–"
