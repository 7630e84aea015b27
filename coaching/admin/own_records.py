"""What is a coach's own: notes, nudges, and the grants made to them."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import admin
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
    """Rows that the coach wrote on clients who still let them in."""

    list_select_related = ("client",)
    list_filter = (ByClient,)
    autocomplete_fields = ("client",)
    scope = ""

    def get_queryset(self, request: Request) -> QuerySet[Any]:
        """The coach's own rows."""
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
        """The form; a client that is no key at all is no client."""
        if not request.POST.get("client", "0").isdecimal():
            raise Http404
        return super().changeform_view(request, object_id, form_url, extra_context)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A coach may write one about any client who lets them in."""
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A coach may take back what they wrote."""
        return True

    def get_readonly_fields(self, request: Request, obj: Any = None) -> tuple[str, ...]:
        """A note stays with its client."""
        return ("client",) if obj else ()

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Only one's own clients can be chosen, whatever is posted."""
        if db_field.name == "client":
            kwargs["queryset"] = clients_of(request.user, request.now)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=_("client"))
    def whose(self, row: Any) -> str:
        """The client whom it is about, leading to their page."""
        return link_to(row.client)


@admin.register(CoachNote, site=coach_site)
class Notes(Own):
    """Notes on clients."""

    list_display = ("__str__", "whose", "shared", moment_column("written_at", _("written")))
    search_fields = ("text", "client__name")
    fields = ("client", "text", "shared")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A coach may rewrite their own notes; nobody else's are found here."""
        return True

    def save_model(self, request: Request, obj: CoachNote, form: Any, change: bool) -> None:
        """Keep it by the verbs, which ask for the grant once more."""
        now = request.now
        if change:
            rewrite_note(obj, obj.text, shared=obj.shared, by=request.user, now=now)
            return
        kept = write_note(
            obj.client, obj.text, shared=obj.shared, by=request.user, token=obj.token, now=now
        )
        obj.pk = kept.pk


@admin.register(Nudge, site=coach_site)
class Nudges(Own):
    """Messages to clients; what was given can be taken back, not rewritten."""

    list_display = (
        "__str__",
        "whose",
        moment_column("at", _("given")),
        moment_column("shown_until", _("shown until")),
        moment_column("read_at", _("put away")),
    )
    search_fields = ("text", "client__name")
    fields = ("client", "text")

    def save_model(self, request: Request, obj: Nudge, form: Any, change: bool) -> None:
        """Give it by the verb, which asks for the grant once more."""
        now = request.now
        given = nudge(obj.client, obj.text, by=request.user, token=obj.token, now=now)
        obj.pk = given.pk


class InvitationForm(forms.ModelForm[CoachGrant]):
    """Inviting a client by address."""

    class Meta:
        model = CoachGrant
        fields = ("email",)

    coach: Any = None
    now: Any = None

    def clean_email(self) -> str:
        """The invitation is made here, so that what refuses it stands at the field."""
        email = str(self.cleaned_data["email"])
        try:
            made = grants.invite_client(self.coach, email, token=uuid4(), now=self.now)
        except ValidationError as problem:
            raise forms.ValidationError(problem.messages) from None
        self.instance = made
        return made.email


@admin.register(CoachGrant, site=coach_site)
class Grants(Closed):
    """Who let the coach in, and who is asked; removing one gives the client up."""

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
        """Grants that live, and one's own invitations that wait."""
        rows: QuerySet[CoachGrant] = super().get_queryset(request)
        rows = rows.filter(coach=request.user, ended_at=None)
        live = rows.filter(expires_at__gt=request.now, seeker__is_active=True)
        return (live | rows.filter(accepted_at=None)).select_related("seeker")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A coach may invite a client."""
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A coach may give a client up."""
        return True

    def get_form(
        self, request: Request, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form knows who invites, and when."""
        form = super().get_form(request, obj, change=change, **kwargs)
        return type("Invitation", (form,), {"coach": request.user, "now": request.now})

    def save_model(self, request: Request, obj: CoachGrant, form: Any, change: bool) -> None:
        """It is made by then: the mail goes out."""
        mails.invitation_to_client(obj)

    def delete_model(self, request: Request, obj: CoachGrant) -> None:
        """Grants are ended, not removed."""
        grants.leave(request.user, obj.pk, now=request.now)

    @admin.display(description=_("client"))
    def who(self, row: CoachGrant) -> str:
        """The client once they have accepted; the address until then."""
        return link_to(row.seeker) if row.accepted_at and row.seeker else row.email

    @admin.display(description=_("may also be seen"))
    def beyond(self, row: CoachGrant) -> str:
        """What the client ticked for this coach to see besides the pipeline."""
        names = [str(CoachGrant._meta.get_field(name).verbose_name) for name in sorted(row.scopes)]  # type: ignore[union-attr]
        return ", ".join(names) or "–"
