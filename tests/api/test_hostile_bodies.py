"""Whatever is sent, the API says what is wrong with it; nothing breaks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.conftest import Call
from tests.conftest import MakeApplication, MakeContact, MakeReference

DAYS = ["2026-03-02", "0001-01-01", "9999-12-31", "2026-02-30", "2026-03-02T00:00:00Z"]
MOMENTS = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-03-02T10:00:00Z"]
WORDS = ["", " ", "\x00", "\ud800", "c1", "r1", "c999999999999999999", "asked", "agreed"]
TEXTS = st.sampled_from([*DAYS, *MOMENTS, *WORDS, "thank_you", "other", "x" * 300]) | st.text()
PLAIN = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | TEXTS
VALUES = PLAIN | st.lists(PLAIN, max_size=2) | st.dictionaries(TEXTS, PLAIN, max_size=2)
FIELDS = {
    "POST /companies": {"name", "website", "notes"},
    "PATCH /companies/{company}": {"name", "website", "notes"},
    "POST /companies/{company}/merge": {"other"},
    "POST /contacts": {"name", "company", "role", "email", "phone", "link", "shares_address"},
    "PATCH /contacts/{contact}": {"name", "company", "role", "email", "phone", "link", "notes"},
    "POST /contacts/{contact}/merge": {"other"},
    "POST /references": {"contact", "consent", "asked_on", "agreed_on", "last_contact_on"},
    "PATCH /references/{reference}": {
        "relationship", "speaks_about", "job_hunting_since", "consent", "declined_on", "asked_on",
    },
    "POST /applications/{application}/messages": {
        "purpose", "at", "to", "interview", "channel", "subject", "text",
    },
    "POST /references/{reference}/messages": {"purpose", "at", "application", "channel", "text"},
    "PATCH /messages/{message}": {"at", "channel", "subject", "text"},
    "POST /templates": {"purpose", "name", "subject", "body"},
    "PATCH /templates/{template}": {"name", "subject", "body"},
}  # fmt: skip
NEEDED: dict[str, dict[str, Any]] = {
    "POST /contacts": {"name": "Bo"},
    "POST /applications/{application}/messages": {"purpose": "other"},
    "POST /references/{reference}/messages": {"purpose": "other"},
    "POST /templates": {"purpose": "other", "name": "One", "body": "Text"},
}
"""What lets the rest of a body get further than the schema."""


@pytest.mark.parametrize("operation", FIELDS)
def test_no_body_breaks_it(
    call: Call,
    operation: str,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_reference: MakeReference,
) -> None:
    application, contact, reference = make_application(), make_contact(), make_reference()
    there = f"/applications/{application.pk}/messages"
    message = call("POST", there, {"purpose": "status"}).json()
    template = call("POST", "/templates", {"purpose": "other", "name": "A", "body": "B"}).json()
    method, _space, path = operation.partition(" ")
    path = path.format(
        application=application.pk,
        company=application.company_id,
        contact=contact.pk,
        reference=reference.pk,
        message=message["id"],
        template=template["id"],
    )
    own = st.just(contact.pk) | st.just(reference.pk)
    fields = st.dictionaries(st.sampled_from(sorted(FIELDS[operation])), VALUES | own, max_size=3)

    @settings(max_examples=25, deadline=None, derandomize=True, database=None,
              suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
    @given(sent=fields)
    def ask(sent: dict[str, Any]) -> None:
        answer = call(method, path, NEEDED.get(operation, {}) | sent)
        assert answer.status_code in (200, 201, 400, 404, 409, 422), answer.content
        if answer.status_code >= 400:
            assert answer["Content-Type"] == "application/problem+json"
        else:
            assert answer["ETag"]

    ask()
