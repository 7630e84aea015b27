"""Leaving for good takes everything along, and nothing of anybody else's."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.access import owned_by
from accounts.deletion import delete_account
from accounts.models import User
from applications.services.documents import keep_document
from demo.load import load
from tests.conftest import MakeApplication


@pytest.mark.django_db(transaction=True)
def test_rows_and_files_go_and_others_stay(
    stranger: User,
    make_application: MakeApplication,
    now: datetime,
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    robin = load(now=now)
    make_application(owner=stranger)
    for user in (robin, stranger):
        upload = SimpleUploadedFile("cv.txt", b"words")
        keep_document(user, upload, kind="resume", name="CV", token=uuid4(), now=now)
    pk = robin.pk
    delete_account(robin)
    assert not User.objects.filter(pk=pk).exists()
    for model in apps.get_models():
        if hasattr(model, "OWNER_PATH"):
            assert not owned_by(User(pk=pk), model).exists()
    assert stranger.applications.count() == 1
    assert [path.is_file() for path in tmp_path.rglob("*") if path.is_file()] == [True]
    with stranger.documents.get().file.open("rb") as file:
        assert file.read() == b"words"
