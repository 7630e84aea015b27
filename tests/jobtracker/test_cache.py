"""Without the cache, pages go on; what must be counted answers 503, and recovers at once."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.test import Client
from django.urls import reverse

from accounts.models import User
from jobtracker.cache import METHODS, CacheUnavailable
from tests.conftest import PASSWORD

NOBODY = "redis://127.0.0.1:1/0"
COUNTED = "attempts to sign in"


def use(settings: Any, backend: str, location: str) -> None:
    default = {"BACKEND": f"jobtracker.cache.{backend}", "LOCATION": location}
    settings.CACHES = {**settings.CACHES, "default": default}


@pytest.fixture(params=["redis away", "no folder"])
def no_cache(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> None:
    """A Redis that refuses the connection, or a folder that cannot be made."""
    if request.param == "redis away":
        use(settings, "RedisOrUnavailable", NOBODY)
        return
    (tmp_path / "file").write_text("in the way")
    use(settings, "FilesOrUnavailable", str(tmp_path / "file" / "cache"))


@pytest.fixture
def in_files(settings: Any, tmp_path: Path) -> Path:
    """A cache in files that works."""
    use(settings, "FilesOrUnavailable", str(tmp_path / "cache"))
    return tmp_path / "cache"


@contextmanager
def no_room() -> Iterator[None]:
    """No file of this process may grow, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def sign_in(client: Client, user: User, password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": user.email, "password": password})


CALLS: dict[str, tuple[Any, ...]] = {
    "add": ("key", 1),
    "get": ("key",),
    "set": ("key", 1),
    "touch": ("key", 1),
    "delete": ("key",),
    "has_key": ("key",),
    "incr": ("key",),
    "get_many": (["key"],),
    "set_many": ({"key": 1},),
    "delete_many": (["key"],),
    "clear": (),
}


def test_each_method_has_a_call() -> None:
    assert set(CALLS) | {"__init__"} == set(METHODS)


@pytest.mark.parametrize("method", CALLS)
def test_a_redis_that_is_away_is_one_exception(settings: Any, method: str) -> None:
    use(settings, "RedisOrUnavailable", NOBODY)
    with pytest.raises(CacheUnavailable) as told:
        getattr(cache, method)(*CALLS[method])
    assert "127.0.0.1" not in str(told.value)


def test_a_folder_that_cannot_be_made_is_the_same_exception(no_cache: None) -> None:
    with pytest.raises(CacheUnavailable):
        cache.get("key")


def test_a_full_disk_is_the_same_exception_and_over_at_once(in_files: Path) -> None:
    cache.set("key", 1)
    with no_room():
        assert cache.get("key") == 1
        with pytest.raises(CacheUnavailable):
            cache.set("key", 2)
    cache.set("key", 3)
    assert cache.get("key") == 3
    assert len(list(in_files.iterdir())) == 1


@pytest.mark.parametrize("page", ["/", "/applications/", "/settings/", "/rules/", "/people/"])
def test_pages_go_on_without_the_cache(no_cache: None, seeker_client: Client, page: str) -> None:
    caches["process"].clear()
    assert seeker_client.get(page).status_code == 200


def test_forms_go_on_without_the_cache(no_cache: None, seeker_client: Client, seeker: User) -> None:
    form = {"name": "Robin", "time_zone": "Europe/London", "language": "en", "theme": "dark"}
    assert seeker_client.post(reverse("accounts:settings_profile"), form).status_code == 302
    seeker.refresh_from_db()
    assert seeker.theme == "dark"


def test_sign_in_says_that_it_cannot_count(no_cache: None, client: Client, seeker: User) -> None:
    assert client.get(reverse("account_login")).status_code == 200
    for password in (PASSWORD, "wrong"):
        answer = sign_in(client, seeker, password)
        assert (answer.status_code, answer["Retry-After"]) == (503, "30")
        assert COUNTED in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password"])
def test_so_do_the_other_limited_forms(
    no_cache: None, client: Client, seeker: User, name: str
) -> None:
    data = {"email": "new@test.example", "password1": PASSWORD}
    answer = client.post(reverse(name), data)
    assert answer.status_code == 503
    assert COUNTED in answer.content.decode()
    assert User.objects.count() == 1


def test_a_broken_view_is_still_a_fault(
    no_cache: None, seeker_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**fields: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("accounts.views.settings.ProfileForm", broken)
    with pytest.raises(ZeroDivisionError):
        seeker_client.get("/settings/")


def test_sign_in_works_again_at_once(
    settings: Any, client: Client, seeker: User, tmp_path: Path
) -> None:
    way = tmp_path / "way"
    way.write_text("")
    use(settings, "FilesOrUnavailable", str(way / "cache"))
    assert sign_in(client, seeker).status_code == 503
    way.unlink()
    assert sign_in(client, seeker).status_code == 302
