"""Mails of many companies, matched among applications to all of them: hardly ever a wrong one."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from accounts.models import User
from applications.models import Application, Stage
from inbox.matching import matches_of
from inbox.reading.answers import mail_answer
from inbox.reading.mail import read_mail
from jobtracker.reading.names import name_key
from references.models import Company
from tests.inbox.mail_texts import MailText, build, load

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
FILES = ("en", "de", "fr", "es", "nl", "kept_aside")
Job = tuple[str, str]


def job_of(mail: MailText) -> Job | None:
    """The company and the title that a careful person reads; None without a company."""
    company, title = (mail.answers.get(key) for key in ("company", "title"))
    return (company, title or "") if company and mail.kind != "ignore" else None


def test_mails_find_their_own_application_or_none(seeker: User) -> None:
    mails = all_mails()
    add_applications(seeker, {job for _, job in mails})
    found = matches_of(seeker, [answer_to(mail) for mail, _ in mails])
    results = {"right": 0, "none": 0, "wrong": 0}
    wrong = []
    for (mail, job), candidates in zip(mails, found, strict=True):
        result = judged(candidates, job)
        results[result] += 1
        wrong += [(mail.name, job, str(candidates[0].application))] if result == "wrong" else []
    assert len(mails) > 150
    assert results["wrong"] <= 0.01 * len(mails), (results, wrong)
    assert results["right"] >= 0.85 * len(mails), results


def test_mails_about_a_job_that_nobody_added_find_none(seeker: User) -> None:
    mails = all_mails()
    names = sorted({name_key(company) for _, (company, _) in mails})
    known = set(names[::2])
    add_applications(seeker, {job for _, job in mails if name_key(job[0]) in known})
    others = [mail for mail, job in mails if name_key(job[0]) not in known]
    found = matches_of(seeker, [answer_to(mail) for mail in others])
    wrong = [mail.name for mail, candidates in zip(others, found, strict=True) if candidates]
    assert len(others) > 50
    assert len(wrong) <= 0.01 * len(others), wrong


def all_mails() -> list[tuple[MailText, Job]]:
    return [(mail, job) for name in FILES for mail in load(name) if (job := job_of(mail))]


def answer_to(mail: MailText) -> dict[str, Any]:
    return mail_answer(read_mail(build(mail), now=NOW, zone=ZoneInfo("Europe/London")))


def judged(candidates: list[Any], job: Job) -> str:
    if not candidates:
        return "none"
    best = candidates[0].application
    is_company = name_key(best.company.name) == name_key(job[0])
    is_job = not job[1] or name_key(best.title) == name_key(job[1])
    return "right" if is_company and is_job else "wrong"


def add_applications(owner: User, jobs: set[Job]) -> None:
    """An application for each job that any mail tells of; of a company without a title, one."""
    titled = {name_key(company) for company, title in jobs if title}
    companies: dict[str, Company] = {}
    rows = []
    for company, title in sorted(jobs):
        key = name_key(company)
        if not title and key in titled:
            continue
        if key not in companies:
            companies[key] = Company.objects.create(owner=owner, name=company)
        rows.append(
            Application(
                owner=owner, company=companies[key], title=title or "Clerk", token=uuid4(),
                stage=Stage.APPLIED, created_at=NOW, updated_at=NOW,
            )
        )  # fmt: skip
    Application.objects.bulk_create(rows)
