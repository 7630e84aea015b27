"""Which of several jobs and firms a mail means: the exact title, and the company that it names."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from applications import services
from applications.models import Application, Event
from inbox.matching import is_clear, matches
from inbox.matching.alike import title_words
from references.models import Company
from tests.conftest import MakeApplication, MakeContact, MakeInterview
from tests.inbox.arrivals import suggest

KESTREL = "Kestrel Analytics"
HR = "jobs@kestrelanalytics.com"
TOM = "tom@brightrecruit.com"


def found(owner: User, sender: str, kind: str = "rejection", **said: Any) -> list[Any]:
    given = {"company": None, "title": None, "events": [], **said}
    return matches(owner, {"kind": kind, "sender": {"name": None, "email": sender}, **given})


def names(rows: list[Any]) -> list[str]:
    return [str(each.application) for each in rows]


def close(application: Application, now: datetime) -> None:
    services.record_event(
        application, Event.Kind.OUTCOME, at=now, now=now, token=uuid4(), result="rejected"
    )


class TestExactTitle:
    @pytest.fixture
    def plain(self, make_application: MakeApplication) -> Application:
        return make_application(KESTREL, "Data Analyst")

    @pytest.fixture
    def senior(self, make_application: MakeApplication) -> Application:
        return make_application(KESTREL, "Senior Data Analyst")

    @pytest.mark.parametrize("title", ["Data Analyst", "Senior Data Analyst"])
    def test_it_wins_over_a_longer_or_shorter_one(
        self, seeker: User, plain: Application, senior: Application, title: str
    ) -> None:
        rows = found(seeker, HR, company=KESTREL, title=title)
        assert (names(rows), is_clear(rows)) == ([f"{title} at {KESTREL}"], True)

    def test_a_closed_one_with_it_wins_over_an_open_one_with_another(
        self, seeker: User, now: datetime, plain: Application, senior: Application
    ) -> None:
        close(senior, now)
        rows = found(seeker, HR, company=KESTREL, title="Senior Data Analyst")
        assert names(rows) == [str(senior)]

    def test_it_wins_over_the_job_for_which_the_writer_was_met(
        self, seeker: User, plain: Application, senior: Application,
        make_contact: MakeContact, make_interview: MakeInterview,
    ) -> None:  # fmt: skip
        make_interview(senior, make_contact(company=KESTREL, email="priya@kestrelanalytics.com"))
        rows = found(seeker, "priya@kestrelanalytics.com", "offer", title="Data Analyst")
        assert (names(rows), is_clear(rows)) == ([str(plain)], True)

    def test_another_rank_is_asked_about(self, seeker: User, plain: Application) -> None:
        rows = found(seeker, HR, company=KESTREL, title="Senior Data Analyst")
        assert (names(rows), is_clear(rows)) == ([str(plain)], False)
        assert is_clear(found(seeker, HR, company=KESTREL, title="Analyst, Data"))


class TestPartsOfNames:
    def test_a_longer_name_is_another_firm(
        self, seeker: User, make_application: MakeApplication
    ) -> None:
        make_application("Apple", "Engineer")
        sender = "hr@apple-tree-nursery.co.uk"
        assert found(seeker, sender, company="Apple Tree Nursery", title="Engineer") == []

    def test_one_more_word_is_asked_about(
        self, seeker: User, make_application: MakeApplication
    ) -> None:
        make_application("Kestrel", "Engineer")
        rows = found(seeker, "x@greenhouse.io", company=KESTREL, title="Engineer")
        assert (names(rows), is_clear(rows)) == (["Engineer at Kestrel"], False)

    @pytest.mark.parametrize("website", ["", "https://kestrelanalytics.com"])
    def test_the_senders_domain_speaks_against_it(
        self, seeker: User, make_application: MakeApplication, website: str
    ) -> None:
        make_application(KESTREL, "Engineer")
        Company.objects.update(website=website)
        said = {"company": "Kestrel", "title": "Engineer"}
        assert found(seeker, "hr@kestrelfoods.com", **said) == []
        assert names(found(seeker, "x@greenhouse.io", **said)) == [f"Engineer at {KESTREL}"]


class TestAgency:
    """A recruiter writes for several employers."""

    @pytest.fixture
    def falcon(self, make_application: MakeApplication) -> Application:
        return make_application("Falcon Group", "Data Analyst")

    @pytest.fixture
    def osprey(self, make_application: MakeApplication) -> Application:
        return make_application("Osprey", "Clerk")

    def test_the_employer_that_the_mail_names_wins_over_the_senders_firm(
        self, seeker: User, falcon: Application, osprey: Application
    ) -> None:
        said = {"company": "Bright", "companies": ["Falcon Group"], "title": "Data Analyst"}
        assert names(found(seeker, TOM, **said)) == [str(falcon)]

    def test_an_employer_that_names_other_firms_is_itself(
        self, seeker: User, falcon: Application
    ) -> None:
        said = {"company": "Heron", "companies": ["Falcon Group"], "title": "Data Analyst"}
        assert found(seeker, "hr@heron.com", **said) == []

    @pytest.mark.parametrize("said", [
        {"company": "Osprey", "title": "Clerk"},
        {"company": "Bright", "companies": ["Osprey"], "title": "Clerk"},
        {"company": "Osprey", "title": None},
    ])  # fmt: skip
    def test_it_wins_over_the_employer_for_whom_the_writer_was_met(
        self, seeker: User, falcon: Application, osprey: Application,
        make_contact: MakeContact, make_interview: MakeInterview, said: dict[str, Any],
    ) -> None:  # fmt: skip
        make_interview(falcon, make_contact(company="Falcon Group", email=TOM))
        assert names(found(seeker, TOM, **said)) == [str(osprey)]

    def test_a_later_mail_without_names_is_asked_about(
        self, seeker: User, now: datetime, falcon: Application, osprey: Application
    ) -> None:
        for application in (falcon, osprey):
            row = suggest(seeker, {"kind": "reply", "sender": {"email": TOM}}, application, at=now)
            row.state, row.answered_at = "accepted", now
            row.save()
        close(osprey, now)
        rows = found(seeker, TOM, company="Bright")
        assert (names(rows), is_clear(rows)) == ([str(falcon), str(osprey)], False)


@pytest.mark.parametrize("title", [
    "Your application as Data Engineer", "Application for the Data Engineer",
    "Ihre Bewerbung als Data Engineer (m/w/d)", "Data Engineer",
])  # fmt: skip
def test_the_words_before_a_title_do_not_count(title: str) -> None:
    assert title_words(title) == "data engineer"
