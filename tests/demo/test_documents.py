"""The demo's documents: believable, downloadable, told once however often it is loaded."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from applications.models import Document
from demo.documents import PAPERS, pdf
from demo.load import load
from tests.conftest import signed_in


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_the_table_of_a_file_says_where_each_object_begins() -> None:
    content = pdf("Robin (Hale)", ["one", "back\\slash", "four · years"])
    table = content[int(re.search(rb"startxref\n(\d+)", content)[1]) :]  # type: ignore[index]
    starts = [int(each) for each in re.findall(rb"(\d{10}) 00000 n ", table)]
    assert len(starts) == 6
    for number, start in enumerate(starts, 1):
        assert content[start:].startswith(b"%d 0 obj\n" % number)
    stream = re.search(rb"/Length (\d+) >>\nstream\n(.*)\nendstream", content, re.DOTALL)
    assert stream is not None
    assert int(stream[1]) == len(stream[2])
    assert rb"(Robin \(Hale\)) Tj" in stream[2]
    assert rb"(back\\slash) Tj" in stream[2]


def test_each_went_out_with_its_applications_and_can_be_fetched(db: None, now: datetime) -> None:
    robin = load(now=now)
    client = signed_in(robin)
    for paper in PAPERS:
        document = Document.objects.get(owner=robin, name=paper.name)
        companies = {each.company.name for each in document.applications.all()}
        assert companies == set(paper.sent_to)
        assert document.uploaded_at < now
        answer = client.get(reverse("applications:document", args=[document.pk]))
        assert answer.headers["Content-Type"] == "application/pdf"
        assert b"".join(answer).startswith(b"%PDF-1.4")  # type: ignore[call-overload]


@pytest.mark.django_db(transaction=True)
def test_loading_again_leaves_no_file_behind(now: datetime, tmp_path: Path) -> None:
    for _ in range(2):
        load(now=now)
        kept = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert len(kept) == Document.objects.count() == len(PAPERS)
