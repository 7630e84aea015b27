"""The one door: one's own rows, and nothing else."""

import pytest
from django.contrib.sessions.models import Session
from django.http import Http404

from accounts.access import get_owned_or_404, owned_by, owner_id_of
from accounts.models import User
from applications.models import Application, Event, Interview
from references.models import Reference
from tests.conftest import MakeApplication, MakeInterview, MakeReference


def test_mine_is_only_mine(make_application: MakeApplication, seeker: User, stranger: User) -> None:
    application = make_application()
    assert list(owned_by(seeker, Application)) == [application]
    assert not owned_by(stranger, Application).exists()
    assert list(owned_by(seeker, Event)) == list(application.events.all())
    assert not owned_by(stranger, Event.objects.all()).exists()


@pytest.mark.parametrize("pk", ["1e400", "x", 2**80, -1])
def test_a_key_that_fits_nothing_is_not_there(seeker: User, pk: object) -> None:
    with pytest.raises(Http404):
        get_owned_or_404(seeker, Application, pk=pk)


def test_somebody_elses_is_not_there(
    make_application: MakeApplication, seeker: User, stranger: User
) -> None:
    application = make_application()
    assert get_owned_or_404(seeker, Application, pk=application.pk) == application
    with pytest.raises(Http404):
        get_owned_or_404(stranger, Application, pk=application.pk)


def test_a_model_without_an_owner_is_a_mistake(seeker: User) -> None:
    with pytest.raises(TypeError, match="OWNER_PATH"):
        owned_by(seeker, Session)


def test_the_owner_is_found_along_the_path(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_reference: MakeReference,
    seeker: User,
) -> None:
    interview: Interview = make_interview(make_application())
    reference: Reference = make_reference()
    for thing in (seeker, interview.application, interview, reference):
        assert owner_id_of(thing) == seeker.pk
