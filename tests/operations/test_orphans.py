"""A file that no row names goes within a night, and no other."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from applications.services import keep_document
from data_exchange.jobs import start_import
from operations import orphans
from operations.cleanup import delete_expired
from operations.orphans import delete_orphans

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    """Where uploads lie."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def left_behind(media: Path, name: str, age: timedelta, now: datetime) -> Path:
    path = media / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("left behind")
    set_age(path, age, now)
    return path


def set_age(path: Path, age: timedelta, now: datetime) -> None:
    moment = (now - age).timestamp()
    os.utime(path, (moment, moment))


def files(media: Path) -> set[Path]:
    return {path for path in media.rglob("*") if path.is_file()}


def test_without_any_upload_there_is_nothing_to_do(db: None, now: datetime) -> None:
    assert delete_orphans(now) == 0


def test_only_what_no_row_names_goes(seeker: User, media: Path, now: datetime) -> None:
    upload = SimpleUploadedFile("resume.txt", b"words")
    keep_document(seeker, upload, kind="resume", name="R", token=uuid4(), now=now)
    start_import(seeker, SimpleUploadedFile("data.json", b"{}"), now=now)
    kept = files(media)
    assert len(kept) == 2
    for path in kept:
        set_age(path, 2 * DAY, now)
    for folder in ("documents/1", "imports/77"):
        left_behind(media, f"{folder}/{uuid4()}", 2 * DAY, now)
    assert delete_expired(now) == {"orphan_files": 2}
    assert files(media) == kept
    assert delete_orphans(now) == 0


@pytest.mark.parametrize(
    ("age", "goes"), [(DAY - HOUR, 0), (DAY + HOUR, 1), (30 * DAY - HOUR, 1), (30 * DAY + HOUR, 0)]
)
def test_only_between_a_day_and_a_month(
    db: None, media: Path, now: datetime, age: timedelta, goes: int
) -> None:
    left_behind(media, f"documents/1/{uuid4()}", age, now)
    assert delete_orphans(now) == goes


@pytest.mark.parametrize(
    "name", ["documents/1/notes.txt", "backup/all.zip", ".health-x", "a/b/c/d"]
)
def test_what_others_put_there_stays(db: None, media: Path, now: datetime, name: str) -> None:
    path = left_behind(media, name, 2 * DAY, now)
    assert delete_orphans(now) == 0
    assert path.exists()


def test_a_night_deletes_so_many_and_the_next_goes_on(
    db: None, media: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orphans, "MOST", 3)
    monkeypatch.setattr(orphans, "BATCH", 2)
    for owner in range(5):
        left_behind(media, f"documents/{owner}/{uuid4()}", 2 * DAY, now)
    assert [delete_orphans(now) for _ in range(3)] == [3, 2, 0]
    assert not files(media)
