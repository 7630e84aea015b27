"""All sample files, received and read as a seeker's: each gives one suggestion, in any order."""

from datetime import UTC, datetime
from pathlib import Path

from accounts.models import User
from inbox.models import ReceivedFile, Suggestion
from inbox.reading.findings import Unreadable
from inbox.services.receive import receive
from inbox.services.suggest import suggest

SAMPLES = Path(__file__).parent / "samples"
FILES = sorted([*SAMPLES.glob("eml/*.eml"), *SAMPLES.glob("ics/*.ics")])
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


def test_every_sample_gives_one_suggestion_of_its_kind(seeker: User) -> None:
    for path in reversed(FILES):
        try:
            receipts = receive(seeker, path.read_bytes(), way="upload", now=NOW)
        except Unreadable:
            continue
        for receipt in receipts:
            row = suggest(receipt.file, now=NOW)
            assert row is not None, path.name
            assert row.at <= NOW
            assert (row.state == "waiting") == (row.answered_at is None)
            assert row.holds_until is None, "no application is known"
    assert Suggestion.objects.count() == ReceivedFile.objects.count() > len(FILES) - 10
    kinds = set(Suggestion.objects.values_list("kind", flat=True))
    assert kinds >= set(Suggestion.Kind.values) - {"sent", "no_contact_requested"}
