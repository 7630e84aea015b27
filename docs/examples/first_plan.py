"""Add an application with an interview, and print the plan of its follow-ups.

python3 first_plan.py
"""

import json
import os
import urllib.request
from datetime import UTC, datetime, timedelta
from typing import Any

SITE = os.environ.get("JOBTRACKER_SITE", "http://localhost:8000")
KEY = os.environ["JOBTRACKER_KEY"]


def call(method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """Call the API; return the answer."""
    request = urllib.request.Request(
        f"{SITE}/api/v1{path}",
        None if body is None else json.dumps(body).encode(),
        {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"},
        method=method,
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


if __name__ == "__main__":
    now = datetime.now(UTC).replace(microsecond=0)
    sent = now - timedelta(days=5)
    application = call(
        "POST",
        "/applications",
        {"company": "Oatmill", "title": "Data Engineer", "applied_at": sent.isoformat()},
    )
    interview = call(
        "POST",
        f"/applications/{application['id']}/interviews",
        {
            "at": now.isoformat(),
            "starts_at": (now + timedelta(days=2)).isoformat(),
            "timezone": "Europe/London",
        },
    )
    print(f"The interview is on {interview['starts_at']}.")
    plan = call("GET", f"/applications/{application['id']}/plan")
    for reminder in plan["reminders"]:
        print(f"{reminder['opens_at']}  {reminder['rule']}")
    for held in plan["held_back"]:
        print(f"not yet: {held['rule']}, because of {held['guard']}")
