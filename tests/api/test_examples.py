"""The examples of the API's document, each sent as it stands."""

from __future__ import annotations

from api.document import document
from api.openapi.examples import BODIES
from api.openapi.operations import operations
from applications.models import Interview
from tests.api.conftest import Call
from tests.conftest import MakeApplication, MakeInterview


def test_each_is_taken(
    call: Call, make_application: MakeApplication, make_interview: MakeInterview
) -> None:
    application = make_application("Fathom")
    event = call("POST", f"/applications/{application.pk}/events", BODIES["add_event"]).json()
    found = {each["operationId"]: (path, method) for path, method, each in operations(document())}
    for name, body in BODIES.items():
        path, method = found[name]
        interview = make_interview(application)
        known = {"applications": application.pk, "events": event["id"], "interviews": interview.pk}
        there = path.replace("{id}", str(known.get(path.split("/")[1])))
        answer = call(method.upper(), there, body)
        assert answer.status_code in (200, 201), (name, answer.content)
    assert Interview.objects.exclude(cancelled_at=None).count() == 1
