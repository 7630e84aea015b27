"""The coach's own rows: notes, nudges, and the grants made to them."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts import mails
from accounts.access import clients_of
from accounts.decorators import Request
from accounts.models import CoachGrant
from accounts.services import grants
from coaching.admin.base import Closed, link_to, moment_column
from coaching.admin.filters import ByClient
from followups.models.coach import CoachNote, Nudge
from followups.services.coach import nudge, rewrite_note, write_note
from jobtracker.admin import coach_site


class Own(Closed):
    """The coach's own rows about clients who still give them access."""

    list_select_related = ("client",)
    list_filter = (ByClient,)
    autocomplete_fields = ("client",)
    scope = ""

    def get_queryset(self, request: Request) -> QuerySet[Any]:
        """Return the coach's own rows."""
        clients = clients_of(request.user, request.now)
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.filter(coach=request.user, client__in=clients)

    def changeform_view(
        self,
        request: Request,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Show the form. Raises Http404 if the posted client is not a primary key."""
        if not request.POST.get("client", "0").isdecimal():
            raise Http404
        return super().changeform_view(request, object_id, form_url, extra_context)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Allow adding; the form limits the choice to the coach's clients."""
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Allow deleting the coach's own rows."""
        return True

    def get_readonly_fields(self, request: Request, obj: Any = None) -> tuple[str, ...]:
        """Make the client read-only once the row exists."""
        return ("client",) if obj else ()

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Limit the choice to the coach's own clients, whatever is posted."""
        if db_field.name == "client":
            kwargs["queryset"] = clients_of(request.user, request.now)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=_("client"))
    def client_link(self, row: Any) -> str:
        """The client, as a link to their page."""
        return link_to(row.client)


@admin.register(CoachNote, site=coach_site)
class Notes(Own):
    """Notes on clients."""

    list_display = ("__str__", "client_link", "shared", moment_column("written_at", _("written")))
    search_fields = ("text", "client__name")
    fields = ("client", "text", "shared")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Allow changing: the queryset only has the coach's own notes."""
        return True

    def save_model(self, request: Request, obj: CoachNote, form: Any, change: bool) -> None:
        """Save with the services, which check the grant again."""
        now = request.now
        if change:
            rewrite_note(obj, obj.text, shared=obj.shared, by=request.user, now=now)
            return
        note = write_note(
            obj.client, obj.text, shared=obj.shared, by=request.user, token=obj.token, now=now
        )
        obj.pk = note.pk


@admin.register(Nudge, site=coach_site)
class Nudges(Own):
    """Messages to clients, which can be deleted but not changed."""

    list_display = (
        "__str__",
        "client_link",
        moment_column("at", _("given")),
        moment_column("shown_until", _("shown until")),
        moment_column("read_at", _("put away")),
    )
    search_fields = ("text", "client__name")
    fields = ("client", "text")

    def save_model(self, request: Request, obj: Nudge, form: Any, change: bool) -> None:
        """Save with the service, which checks the grant again."""
        now = request.now
        saved = nudge(obj.client, obj.text, by=request.user, token=obj.token, now=now)
        obj.pk = saved.pk


class InvitationForm(forms.ModelForm[CoachGrant]):
    """An invitation of a client by email address."""

    class Meta:
        model = CoachGrant
        fields = ("email",)

    coach: Any = None
    now: Any = None

    def clean_email(self) -> str:
        """Create the invitation here, so that its errors appear at the field."""
        email = str(self.cleaned_data["email"])
        try:
            invitation = grants.invite_client(self.coach, email, token=uuid4(), now=self.now)
        except ValidationError as problem:
            raise forms.ValidationError(problem.messages) from None
        self.instance = invitation
        return invitation.email


@admin.register(CoachGrant, site=coach_site)
class Grants(Closed):
    """The coach's grants and invitations; deleting one gives up the client."""

    search_fields = ("email", "seeker__name")
    list_display = (
        "who",
        moment_column("accepted_at", _("accepted")),
        moment_column("expires_at", _("until")),
        "beyond",
    )
    list_display_links = None
    form = InvitationForm
    fields = ("email",)

    def get_queryset(self, request: Request) -> QuerySet[CoachGrant]:
        """Return live grants, and the coach's own open invitations."""
        rows: QuerySet[CoachGrant] = super().get_queryset(request)
        rows = rows.filter(coach=request.user, ended_at=None)
        live = rows.filter(expires_at__gt=request.now, seeker__is_active=True)
        return (live | rows.filter(accepted_at=None)).select_related("seeker")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Allow inviting a client."""
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Allow giving up a client."""
        return True

    def get_form(
        self, request: Request, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Return the form, with the coach and the time of the request."""
        form = super().get_form(request, obj, change=change, **kwargs)
        return type("Invitation", (form,), {"coach": request.user, "now": request.now})

    def save_model(self, request: Request, obj: CoachGrant, form: Any, change: bool) -> None:
        """Send the email; the form has created the invitation."""
        if not mails.invitation_to_client(obj):
            text = _(
                "The email to %(email)s couldn't be sent. They find the invitation in Settings."
            )
            messages.warning(request, text % {"email": obj.email})

    def delete_model(self, request: Request, obj: CoachGrant) -> None:
        """End the grant instead of deleting it."""
        grants.leave(request.user, obj.pk, now=request.now)

    @admin.display(description=_("client"))
    def who(self, row: CoachGrant) -> str:
        """The client once they have accepted; until then the address."""
        return link_to(row.seeker) if row.accepted_at and row.seeker else row.email

    @admin.display(description=_("may also be seen"))
    def beyond(self, row: CoachGrant) -> str:
        """What else the client lets the coach see, beyond the pipeline."""
        names = [str(CoachGrant._meta.get_field(name).verbose_name) for name in sorted(row.scopes)]  # type: ignore[union-attr]
        return ", ".join(names) or "–"
