"""What is known of a seeker's applications, by which mails are matched. Read once for a batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from accounts.access import owned_by
from accounts.models import User
from applications.models import Application, Interview, Message
from inbox.matching.alike import core, firm_words, title_words
from inbox.matching.clues import Clues
from inbox.matching.domains import domain_of_email, domain_of_url
from inbox.models import CalendarLink, ReceivedFile, Suggestion
from inbox.reading.findings import Address
from inbox.reading.senders import is_job_board, is_job_system
from references.models import Contact

NOT_NEEDED = ("notes", "posting_text", "company__notes")
Ids = dict[str, set[int]]
"""Applications' keys, by what leads to them."""


@dataclass(slots=True)
class Known:
    """The applications, and what leads to them: each a mapping to their keys."""

    applications: dict[int, Application] = field(default_factory=dict)
    threads: Ids = field(default_factory=lambda: defaultdict(set))
    events: Ids = field(default_factory=lambda: defaultdict(set))
    people: Ids = field(default_factory=lambda: defaultdict(set))
    colleagues: Ids = field(default_factory=lambda: defaultdict(set))
    referrers: Ids = field(default_factory=lambda: defaultdict(set))
    domains: Ids = field(default_factory=lambda: defaultdict(set))
    near_domains: Ids = field(default_factory=lambda: defaultdict(set))
    """Domains of postings, and of people met, who may be an agency's."""
    writers: Ids = field(default_factory=lambda: defaultdict(set))
    """Those whose earlier mails were logged."""
    labels: Ids = field(default_factory=lambda: defaultdict(set))
    """Companies' names as a domain would have them."""
    titles: dict[int, str] = field(default_factory=dict)
    """Job titles, folded, by the application's key."""
    firms: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """The words of companies' names, by the company's key."""
    cores: dict[int, str] = field(default_factory=dict)
    at_company: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    domains_of: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The domains that are known to be a company's own, by the company's key."""
    alike: dict[tuple[str, ...], dict[int, int]] = field(default_factory=dict)
    """Which companies a name may mean, as far as it was worked out."""

    def add(self, row: Application) -> None:
        """Fold the names of an application, once for all mails."""
        if row.pk in self.applications:
            return
        self.applications[row.pk] = row
        if row.company_id not in self.firms:
            words = self.firms[row.company_id] = firm_words(row.company.name)
            self.cores[row.company_id] = core(words)
            self.alike.clear()
        self.titles[row.pk] = title_words(row.title)
        self.at_company[row.company_id].append(row.pk)
        _add(self.labels, "".join(self.firms[row.company_id]), row.pk)
        if domain := domain_of_url(row.company.website):
            self.domains_of[row.company_id].add(domain)
            self.domains[domain].add(row.pk)
        _add(self.near_domains, domain_of_url(row.posting_url), row.pk)


def read_known(owner: User, clues: Collection[Clues]) -> Known:
    """Return what is known of ``owner``'s applications, in as many queries for one as for many."""
    rows = owned_by(owner, Application).select_related("company").defer(*NOT_NEEDED)
    known = Known()
    for row in rows.order_by("-updated_at", "-pk"):
        known.add(row)
    _read_threads(owner, clues, known)
    _read_people(owner, known)
    _read_writers(owner, clues, known)
    return known


def _read_threads(owner: User, clues: Collection[Clues], known: Known) -> None:
    keys = {key for each in clues for key in each.thread}
    files = owned_by(owner, ReceivedFile).filter(key__in=keys, application__isnull=False)
    for key, application in files.order_by().values_list("key", "application_id"):
        _add(known.threads, key, application)
    uids = {key for each in clues for key in each.events}
    links = owned_by(owner, CalendarLink).filter(key__in=uids)
    for key, application in links.order_by().values_list("key", "interview__application_id"):
        _add(known.events, key, application)


def _read_people(owner: User, known: Known) -> None:
    """Read whose addresses lead where: those who were met or written to, and their colleagues."""
    referred: dict[int | None, list[int]] = defaultdict(list)
    for row in known.applications.values():
        referred[row.referred_by_id].append(row.pk)
    tied = _ties(owner)
    contacts = owned_by(owner, Contact).exclude(email="").order_by()
    for pk, email, company in contacts.values_list("pk", "email", "company_id"):
        email = email.lower()
        domain = domain_of_email(email)
        _add(known.people, email, *tied[pk])
        _add(known.near_domains, domain, *tied[pk])
        there = known.at_company.get(company or 0, ())
        _add(known.colleagues, email, *there)
        _add(known.domains, domain, *there)
        if domain and company:
            known.domains_of[company].add(domain)
        _add(known.referrers, email, *referred[pk])


def _read_writers(owner: User, clues: Collection[Clues], known: Known) -> None:
    """Read whose mails were logged where; a hiring system writes for many employers."""
    emails = {email for each in clues for email in each.emails}
    people = {each for each in emails if not _is_shared(Address(None, each))}
    logged = owned_by(owner, Suggestion).filter(
        state=Suggestion.State.ACCEPTED, application__isnull=False, sender__in=people
    )
    for email, application in logged.order_by().values_list("sender", "application_id"):
        _add(known.writers, email, application)


def _is_shared(address: Address) -> bool:
    return is_job_system(address) or is_job_board(address)


def _ties(owner: User) -> dict[int, set[int]]:
    """Return, by contact, the applications for which they were met or written to."""
    tied: dict[int, set[int]] = defaultdict(set)
    met = Interview.interviewers.through.objects.filter(interview__owner=owner)
    for contact, application in met.values_list("contact_id", "interview__application_id"):
        tied[contact].add(application)
    sent = owned_by(owner, Message).filter(contact__isnull=False, application__isnull=False)
    for contact, application in sent.order_by().values_list("contact_id", "application_id"):
        tied[contact or 0].add(application or 0)
    return tied


def _add(ids: Ids, name: str, *applications: int | None) -> None:
    if name:
        ids[name].update(each for each in applications if each)
