"""Bringing in a person's own ways: views, templates, the goal, the policy. What they have stays."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from accounts.access import owned_by
from applications.models import SavedView, WeeklyGoal
from applications.services.goals import set_weekly_goal
from applications.services.views import save_view
from data_exchange.fields import Row, as_row, moment_in, text_in, token_in, values
from data_exchange.importers.context import ImportContext, named_or_none
from data_exchange.schema import DRAFT, GOAL, SAVED_VIEW, TEMPLATE
from followups.models import PolicyChoice
from followups.services import choose_policy
from followups.timing.policy.policy import PolicyError
from followups.wording import policy_problem
from notes.context import NoteContext
from notes.drafting.suggest import Draft
from notes.models import NoteTemplate
from notes.services import add_template, get_draft, save_draft


def view(arrival: ImportContext, raw: object) -> None:
    """A saved view of the table; one of the same name is that one."""
    row = as_row(raw)
    name = text_in(row, "name")
    if not owned_by(arrival.owner, SavedView).filter(name__iexact=name).exists():
        query = values(SAVED_VIEW, row).get("query", "")
        save_view(arrival.owner, name=name, query=query)
        arrival.added["saved views"] += 1


def template(arrival: ImportContext, raw: object) -> None:
    """A template for notes; one of the same name for the same purpose is that one."""
    row = as_row(raw)
    fields = {"subject": "", "body": "", **values(TEMPLATE, row)}
    fields |= {"name": text_in(row, "name"), "purpose": text_in(row, "purpose")}
    same = {"name__iexact": fields["name"], "purpose": fields["purpose"]}
    if not owned_by(arrival.owner, NoteTemplate).filter(**same).exists():
        add_template(arrival.owner, token=token_in(row), **fields)
        arrival.added["templates"] += 1


def note_begun(arrival: ImportContext, raw: object) -> None:
    """A note that was begun, unless one is begun here on the same occasion."""
    row = as_row(raw)
    fields = {"subject": "", "body": "", **values(DRAFT, row)}
    occasion = NoteContext(
        arrival.owner,
        text_in(row, "purpose"),
        named_or_none(arrival.applications, row, "application"),
        named_or_none(arrival.interviews, row, "interview"),
        named_or_none(arrival.contacts, row, "contact"),
        named_or_none(arrival.references, row, "reference"),
    )
    if get_draft(occasion) is None:
        draft = Draft(fields["subject"], fields["body"])
        at = moment_in(row, "kept_at") or arrival.now
        save_draft(occasion, text_in(row, "channel"), draft, now=at)
        arrival.added["notes begun"] += 1


def goal(arrival: ImportContext, row: Row) -> None:
    """The goal for the week, where the account has none."""
    found = values(GOAL, row) if row.get("weekly_goal") is not None else {}
    if found and not owned_by(arrival.owner, WeeklyGoal).exists():
        set_weekly_goal(arrival.owner, found["applications"])


def policy(arrival: ImportContext, raw: object) -> None:
    """The archive's policy, where the account has none of its own."""
    if raw is None or owned_by(arrival.owner, PolicyChoice).exists():
        return
    row = as_row(raw)
    changes: Mapping[str, Any] = as_row(row.get("changes", {}))
    try:
        choose_policy(
            arrival.owner, text_in(row, "base"), changes, by=arrival.owner, now=arrival.now
        )
    except PolicyError as error:
        raise ValidationError({error.field: policy_problem(error)}) from None
