"""The cast of the tests: who owns, who coaches, who must not see; and a story to tell."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import caches
from django.test import Client, override_settings

import jobtracker.celery  # noqa: F401  (it checks the settings, while they are those of development)
from accounts.models import User
from applications import services
from applications.models import Application, Interview
from operations import heartbeats
from references.models import Contact, Reference
from references.services import add_contact, add_reference, set_consent

PASSWORD = "a-long-enough-password"
NOW = datetime(2026, 3, 19, 20, 0, tzinfo=UTC)
AHEAD = datetime(2100, 1, 1, tzinfo=UTC)
"""Later than any clock that a test runs on."""


@pytest.fixture(autouse=True, scope="session")
def _files_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Uploads lie apart from those of a developer: clean-up deletes what no row names."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """A slow hash is for real passwords: it would be most of what the tests do."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _the_beat_was_just_seen() -> None:
    """Pages ask the database for it once a minute, in whichever test that minute ends."""
    caches["process"].set(heartbeats.CACHED, AHEAD.timestamp(), heartbeats.CACHE_SECONDS)


@pytest.fixture
def now() -> datetime:
    """Thursday 19 March 2026, 20:00 in London, ten days before the clocks change."""
    return NOW


@pytest.fixture
def at_now(now: datetime) -> Iterator[datetime]:
    """The clock stands at ``now``, for views and for the words of dates too."""
    with time_machine.travel(now, tick=False):
        yield now


def person(email: str, name: str, **more: Any) -> User:
    """A user with a verified address, in London."""
    user = User.objects.create_user(email, PASSWORD, name=name, time_zone="Europe/London", **more)
    user.emailaddress_set.create(email=email, verified=True, primary=True)
    return user


@pytest.fixture
def seeker(db: None) -> User:
    """The person whose search it is."""
    return person("seeker@test.example", "Robin Hale")


@pytest.fixture
def stranger(db: None) -> User:
    """Another seeker, who must see nothing of the first one's."""
    return person("stranger@test.example", "Sam Oyelaran")


@pytest.fixture
def coach(db: None) -> User:
    """A career coach without a grant."""
    return person("coach@test.example", "Morgan Ellis", is_coach=True)


@pytest.fixture
def operator(db: None) -> User:
    """Somebody who runs the site."""
    return User.objects.create_superuser("operator@test.example", PASSWORD, name="Op Erator")


def signed_in(user: User) -> Client:
    """A test client in which ``user`` is signed in."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def seeker_client(seeker: User) -> Client:
    """The seeker, signed in."""
    return signed_in(seeker)


@pytest.fixture
def stranger_client(stranger: User) -> Client:
    """The stranger, signed in."""
    return signed_in(stranger)


@pytest.fixture
def coach_client(coach: User) -> Client:
    """The coach without a grant, signed in."""
    return signed_in(coach)


MakeApplication = Callable[..., Application]
MakeInterview = Callable[..., Interview]
MakeContact = Callable[..., Contact]
MakeReference = Callable[..., Reference]


@pytest.fixture
def make_application(seeker: User, now: datetime) -> MakeApplication:
    """Makes applications through the verbs: the seeker's, applied 17 days ago, unless said."""

    def make(
        company: str = "Harbour Analytics",
        title: str = "Product Designer",
        owner: User = seeker,
        applied_at: datetime | None = now - timedelta(days=17, hours=10),
        **fields: Any,
    ) -> Application:
        moment = fields.pop("now", now)
        return services.add_application(
            owner,
            token=uuid4(),
            company=company,
            fields={"title": title, **fields},
            applied_at=applied_at,
            now=moment,
        )

    return make


@pytest.fixture
def make_contact(seeker: User) -> MakeContact:
    """Makes contacts of the seeker, unless said otherwise."""

    def make(name: str = "Ana Ruiz", owner: User = seeker, **fields: Any) -> Contact:
        company = fields.pop("company", "")
        return add_contact(owner, token=uuid4(), company=company, fields={"name": name, **fields})

    return make


@pytest.fixture
def make_interview(now: datetime) -> MakeInterview:
    """Makes interviews: an hour long, over two hours ago, unless said otherwise."""

    def make(application: Application, *people: Contact, **fields: Any) -> Interview:
        starts = fields.pop("starts_at", now - timedelta(hours=3))
        values = {
            "kind": Interview.Kind.INTERVIEW,
            "arranged_at": starts - timedelta(days=5),
            "starts_at": starts,
            "ends_at": starts + timedelta(hours=1),
            "time_zone": application.owner.time_zone,
            **fields,
        }
        moment = values.pop("now", now)
        return services.arrange_interview(
            application, token=uuid4(), fields=values, interviewers=people, now=moment
        )

    return make


@pytest.fixture
def make_reference(make_contact: MakeContact, now: datetime) -> MakeReference:
    """Makes references: agreed two months ago, unless said otherwise."""

    def make(
        name: str = "Joan Whitfield", consent: str = Reference.Consent.AGREED, **fields: Any
    ) -> Reference:
        owner = fields.pop("owner", None)
        contact = make_contact(name, **({"owner": owner} if owner else {}))
        on = fields.pop("on", (now - timedelta(days=60)).date())
        reference = add_reference(contact, fields=fields, now=now)
        if consent == Reference.Consent.NOT_ASKED:
            return reference
        return set_consent(reference, consent, on=on, now=now)

    return make
