"""How many mails a second the reader reads on one core: `python -m bench.readers`.

The mails are those of the tests, in all their forms; the time is the processor's.
"""

import sys
import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bench.sizes import aim, size
from inbox.reading.mail import read_mail
from tests.inbox.mail_texts import build, load

LEAST = 200
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
ZONE = ZoneInfo("Europe/London")


def main() -> int:
    """Read all the mails a few times and print how many a second that is."""
    mails = [build(mail) for name in ("en", "de", "fr", "es", "nl") for mail in load(name)]
    for raw in mails:
        read_mail(raw, now=NOW, zone=ZONE)
    rounds = size(5, 1)
    begun = time.process_time()
    for _ in range(rounds):
        for raw in mails:
            read_mail(raw, now=NOW, zone=ZONE)
    speed = rounds * len(mails) / (time.process_time() - begun)
    print(f"{speed:.0f} mails a second of one core{aim(f'{LEAST} or more')}")
    return 0 if speed >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
