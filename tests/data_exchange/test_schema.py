"""The format of the export file: apart from the models' names, and whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Field

from data_exchange import schema
from data_exchange.errors import FieldError, ImportProblems
from data_exchange.fields import values
from data_exchange.schema import RECORDS, RowSchema

ROWS = {
    name.lower(): each for name, each in vars(schema).items() if isinstance(each, RowSchema)
} | RECORDS

# Told by what stands around the row, or by a token; a number means nothing in another database.
TIES = {
    "owner", "client", "seeker", "coach", "viewer", "company", "contact", "reference",
    "application", "interview", "debrief", "key", "referred_by",
}  # fmt: skip
LEFT_OUT = {
    "owner": {
        "password": "never leaves", "is_superuser": "the site's", "is_staff": "the site's",
        "is_active": "the site's", "is_coach": "the site's", "last_login": "the site's",
        "date_joined": "the site's", "caseload_day": "a coach's",
        "next_digest_at": "worked out", "next_review_at": "worked out",
        "next_caseload_at": "worked out", "second_step_asked_at": "the site's",
        "last_digest_at": "the site's", "last_digest_on": "the site's",
        "resting_since": "the importer sets it",
    },
    "policy": {"set_by": "the importer sets it", "set_at": "the importer sets it"},
    "application": {"stage": "worked out from the events"},
    "document": {"file": "beside the data, at its path"},
    "received": {
        "content": "deleted when due, and where it arrives it is known by its key",
        "read_at": "only what was read is in it",
    },
    "suggestion": {
        "file": "the row around it",
        "created": "for taking back what was logged on this server",
        "matched_at": "a match is looked for again where it is imported",
    },
    "reminder": {
        "scope": "in its key", "optional": "worked out", "sources": "worked out",
        "reason": "worked out", "next_at": "worked out", "opened_at": "worked out",
        "set_aside": "worked out",
    },
    "coaches": {"token": "opens an invitation", "months": "what is left is in expires_at"},
    "nudges": {"token": "means nothing elsewhere"},
    "notes_shared_by_coaches": {
        "token": "means nothing elsewhere", "shared": "only these are told",
        "scopes": "the coach's",
    },
    "mails": {
        "about": "how it was sent", "claimed_until": "how it was sent",
        "attempts": "how it was sent", "retry_at": "how it was sent",
        "due_at": "how it was sent", "previous_at": "how it was sent",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(ROWS))
def test_every_field_of_a_model_is_in_the_file_or_has_a_reason_not_to_be(name: str) -> None:
    row = ROWS[name]
    told = {of.partition("__")[0] for of in row.written.values()}
    fields = {
        field.name
        for field in row.model._meta.fields
        if isinstance(field, Field) and not field.primary_key
    }
    assert fields - told - TIES == LEFT_OUT.get(name, {}).keys()


@pytest.mark.parametrize("name", sorted(ROWS))
def test_every_field_that_is_named_is_there(name: str) -> None:
    row = ROWS[name]
    assert not row.fields.keys() & row.beside.keys()
    list(row.model._default_manager.none().values(*row.written.values()))


CALLED = replace(schema.COMPANY, fields={"called": "name", "site": "website"})


def test_a_name_in_the_file_is_none_of_the_model_s() -> None:
    assert values(CALLED, {"called": "Harbour", "name": "no"}) == {"name": "Harbour"}
    assert values(CALLED, {"called": "Harbour", "site": ""}, "site") == {"website": ""}


def test_what_does_not_fit_is_called_as_the_file_calls_it() -> None:
    with pytest.raises(FieldError) as refused:
        values(CALLED, {"called": ["Harbour"]})
    assert refused.value.field == "called"


def test_what_a_model_refuses_is_called_as_the_file_calls_it() -> None:
    problems = ImportProblems()
    with problems.row("companies[0]", CALLED):
        raise ValidationError({"website": "Wrong.", "owner": "Unknown.", "__all__": "Both."})
    assert [(each.where, each.message) for each in problems.found] == [
        ("companies[0].site", "Wrong."),
        ("companies[0].owner", "Unknown."),
        ("companies[0]", "Both."),
    ]
