"""The format of the export file: the fields of each row, and the model fields they map to.

The names are those of the file. When a model field is renamed, only its place here changes, and
older files are read as before. When the file itself changes, ``VERSION`` rises, and code for the
older version is added here. Related rows refer to each other by tokens; see the exporters and
importers for how. Amounts of money are texts, such as "62000.00", so that none is rounded.

Of what arrived, the suggestions travel, with the keys by which mails and events are known again.
The mails themselves do not, nor the mailbox's password and the private address.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Model

from accounts.models import AccessLog, CoachGrant, User
from applications.models import (
    Application,
    Debrief,
    DebriefTopic,
    Document,
    Event,
    Interview,
    Message,
    SavedView,
    WeeklyGoal,
)
from digests.models import Digest
from followups.models import PolicyChoice, Reminder
from followups.models.coach import CoachNote, Nudge, PolicyChange
from inbox.models import CalendarLink, IgnoredSender, ReceivedFile, Suggestion
from notes.models import NoteDraft, NoteTemplate
from references.models import Company, Contact, Reference

FORMAT = "jobtracker"
VERSION = 2
READABLE = (1, VERSION)
"""Version 1 has whole numbers for pay, and lacks what the second edition of the rules asks for."""

Names = Mapping[str, str]
"""From the name in the file to the model's field, or the lookup that leads to it."""


@dataclass(frozen=True, slots=True, eq=False)
class RowSchema:
    """One kind of row: ``fields`` are read together, each of those ``beside`` by its own code."""

    model: type[Model]
    fields: Names
    beside: Names = field(default_factory=dict)

    @property
    def written(self) -> Names:
        """All exported fields of a row."""
        return {**self.beside, **self.fields}

    def name_of(self, model_field: str) -> str:
        """The name of a model field in the file."""
        return next((name for name, of in self.written.items() if of == model_field), model_field)


def _same(names: str) -> Names:
    """Names that the file and the model share."""
    return {name: name for name in names.split()}


OWNER = RowSchema(
    User,
    _same(
        "email name time_zone language theme digest_on digest_at digest_days digest_when_empty"
        " weekly_review_day thank_you_notice quiet_from quiet_until country region weekend"
        " week_starts_on time_format date_order currency resting_until"
    ),
)
POLICY = RowSchema(PolicyChoice, _same("base changes"))
GOAL = RowSchema(WeeklyGoal, {"weekly_goal": "applications"})
COMPANY = RowSchema(Company, _same("name website notes"))
CONTACT = RowSchema(Contact, _same("name role email phone link notes"), _same("token"))
REFERENCE = RowSchema(
    Reference,
    _same("relationship speaks_about last_contact_on job_hunting_since"),
    _same("consent asked_on agreed_on declined_on"),
)
APPLICATION = RowSchema(
    Application,
    _same(
        "title interest pay_min pay_max pay_currency pay_period source closes_on location place"
        " posting_url posting_text notes"
    ),
    _same("token archived_at created_at updated_at"),
)
EVENT = RowSchema(
    Event,
    _same(
        "kind at news_by ask_on result stage has_list answer_by pay pay_currency pay_period"
        " starts_on text"
    ),
    _same("token"),
)
INTERVIEW = RowSchema(
    Interview,
    _same("kind type arranged_at starts_at ends_at time_zone place link preparation"),
    _same("token cancelled_at"),
)
DEBRIEF = RowSchema(
    Debrief,
    {
        "signs": "positive_signs",
        "culture": "medium_hint",
        "write_to": "follow_up_contact",
        **_same("pace learned next_steps notes"),
    },
    _same("at"),
)
TOPIC = RowSchema(DebriefTopic, _same("text"))
MESSAGE = RowSchema(Message, _same("purpose at channel subject body"), _same("token"))
DOCUMENT = RowSchema(
    Document, _same("kind name filename"), _same("token content_type size uploaded_at")
)
SAVED_VIEW = RowSchema(SavedView, _same("name query"))
TEMPLATE = RowSchema(NoteTemplate, _same("purpose name subject body"), _same("token"))
DRAFT = RowSchema(NoteDraft, _same("purpose channel subject body"), {"kept_at": "updated_at"})
REMINDER = RowSchema(
    Reminder, {}, _same("rule opens_at due_at lapses_at state catch_up snoozed_until closed_at")
)
RECEIVED = RowSchema(ReceivedFile, _same("way format arrived_at delete_at"), _same("key"))
SUGGESTION = RowSchema(
    Suggestion,
    _same("kind state matched_by sender at holds_until answered_at"),
    _same("finding event_key"),
)
EVENT_LINK = RowSchema(CalendarLink, _same("sequence sent_at"), _same("key"))
IGNORED_SENDER = RowSchema(IgnoredSender, _same("email times since"))

_COACH = {"coach_name": "coach__name", "coach_email": "coach__email"}
RECORDS: Mapping[str, RowSchema] = {
    "coaches": RowSchema(
        CoachGrant,
        {
            **_COACH,
            **_same("email by_coach sees_notes sees_pay sees_documents sees_contacts"),
            **_same("invited_at accepted_at expires_at ended_at"),
        },
    ),
    "looks": RowSchema(AccessLog, _same("viewer_name what about reason day at")),
    "nudges": RowSchema(Nudge, {**_COACH, **_same("text at shown_until read_at")}),
    "notes_shared_by_coaches": RowSchema(CoachNote, {**_COACH, **_same("text written_at")}),
    "policies_set_by_coaches": RowSchema(
        PolicyChange,
        {
            **_same("coach_name base changes at"),
            "before_base": "previous_base",
            "before_changes": "previous_changes",
            "settled_at": "resolved_at",
        },
    ),
    "mails": RowSchema(Digest, _same("kind day state sent_at error")),
}
"""What others did in an account: exported for the record, never imported."""
