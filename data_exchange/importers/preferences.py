"""Read settings, saved views, templates, drafts, goal and policy; write what is not chosen yet."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.access import owned_by
from accounts.digest_times import local_day
from accounts.holidays import LONGEST_WEEKEND
from accounts.models import User
from accounts.regions import country_names, is_currency, region_names
from accounts.services.preferences import (
    DIGEST_FIELDS,
    REGION_FIELDS,
    set_digest,
    set_profile,
    set_region,
    set_time_zone,
)
from applications.models import SavedView, WeeklyGoal
from applications.services import save_view
from applications.services.goals import set_weekly_goal
from data_exchange.errors import FieldError
from data_exchange.fields import (
    Row,
    as_row,
    moment_in,
    new_row,
    row_of,
    text_in,
    token_in,
    values,
)
from data_exchange.importers.context import ImportContext, named, named_or_none
from data_exchange.schema import DRAFT, GOAL, OWNER, POLICY, SAVED_VIEW, TEMPLATE
from followups.models import PolicyChoice
from followups.services import choose_policy
from followups.services.rest import LONGEST, let_rest
from followups.timing.policy.make import PolicyError, make
from followups.wording import policy_problem
from jobtracker.lookups import with_name
from notes.context import NoteContext
from notes.drafting.suggest import Draft
from notes.models import NoteDraft, NoteTemplate
from notes.services import add_template, get_draft, save_draft

"""In a week; as many as the case file allows."""


def settings(context: ImportContext, raw: object) -> None:
    """Read the owner's settings."""
    if raw is None:
        return
    context.settings = found = values(OWNER, row_of(raw, OWNER))
    for name in _unknown_codes(found):
        raise FieldError(name, _("This code is not known here."))
    if found.get("weekend", 0).bit_count() > LONGEST_WEEKEND:
        limit = {"limit": LONGEST_WEEKEND}
        raise FieldError("weekend", _("A weekend has at most %(limit)s days.") % limit)


def _unknown_codes(found: Mapping[str, Any]) -> Iterator[str]:
    country, region = found.get("country", ""), found.get("region", "")
    if country and country not in dict(country_names()):
        yield "country"
    elif region and region not in dict(region_names(country)):
        yield "region"
    if found.get("currency") and not is_currency(found["currency"]):
        yield "currency"


def view(context: ImportContext, raw: object) -> None:
    """Read a saved view."""
    row = row_of(raw, SAVED_VIEW)
    fields = {**values(SAVED_VIEW, row), "name": " ".join(text_in(row, "name").split())}
    context.views.append(new_row(SavedView, SAVED_VIEW, fields, row))


def template(context: ImportContext, raw: object) -> None:
    """Read a template."""
    row = row_of(raw, TEMPLATE)
    fields = {**values(TEMPLATE, row), "token": token_in(row), "purpose": text_in(row, "purpose")}
    fields["name"] = " ".join(text_in(row, "name").split())
    context.templates.append(new_row(NoteTemplate, TEMPLATE, fields, row))


def draft_note(context: ImportContext, raw: object) -> None:
    """Read a draft."""
    row = row_of(raw, DRAFT, "application", "interview", "contact", "reference")
    text_in(row, "purpose"), text_in(row, "channel")
    timeline = (
        None if row.get("application") is None else named(context.timelines, row, "application")
    )
    fields = {
        **values(DRAFT, row),
        "owner": context.owner,
        "application": timeline and timeline.application,
        "interview": named_or_none(context.interviews, row, "interview"),
        "contact": named_or_none(context.contact_rows, row, "contact"),
        "reference": named_or_none(context.reference_rows, row, "reference"),
        "updated_at": moment_in(row, "kept_at") or context.now,
    }
    context.drafts.append(new_row(NoteDraft, DRAFT, fields, row))


def goal(context: ImportContext, row: Row) -> None:
    """Read the weekly goal."""
    if row.get("weekly_goal") is not None:
        context.goal = values(GOAL, row)["applications"]


def policy(context: ImportContext, raw: object) -> None:
    """Read the timing policy."""
    if raw is None:
        return
    row = row_of(raw, POLICY)
    base, changes = text_in(row, "base"), dict(as_row(row.get("changes", {})))
    try:
        make(base, changes)
    except PolicyError as error:
        raise ValidationError({error.field: policy_problem(error)}) from None
    context.policy = (base, changes)


def write_settings(context: ImportContext) -> None:
    """Write settings, goal and policy where the account still has those of a new one."""
    owner, now = context.owner, context.now
    _write_profile(owner, context.settings, context)
    if context.goal and not owned_by(owner, WeeklyGoal).exists():
        set_weekly_goal(owner, context.goal)
    if context.policy and not owned_by(owner, PolicyChoice).exists():
        base, changes = context.policy
        choose_policy(owner, base, changes, by=owner, now=now)


def _write_profile(owner: User, found: Mapping[str, Any], context: ImportContext) -> None:
    new = User()
    wanted = {name: found[name] for name in found if getattr(owner, name) == getattr(new, name)}
    if "time_zone" in wanted:
        set_time_zone(owner, wanted["time_zone"], now=context.now)
    set_profile(
        owner,
        name=wanted.get("name", owner.name),
        theme=wanted.get("theme", owner.theme),
        language=owner.language,
    )
    if wanted.get("country", owner.country) != found.get("country"):
        wanted.pop("region", None)  # it would be one of another country
    if region := {name: wanted[name] for name in REGION_FIELDS if name in wanted}:
        set_region(owner, fields=region, now=context.now)
    until, today = wanted.get("resting_until"), local_day(owner, context.now)
    if until and until > today:
        let_rest(owner, min(until, today + LONGEST), now=context.now)
    if digest := {name: wanted[name] for name in DIGEST_FIELDS if name in wanted}:
        set_digest(owner, fields=digest, now=context.now)


def write_texts(context: ImportContext) -> Counter[str]:
    """Write views, templates and drafts that the account lacks; return how many of each."""
    added: Counter[str] = Counter()
    views = owned_by(context.owner, SavedView)
    for view in context.views:
        if not with_name(views, view.name).exists():
            save_view(context.owner, name=view.name, query=view.query)
            added["saved views"] += 1
    for template in context.templates:
        added["templates"] += _write_template(context.owner, template)
    for draft in context.drafts:
        added["notes begun"] += _write_draft(context.owner, draft)
    return +added


def _write_template(owner: User, row: NoteTemplate) -> bool:
    if with_name(owned_by(owner, NoteTemplate).filter(purpose=row.purpose), row.name).exists():
        return False
    texts = {"name": row.name, "subject": row.subject, "body": row.body}
    add_template(owner, token=row.token, purpose=row.purpose, **texts)
    return True


def _write_draft(owner: User, row: NoteDraft) -> bool:
    about = (row.application, row.interview, row.contact, row.reference)
    occasion = NoteContext(owner, row.purpose, *about)
    if get_draft(occasion) is not None:
        return False
    save_draft(occasion, row.channel, Draft(row.subject, row.body), now=row.updated_at)
    return True
