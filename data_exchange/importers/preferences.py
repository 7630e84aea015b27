"""Import settings, saved views, templates, drafts, goal and policy. What was chosen here stays."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from accounts.access import owned_by
from accounts.models import User
from accounts.services.preferences import DIGEST_FIELDS, set_digest, set_profile, set_time_zone
from applications.models import SavedView, WeeklyGoal
from applications.services.goals import set_weekly_goal
from applications.services.views import save_view
from data_exchange.fields import Row, as_row, moment_in, text_in, token_in, values
from data_exchange.importers.context import ImportContext, named_or_none
from data_exchange.schema import DRAFT, GOAL, OWNER, SAVED_VIEW, TEMPLATE
from followups.models import PolicyChoice
from followups.services import choose_policy
from followups.timing.policy.make import PolicyError
from followups.wording import policy_problem
from notes.context import NoteContext
from notes.drafting.suggest import Draft
from notes.models import NoteTemplate
from notes.services import add_template, get_draft, save_draft


def settings(context: ImportContext, raw: object) -> None:
    """Import the owner's settings, each where the account still has what a new one has."""
    owner = context.owner
    new = User()
    found = values(OWNER, as_row(raw)) if raw is not None else {}
    wanted = {name: found[name] for name in found if getattr(owner, name) == getattr(new, name)}
    if "time_zone" in wanted:
        set_time_zone(owner, wanted["time_zone"], now=context.now)
    set_profile(
        owner,
        name=wanted.get("name", owner.name),
        theme=wanted.get("theme", owner.theme),
        language=owner.language,
    )
    if digest := {name: wanted[name] for name in DIGEST_FIELDS if name in wanted}:
        set_digest(owner, fields=digest, now=context.now)


def view(context: ImportContext, raw: object) -> None:
    """Import a saved view; an existing one of the same name stays."""
    row = as_row(raw)
    name = text_in(row, "name")
    if not owned_by(context.owner, SavedView).filter(name__iexact=name).exists():
        query = values(SAVED_VIEW, row).get("query", "")
        save_view(context.owner, name=name, query=query)
        context.added["saved views"] += 1


def template(context: ImportContext, raw: object) -> None:
    """Import a template; an existing one of the same name and purpose stays."""
    row = as_row(raw)
    fields = {"subject": "", "body": "", **values(TEMPLATE, row)}
    fields |= {"name": text_in(row, "name"), "purpose": text_in(row, "purpose")}
    same = {"name__iexact": fields["name"], "purpose": fields["purpose"]}
    if not owned_by(context.owner, NoteTemplate).filter(**same).exists():
        add_template(context.owner, token=token_in(row), **fields)
        context.added["templates"] += 1


def draft_note(context: ImportContext, raw: object) -> None:
    """Import a draft, unless there is one for the same note."""
    row = as_row(raw)
    fields = {"subject": "", "body": "", **values(DRAFT, row)}
    occasion = NoteContext(
        context.owner,
        text_in(row, "purpose"),
        named_or_none(context.applications, row, "application"),
        named_or_none(context.interviews, row, "interview"),
        named_or_none(context.contacts, row, "contact"),
        named_or_none(context.references, row, "reference"),
    )
    if get_draft(occasion) is None:
        draft = Draft(fields["subject"], fields["body"])
        at = moment_in(row, "kept_at") or context.now
        save_draft(occasion, text_in(row, "channel"), draft, now=at)
        context.added["notes begun"] += 1


def goal(context: ImportContext, row: Row) -> None:
    """Import the weekly goal, if the account has none."""
    goal_fields = values(GOAL, row) if row.get("weekly_goal") is not None else {}
    if goal_fields and not owned_by(context.owner, WeeklyGoal).exists():
        set_weekly_goal(context.owner, goal_fields["applications"])


def policy(context: ImportContext, raw: object) -> None:
    """Import the timing policy, if the account has none of its own."""
    if raw is None or owned_by(context.owner, PolicyChoice).exists():
        return
    row = as_row(raw)
    changes: Mapping[str, Any] = as_row(row.get("changes", {}))
    try:
        choose_policy(
            context.owner, text_in(row, "base"), changes, by=context.owner, now=context.now
        )
    except PolicyError as error:
        raise ValidationError({error.field: policy_problem(error)}) from None
