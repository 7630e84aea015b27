"""Requests as no page sends them: every one is answered, and no answer tells too much."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from django.core import signing
from django.db import OperationalError
from django.test import Client

from accounts.models import User
from api.http import paging, writing
from api.http.problems import TYPE
from api.models import ApiKey, RememberedAnswer
from api.resources import applications
from applications.models import Application
from jobtracker.cache import CacheUnavailable
from references.models import Company
from tests.api.conftest import ALL, V1, Call, key_for
from tests.conftest import MakeApplication, signed_in

NEW = {"company": "Oatmill", "title": "Data Engineer", "applied_at": "2026-03-02T10:00:00Z"}


def is_problem(answer: Any, status: int) -> bool:
    told = json.loads(answer.content)
    return (
        (answer.status_code, told["status"], answer["Content-Type"]) == (status, status, TYPE)
        and set(told) == {"type", "title", "status", "detail", "errors"}
        and told["title"] != ""
    )


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/json", 201), ("application/json; charset=utf-8", 201),
        ("application/json; charset=UTF-8", 201), ("Application/JSON", 201), ("", 201),
        ("application/json; charset=latin-1", 415), ("application/json; charset=base64", 415),
        ("text/plain", 415), ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=x", 415), ("nonsense", 415), ("application/xml", 415),
    ],
)  # fmt: skip
def test_only_json_is_read(call: Call, content_type: str, status: int) -> None:
    answer = call("POST", "/applications", NEW, content_type=content_type)
    assert answer.status_code == status, answer.content
    assert status == 201 or is_problem(answer, 415)
    assert Application.objects.count() == (status == 201)


def test_compressed_bodies_are_refused_and_a_mark_of_utf_8_is_passed_over(call: Call) -> None:
    assert is_problem(call("POST", "/applications", NEW, Content_Encoding="gzip"), 415)
    marked = b"\xef\xbb\xbf" + json.dumps(NEW).encode()
    assert call("POST", "/applications", marked).status_code == 201


def test_large_bodies_are_refused_before_they_are_read(
    call: Call, seeker: User, secret: str
) -> None:
    assert is_problem(call("POST", "/applications", b" " * (1_048_577)), 413)
    assert is_problem(call("POST", "/applications", b" " * (6 * 1_048_576)), 413)
    assert is_problem(call("POST", "/applications", b" " * (6 * 1_048_576), key=""), 401)
    headers = {"Authorization": f"Bearer {secret}"}
    for said in ("9" * 30, "-1", "²", "1e3"):
        answer = Client().post(f"{V1}/applications", headers=headers, CONTENT_LENGTH=said)
        assert is_problem(answer, 413 if said[0] == "9" else 400), said
    assert is_problem(call("POST", "/applications", NEW, Transfer_Encoding="chunked"), 400)


def test_head_is_get_without_the_content(call: Call) -> None:
    there = f"/applications/{call('POST', '/applications', NEW).json()['id']}"
    read, head = call("GET", there), call("HEAD", there)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("ETag", "Content-Type", "Content-Length"):
        assert head[name] == read[name]
    assert call("HEAD", there, key="").status_code == 401
    assert call("HEAD", "/nowhere").status_code == 404


def test_other_sites_are_told_nothing(call: Call) -> None:
    asked = {"Origin": "https://evil.example", "Access_Control_Request_Method": "POST"}
    answer = call("OPTIONS", "/applications", **asked)
    assert is_problem(answer, 405)
    assert sorted(answer["Allow"].split(", ")) == ["GET", "HEAD", "POST"]
    for each in (answer, call("GET", "/applications", Origin="https://evil.example")):
        assert not [name for name in each.headers if name.startswith("Access-Control")]


def test_no_cache_keeps_an_answer_for_others(call: Call) -> None:
    for answer in (
        call("GET", "/applications"),
        call("GET", "/nowhere"),
        call("GET", "/x", key=""),
    ):
        assert answer["Cache-Control"] == "private, no-cache"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert not answer.cookies


@pytest.mark.parametrize(
    "path",
    [
        "/applications/", "/applications/0", "/applications/-1", "/applications/1.5",
        f"/applications/{2**63}", "/applications/" + "9" * 5000, "/applications/%00", "", "/",
        "/applications/1/", "//applications", "/APPLICATIONS", "/applications/%E2%80%AE",
    ],
)  # fmt: skip
def test_what_is_at_no_address_is_missing(call: Call, path: str) -> None:
    assert is_problem(call("GET", path), 404)


def test_numbers_that_no_row_can_have(call: Call) -> None:
    for number in (2**63, 10**400, -1, 1.5, 1e999):
        answer = call("POST", "/applications", NEW | {"referred_by": number})
        assert is_problem(answer, 400 if number == 1e999 else 422), number
    raw = json.dumps(NEW)[:-1].encode() + b', "interest": 1e999}'
    assert is_problem(call("POST", "/applications", raw), 422)
    raw = json.dumps(NEW)[:-1].encode() + b', "interest": ' + b"9" * 5000 + b"}"
    assert is_problem(call("POST", "/applications", raw), 400)


@pytest.mark.parametrize(
    ("header", "status"),
    [("*", 200), ("{tag}", 200), ("W/{tag}", 200), ('"other", {tag}', 200), ('"other"', 412),
     ("nonsense", 412), ("{bare}", 412), ('"' * 4000, 412)],
)  # fmt: skip
def test_if_match(call: Call, header: str, status: int) -> None:
    there = f"/applications/{call('POST', '/applications', NEW).json()['id']}"
    tag = call("GET", there)["ETag"]
    sent = header.format(tag=tag, bare=tag.strip('"'))
    assert call("PATCH", there, {"notes": "x"}, If_Match=sent).status_code == status
    assert call("PATCH", "/applications/999999", {}, If_Match=sent).status_code == 404


@pytest.mark.parametrize("key", ["x" * 256, "a\tb", "\x7f"])
def test_an_idempotency_key_that_is_none(call: Call, key: str) -> None:
    assert is_problem(call("POST", "/applications", NEW, Idempotency_Key=key), 422)


def test_an_idempotency_key_is_of_one_owner_and_one_request(
    call: Call, seeker: User, stranger: User, at_now: datetime
) -> None:
    first = call("POST", "/applications", NEW, Idempotency_Key="one").json()["id"]
    theirs = key_for(stranger, ALL, at_now)
    other = call("POST", "/applications", NEW, Idempotency_Key="one", key=theirs)
    assert other.status_code == 201
    assert other.json()["id"] != first
    RememberedAnswer.objects.all().delete()
    late = call("POST", "/applications", NEW | {"title": "Clerk"}, Idempotency_Key="one")
    assert late.json()["title"] == "Clerk"


def test_what_is_refused_is_not_remembered(call: Call) -> None:
    assert call("POST", "/applications", {}, Idempotency_Key="one").status_code == 422
    assert call("POST", "/applications", NEW, Idempotency_Key="one").status_code == 201


def test_a_key_that_is_revoked_while_it_waits_writes_nothing(
    call: Call, seeker: User, monkeypatch: pytest.MonkeyPatch, at_now: datetime
) -> None:
    lock = writing.lock

    def revoked_meanwhile(pk: int) -> User:
        ApiKey.objects.update(revoked_at=at_now)
        return lock(pk)

    monkeypatch.setattr(writing, "lock", revoked_meanwhile)
    assert is_problem(call("POST", "/applications", NEW), 401)
    assert not Application.objects.exists()


def test_an_account_that_goes_while_a_request_waits(
    call: Call, seeker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(pk: int) -> User:
        raise User.DoesNotExist

    monkeypatch.setattr(writing, "lock", gone)
    assert is_problem(call("POST", "/applications", NEW), 401)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (RuntimeError("the password is 12345"), 500),
        (CacheUnavailable("away"), 503),
        (OperationalError("database is locked"), 503),
    ],
)
def test_what_breaks_tells_nothing_of_the_inside(
    call: Call,
    secret: str,
    error: Exception,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*args: object, **more: object) -> None:
        raise error

    monkeypatch.setattr(applications, "page_of", broken)
    client = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {secret}"})
    answer = client.get(f"{V1}/applications")
    assert is_problem(answer, status)
    assert b"12345" not in answer.content
    assert b"Traceback" not in answer.content
    assert status == 500 or answer["Retry-After"] == "5"
    assert secret not in caplog.text


@pytest.mark.django_db
def test_what_is_refused_before_the_api_is_a_problem_too(settings: Any) -> None:
    settings.DEBUG = False
    assert is_problem(Client().get(f"{V1}/me", headers={"Host": "evil.example"}), 400)
    large = Client().post(f"{V1}/me", CONTENT_LENGTH=str(settings.LARGEST_REQUEST + 1))
    assert is_problem(large, 413)
    assert is_problem(Client().get("/api/"), 404)
    assert Client().get("/nowhere/")["Content-Type"].startswith("text/html")


def test_the_language_of_a_session_does_not_count(
    secret: str, stranger: User, at_now: datetime
) -> None:
    client = signed_in(stranger)
    answer = client.get(f"{V1}/me", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 200
    assert answer.json()["email"] != stranger.email
    assert not answer.cookies


def cursor(*parts: object, salt: str = paging.SALT) -> str:
    return signing.dumps(list(parts), salt=salt)


def test_cursors_that_were_made_up(call: Call, make_application: MakeApplication) -> None:
    for number in range(3):
        make_application(f"Company {number}")
    path = "/applications?limit=1&cursor="
    good = call("GET", path).json()["next_cursor"]
    assert call("GET", path + good).status_code == 200
    label = Application._meta.label
    wrong = [
        "x", good[:-1], good + "x", good.swapcase(), "é", "a" * 5000, "a" * 6000, ":" * 9,
        cursor(Company._meta.label, "-updated_at", "datetime", "2026-01-01T00:00:00+00:00", 1),
        cursor(label, "name", "", "x", 1),
        cursor(label, "-updated_at", "datetime", "2026-01-01", 1, salt="else"),
    ]  # fmt: skip
    for each in wrong:
        assert is_problem(call("GET", path + each), 422), each
    for sort in ("updated_at", "created_at", "title", "owner__password", "?", "-", "-updated_at "):
        answer = call("GET", f"{path}{good}&sort={sort}")
        assert is_problem(answer, 422), sort


def test_long_names_are_no_end_of_a_list(call: Call, seeker: User) -> None:
    for letter in "𐍈𐍉":
        Company.objects.create(owner=seeker, name=letter * 200)
    first = call("GET", "/companies?limit=1").json()
    second = call("GET", f"/companies?limit=1&cursor={first['next_cursor']}").json()
    assert [len(page["items"]) for page in (first, second)] == [1, 1]
    assert first["items"] != second["items"]
    assert second["next_cursor"] is None
