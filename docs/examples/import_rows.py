"""Add an application for each row of a spreadsheet, saved as CSV.

    python3 import_rows.py applications.csv

The first line names the columns: company, title, applied_on (2026-03-02), source, notes; the first
two are needed. Each row has its own Idempotency-Key: run again within a week, it adds nothing
twice, and nothing that you have deleted since.
"""

import csv
import hashlib
import json
import os
import sys
import urllib.error
import urllib.request
from datetime import date

SITE = os.environ.get("JOBTRACKER_SITE", "http://localhost:8000")
KEY = os.environ["JOBTRACKER_KEY"]


def add(row: dict[str, str]) -> str:
    """Add one application; return what became of it."""
    fields = {name: row[name] for name in ("company", "title", "source", "notes") if row.get(name)}
    if day := row.get("applied_on"):
        try:
            fields["applied_at"] = f"{date.fromisoformat(day)}T09:00:00Z"
        except ValueError:
            return f"refused: applied_on: write {day} like 2026-03-02"
    body = json.dumps(fields, sort_keys=True).encode()
    request = urllib.request.Request(
        f"{SITE}/api/v1/applications",
        body,
        {
            "Authorization": f"Bearer {KEY}",
            "Content-Type": "application/json",
            "Idempotency-Key": hashlib.sha256(body).hexdigest(),
        },
    )
    try:
        with urllib.request.urlopen(request) as answer:
            again = answer.headers.get("Idempotent-Replayed") == "true"
            return f"{'sent before' if again else 'added'}: {json.load(answer)['url']}"
    except urllib.error.HTTPError as refusal:
        problem = json.load(refusal)
        told = [f"{each['field']}: {each['message']}" for each in problem["errors"]]
        return "refused: " + ("; ".join(told) or problem["detail"] or problem["title"])


if __name__ == "__main__":
    with open(sys.argv[1], newline="", encoding="utf-8-sig") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            print(f"line {number}, {add(row)}")
