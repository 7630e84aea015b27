"""Imports in the background: seen from every page, safe to leave, finished by whoever is left."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from kombu.exceptions import OperationalError as QueueAway
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.models import User
from data_exchange import jobs, tasks
from data_exchange.errors import ImportRejected
from data_exchange.importers import write
from data_exchange.models import ImportJob
from data_exchange.spreadsheet import importer
from data_exchange.views import data as view
from tests.data_exchange.test_batches import application, export

URL = "/settings/data/"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where uploads lie; a batch is four rows."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(write, "BATCH", 4)
    return tmp_path


def uploaded(data: object) -> SimpleUploadedFile:
    return SimpleUploadedFile("data.json", json.dumps(data).encode())


def search(now: datetime, many: int = 5) -> dict[str, Any]:
    return export(*(application(now, "applied", "note") for _ in range(many)))


@pytest.fixture
def job(seeker: User, now: datetime) -> ImportJob:
    """An import of five applications that waits."""
    return jobs.start_import(seeker, uploaded(search(now)), now=now)


def run(job: ImportJob, now: datetime) -> ImportJob:
    claimed = jobs.claim(job.pk, now=now)
    assert claimed is not None
    jobs.run(claimed, lambda: now)
    job.refresh_from_db()
    return job


def stored(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


def test_it_is_done_and_leaves_no_file(
    job: ImportJob, seeker: User, now: datetime, media: Path
) -> None:
    assert len(stored(media)) == 1
    done = run(job, now)
    assert (done.state, done.added) == ("done", {"applications": 5, "events": 10})
    assert done.done == done.total > 5
    assert seeker.applications.count() == 5


def test_its_file_goes_when_it_has_ended(
    job: ImportJob,
    now: datetime,
    media: Path,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        run(job, now)
    assert not stored(media)
    assert job.file.name == ""


def test_what_is_wrong_is_named_and_nothing_is_written(
    seeker: User, seeker_client: Client, now: datetime, at_now: datetime
) -> None:
    data = search(now)
    data["applications"][3]["title"] = ""
    data["applications"][4]["events"][0]["kind"] = "a\x00b"
    rejected = run(jobs.start_import(seeker, uploaded(data), now=now), now)
    assert rejected.state == "rejected"
    assert not seeker.applications.exists()
    page = seeker_client.get(URL)
    assertContains(page, "applications[3].title")
    assertContains(page, "applications[4].events[0].kind")


def test_one_runs_at_a_time_for_each_person(
    job: ImportJob, seeker: User, stranger: User, now: datetime, media: Path
) -> None:
    with pytest.raises(ImportRejected, match="still running"):
        jobs.start_import(seeker, uploaded(search(now)), now=now)
    assert len(stored(media)) == 1
    assert jobs.claim(job.pk, now=now) is not None
    assert jobs.claim(job.pk, now=now) is None
    jobs.start_import(stranger, uploaded(search(now)), now=now)


class Killed(BaseException):
    """The worker dies."""


def test_a_killed_worker_is_replaced_by_the_next(
    job: ImportJob, seeker: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = write.add_timelines

    def dies(*args: Any, **kwargs: Any) -> Any:
        if seeker.applications.count() >= 2:
            raise Killed
        return real(*args, **kwargs)

    monkeypatch.setattr(write, "add_timelines", dies)
    with pytest.raises(Killed):
        run(job, now)
    monkeypatch.undo()
    assert seeker.applications.count() == 2
    assert jobs.claimable(now + timedelta(minutes=1)) == []
    later = now + timedelta(minutes=3)
    assert jobs.claimable(later) == [job.pk]
    done = run(job, later)
    assert (done.state, done.attempts) == ("done", 2)
    assert done.added == {"applications": 5, "events": 10}
    assert seeker.applications.count() == 5


def test_a_worker_that_was_silent_too_long_stops(job: ImportJob, now: datetime) -> None:
    slow = jobs.claim(job.pk, now=now)
    quick = jobs.claim(job.pk, now=now + timedelta(minutes=3))
    assert slow is not None
    assert quick is not None
    jobs.run(slow, lambda: now)
    job.refresh_from_db()
    assert (job.state, job.done) == ("running", 0)


def test_a_lock_that_is_taken_is_waited_for(
    job: ImportJob, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(write, "add_timelines", locked)
    assert run(job, now).state == "waiting"
    monkeypatch.setattr(jobs, "MOST_ATTEMPTS", 2)
    assert run(job, now).state == "failed"


def test_a_fault_of_ours_ends_it(
    job: ImportJob, seeker_client: Client, now: datetime, at_now: datetime, monkeypatch: Any
) -> None:
    monkeypatch.setattr(write, "add_timelines", lambda *args, **kwargs: 1 / 0)
    assert run(job, now).state == "failed"
    assertContains(seeker_client.get(URL), "error on our side")


def test_the_page_shows_how_far_it_is(
    job: ImportJob, seeker_client: Client, stranger_client: Client, now: datetime, at_now: datetime
) -> None:
    assertContains(seeker_client.get(URL), "being checked")
    ImportJob.objects.update(state="running", claimed_at=now, done=3, total=12)
    page = seeker_client.get(URL)
    assertContains(page, "25% is imported")
    assertContains(page, 'hx-trigger="every 2s"')
    assertNotContains(stranger_client.get(URL), "Your import")
    done = run_again(job, now + timedelta(minutes=3))
    page = seeker_client.get(URL)
    assertContains(page, "Brought in: 5 applications and")
    assertNotContains(page, "every 2s")
    assert jobs.latest_job(job.owner, done + timedelta(days=2)) is None
    assert jobs.delete_old_jobs(done + timedelta(days=2)) == 1


def run_again(job: ImportJob, at: datetime) -> datetime:
    run(job, at)
    return at


def test_a_large_export_is_imported_in_the_background(
    seeker: User,
    seeker_client: Client,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    sent: list[int] = []
    monkeypatch.setattr(view, "SMALL", 10)
    monkeypatch.setattr(view, "send_import", sent.append)
    with django_capture_on_commit_callbacks(execute=True):
        answer = seeker_client.post(f"{URL}import/", {"archive": uploaded(search(now))})
    assertRedirects(answer, URL)
    assert sent == [ImportJob.objects.get(owner=seeker).pk]
    assert not seeker.applications.exists()
    tasks.run_imports()
    assert seeker.applications.count() == 5


def _no_waiting(seconds: float) -> None:
    pytest.fail("it waits for the queue to come back")


def test_a_page_does_not_wait_for_a_queue_that_is_away(
    seeker: User,
    seeker_client: Client,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(view, "SMALL", 10)
    connect = current_app.connection_for_write
    monkeypatch.setattr(
        current_app,
        "connection_for_write",
        lambda **options: connect("redis://127.0.0.1:1/0", **options),
    )
    monkeypatch.setattr("kombu.utils.functional.sleep", _no_waiting)
    with django_capture_on_commit_callbacks(execute=True):
        answer = seeker_client.post(f"{URL}import/", {"archive": uploaded(search(now))})
    assertRedirects(answer, URL)
    assert "the queue is away" in caplog.text
    assert ImportJob.objects.get().state == ImportJob.State.WAITING
    tasks.run_imports()
    assert seeker.applications.count() == 5


def test_a_message_in_the_queue_names_the_import(
    job: ImportJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    with current_app.connection_for_write("memory://") as queue:
        monkeypatch.setattr(current_app, "connection_for_write", lambda **options: queue.clone())
        tasks.send_import(job.pk)
        message = queue.SimpleQueue("celery").get(timeout=1)
    assert message.headers["task"] == "data_exchange.run_import"
    assert message.payload[0] == [job.pk]


def test_without_the_queue_the_beat_runs_it(
    job: ImportJob, seeker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: Any, **kwargs: Any) -> None:
        raise QueueAway

    monkeypatch.setattr(tasks.run_import, "apply_async", away)
    tasks.send_import(job.pk)
    tasks.run_imports()
    assert seeker.applications.count() == 5


SHEET = "Company,Title,Applied,Contact\n" + "".join(
    f"Company {row},Clerk,2026-03-01,Ana {chr(97 + row % 26)}\n" for row in range(230)
)


@pytest.fixture
def sheet_job(seeker: User, seeker_client: Client) -> ImportJob:
    """An import of a large sheet that waits, as the page has started it."""
    upload = SimpleUploadedFile("sheet.csv", SHEET.encode())
    page = seeker_client.post(f"{URL}spreadsheet/", {"sheet": upload})
    assertContains(page, "you’ll see how far it is")
    answer = seeker_client.post(f"{URL}spreadsheet/import/", dict(page.context["form"].data))
    assertRedirects(answer, URL, fetch_redirect_response=False)
    assert not seeker.applications.exists()
    return ImportJob.objects.get()


@pytest.mark.usefixtures("at_now")
def test_a_large_sheet_comes_in_in_the_background_and_goes_again(
    sheet_job: ImportJob, seeker: User, seeker_client: Client, now: datetime, media: Path
) -> None:
    done = run(sheet_job, now)
    assert (done.state, done.done, done.total) == ("done", 3, 3)
    assert seeker.applications.count() == len(done.added["applications"]) == 230
    assertContains(seeker_client.get(URL), "230 applications brought in.")
    seeker_client.post(f"{URL}spreadsheet/undo/")
    assertContains(seeker_client.get(URL), "Taken back.")
    assert not seeker.applications.exists()
    assert not seeker.companies.exists()
    assert not seeker.contacts.exists()
    assert not ImportJob.objects.exists()


def test_a_sheet_whose_worker_died_is_finished_and_can_be_undone(
    sheet_job: ImportJob, seeker: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_batch, written = importer.write_batch, []

    def dies(*args: Any, **kwargs: Any) -> Any:
        if written:
            raise OperationalError
        written.append(args)
        return write_batch(*args, **kwargs)

    monkeypatch.setattr(importer, "write_batch", dies)
    assert run(sheet_job, now).state == "waiting"
    assert seeker.applications.count() == 100
    monkeypatch.setattr(importer, "write_batch", write_batch)
    done = run(sheet_job, now)
    assert done.state == "done"
    assert seeker.applications.count() == len(set(done.added["applications"])) == 230
    assert jobs.undo_job(done, now=now)
    assert not seeker.applications.exists()


def test_nothing_is_undone_where_nothing_came_in(
    seeker: User, seeker_client: Client, job: ImportJob, now: datetime, at_now: datetime
) -> None:
    run(job, now)
    seeker_client.post(f"{URL}spreadsheet/undo/")
    assert seeker.applications.count() == 5
