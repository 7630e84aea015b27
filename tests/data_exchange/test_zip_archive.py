"""The archive as a file: zipped or plain, and wary of what is uploaded."""

from __future__ import annotations

import io
import json
from datetime import datetime
from typing import Any
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from applications.services.documents import keep_document
from data_exchange import json_file, members
from data_exchange import zip_archive as module
from data_exchange.errors import ImportRejected
from data_exchange.zip_archive import read_zip, write_zip
from tests.conftest import MakeApplication


def uploaded(content: bytes, name: str = "archive.zip") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def zipped(**files: bytes) -> bytes:
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as found:
        for name, content in files.items():
            found.writestr(name.replace("__", "/").replace("_json", ".json"), content)
    return target.getvalue()


def test_the_data_and_the_files_come_back(
    seeker: User, make_application: MakeApplication, now: datetime, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    token = uuid4()
    keep_document(
        seeker,
        SimpleUploadedFile("../../résumé.txt", b"words"),
        kind="resume",
        name="R",
        token=token,
        now=now,
        application=make_application(),
    )
    with write_zip(seeker, now=now) as file:
        data, files = read_zip(uploaded(file.read()))
    assert isinstance(data, dict)
    assert data["owner"]["email"] == seeker.email
    (row,) = data["documents"]
    assert row["path"] == f"documents/{token}.txt"
    assert files(row["path"]) == b"words"
    assert files("documents/other") is None


def test_plain_data_will_do() -> None:
    data, files = read_zip(uploaded(b'\xef\xbb\xbf{"format": "jobtracker"}', "data.json"))
    assert data == {"format": "jobtracker"}
    assert files("documents/x") is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"[" * 100_000, "not an archive from here"),
        (b'{"a":' * 100_000, "nested too deep"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "not an archive from here"),
        (b"{\xff\xfe", "UTF-8"),
        (b'{"a": NaN}', "not JSON"),
        (b"{}\n{}", "one object"),
        (zipped(other_json=b"{}"), "not an archive from here"),
        (b"%PDF-1.7 a resume", "not an archive from here"),
        (zipped(data_json=b"{"), "not JSON"),
    ],
)
def test_what_is_no_archive_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(ImportRejected) as refused:
        read_zip(uploaded(content))
    assert message in refused.value.problems[0].message


def test_a_zip_that_swells_is_read_no_further_than_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(json_file, "LARGEST", 1000)
    with pytest.raises(ImportRejected, match="too large"):
        read_zip(uploaded(zipped(data_json=b" " * 1_000_000)))
    monkeypatch.setattr(module, "LARGEST_FILE", 1000)
    _data, files = read_zip(uploaded(zipped(data_json=b"{}", documents__x=b"0" * 5000)))
    with pytest.raises(ImportRejected, match="too large"):
        files("documents/x")


def test_an_upload_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST_UPLOAD", 10)
    with pytest.raises(ImportRejected, match="larger than"):
        read_zip(uploaded(json.dumps({"a": "b" * 20}).encode()))


def test_a_name_that_nobody_can_read_is_refused() -> None:
    named = zipped(données=b"{}").replace("données".encode(), b"donn\xff\xfees")
    with pytest.raises(ImportRejected, match="not an archive from here"):
        read_zip(uploaded(named))


def test_a_broken_zip_is_refused() -> None:
    whole = zipped(data_json=json.dumps({"a": "b" * 500}).encode())
    with pytest.raises(ImportRejected):
        read_zip(uploaded(whole[:40] + b"\0\0\0\0" + whole[44:]))


@pytest.mark.parametrize(
    ("bound", "limit", "message"),
    [("MOST_MEMBERS", 2, "more than 2 files"), ("LARGEST_READ", 100, "more than 10,000 files")],
)
def test_a_zip_of_too_many_files_is_refused_before_they_are_read(
    monkeypatch: pytest.MonkeyPatch, bound: str, limit: int, message: str
) -> None:
    monkeypatch.setattr(members, bound, limit)
    with pytest.raises(ImportRejected, match=message):
        read_zip(uploaded(zipped(data_json=b"{}", a=b"", b=b"")))


def test_a_zip_that_claims_more_than_may_be_unpacked_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "LARGEST_UNZIPPED", 2 * 1024 * 1024)
    content = zipped(data_json=b"{}", a=b"a" * 1024 * 1024, b=b"b" * 1024 * 1024)
    with pytest.raises(ImportRejected, match="more than 2 MB"):
        read_zip(uploaded(content))


def test_a_member_packed_suspiciously_small_is_refused() -> None:
    packed = zipped(data_json=b"{}", documents__x=b"0" * 3 * 1024 * 1024)
    _data, files = read_zip(uploaded(packed))
    with pytest.raises(ImportRejected, match="too large"):
        files("documents/x")


def test_two_members_of_one_name_are_refused() -> None:
    target = io.BytesIO()
    with ZipFile(target, "w") as found:
        found.writestr("data.json", b"{}")
        with pytest.warns(UserWarning, match="Duplicate"):
            found.writestr("data.json", b'{"format": "jobtracker"}')
    with pytest.raises(ImportRejected, match="two files of the same name"):
        read_zip(uploaded(target.getvalue()))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (b'{"a": [[], [], {}]}', 7),
        (b'{"a": "[,{,", "b": 1}', 2),
        (rb'{"a\\": "\",[", "b": [1, 2]}', 4),
    ],
)
def test_values_are_counted_without_those_in_texts(text: bytes, count: int) -> None:
    json.loads(text)
    assert not json_file.has_more_values(text, count)
    assert json_file.has_more_values(text, count - 1)


def test_a_text_of_endless_brackets_is_refused_before_it_is_built() -> None:
    with pytest.raises(ImportRejected, match="values"):
        read_zip(uploaded(b'{"x": [' + b"[]," * 1_000_000 + b"[]]}"))
