"""Print what is due today.

python3 due_today.py
"""

import json
import os
import urllib.error
import urllib.request
from typing import Any

SITE = os.environ.get("JOBTRACKER_SITE", "http://localhost:8000")
KEY = os.environ["JOBTRACKER_KEY"]


def today() -> Any:
    """Read Today."""
    request = urllib.request.Request(
        f"{SITE}/api/v1/today", headers={"Authorization": f"Bearer {KEY}"}
    )
    try:
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refusal:
        problem = json.load(refusal)
        raise SystemExit(problem["detail"] or problem["title"]) from None


if __name__ == "__main__":
    page = today()
    cards = page["overdue"]["cards"] + page["now"]["cards"]
    for card in cards:
        mark = "!" if card["overdue"] else " "
        print(f"{mark} {card['title']} ({card['company']}, {card['job']})")
        print(f"    {card['reason']}")
        print(f"    {card['url']}")
    if not cards:
        print("You're done for today.")
    if older := len(page["catch_up"]["cards"]):
        print(f"From before you added them, under Catch up: {older}")
