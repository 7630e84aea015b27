"""Who sends: an employer's own domain, a hiring system, or a free mail service."""

from __future__ import annotations

import re

from inbox.reading.findings import Address
from inbox.reading.text import fold

SYSTEMS = (
    "greenhouse-mail.io", "greenhouse.io", "lever.co", "myworkday.com", "myworkdayjobs.com",
    "workday.com", "ashbyhq.com", "icims.com", "icims.eu", "smartrecruiters.com", "workable.com",
    "workablemail.com", "personio.de", "personio.com", "teamtailor.com", "teamtailor-mail.com",
    "recruitee.com", "successfactors.com", "successfactors.eu", "sapsf.com", "taleo.net",
    "oraclecloud.com", "breezy.hr", "breezy-mail.com", "jazzhr.com", "applytojob.com",
    "jobvite.com",
    "bamboohr.com", "rippling.com", "gem.com", "softgarden.io", "softgarden.de", "concludis.de",
    "rexx-systems.com", "jobylon.com", "pinpointhq.com", "hibob.com", "factorialhr.com",
    "welcomekit.co", "welcometothejungle.com", "flatchr.io", "talentsoft.com", "tellent.com",
    "homerun.co", "comeet-notifications.com", "comeet.co", "ultipro.com", "paylocity.com",
    "adp.com", "dayforce.com", "eightfold.ai", "avature.net", "phenompeople.com", "onlyfy.io",
    "onlyfy.jobs", "haufe.com", "d.vinci.de", "umantis.com", "coveto.de", "zohorecruit.com",
    "freshteam.com", "manatal.com", "tal.net", "jobtrain.co.uk", "eploy.co.uk",
    "networxrecruitment.com",
    "hireful.co.uk", "bullhornmail.com", "calendly.com", "goodtime.io", "cronofy.com", "cal.com",
)  # fmt: skip
"""Hiring and scheduling systems by domain; none of them is ever the employer."""
SYSTEM_NAMES = {
    "greenhouse", "lever", "workday", "ashby", "icims", "smartrecruiters", "workable", "personio",
    "teamtailor", "recruitee", "successfactors", "sap successfactors", "taleo", "oracle", "breezy",
    "breezy hr", "jazzhr", "jobvite", "bamboohr", "rippling", "softgarden", "indeed", "linkedin",
    "stepstone", "xing", "infojobs", "glassdoor", "monster", "hellowork", "apec", "france travail",
    "pole emploi", "nationale vacaturebank", "jobylon", "pinpoint", "calendly", "goodtime",
    "cal.com",
    "gem", "homerun", "flatchr", "welcome to the jungle", "onlyfy", "avature", "indeed apply",
    "linkedin jobs", "totaljobs", "reed", "reed.co.uk", "ziprecruiter", "microsoft teams", "zoom",
    "google calendar", "outlook", "microsoft outlook", "google meet",
}  # fmt: skip
BOARDS = (
    "linkedin.com", "indeed.com", "indeedemail.com", "stepstone.de", "xing.com", "infojobs.net",
    "glassdoor.com", "monster.com", "hellowork.com", "apec.fr", "totaljobs.com", "reed.co.uk",
    "ziprecruiter.com", "nationalevacaturebank.nl",
)  # fmt: skip
FREE = {
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.fr", "hotmail.es",
    "live.com", "live.nl", "yahoo.com", "yahoo.fr", "yahoo.es", "yahoo.co.uk", "icloud.com",
    "me.com", "gmx.de", "gmx.net", "gmx.at", "web.de", "t-online.de", "orange.fr", "free.fr",
    "laposte.net", "wanadoo.fr", "sfr.fr", "ziggo.nl", "kpnmail.nl", "xs4all.nl", "proton.me",
    "protonmail.com", "aol.com", "mail.com", "posteo.de", "hey.com", "fastmail.com",
}  # fmt: skip
AGENCY = re.compile(
    r"recruit(?!ee)|staffing|headhunt|personnel|personal(?:beratung|vermittlung|service|dienst)"
    r"|resourcing|execsearch|executivesearch|zeitarbeit|uitzend|detachering|interim"
    r"|randstad|adecco|manpower|michaelpage|pagepersonnel|roberthalf|robertwalters|^hays(?:$|plc)"
    r"|talentpartner|searchpartner|workforce"
)
COUNTRY_SECOND = {"co", "com", "org", "ac", "gov", "net", "nhs", "gob", "gouv"}


def domain_of(address: Address | None) -> str:
    """Return the domain of a mail address."""
    return address.email.rpartition("@")[2] if address else ""


def is_job_system(address: Address | None) -> bool:
    """Whether a hiring system sent it."""
    return _is_in(domain_of(address), SYSTEMS)


def is_job_board(address: Address | None) -> bool:
    """Whether a job board sent it."""
    return _is_in(domain_of(address), BOARDS)


def is_agency_name(name: str) -> bool:
    """Whether a firm's name, or a domain's, is that of an agency that hires for others."""
    joined = re.sub(r"[^a-z]", "", fold(name))
    return bool(AGENCY.search(joined))


def is_free_mail(address: Address | None) -> bool:
    """Whether it came from a mail service that anybody may use."""
    return domain_of(address) in FREE


def _is_in(domain: str, names: tuple[str, ...]) -> bool:
    return any(domain == name or domain.endswith(f".{name}") for name in names)


def own_label(address: Address | None) -> str:
    """Return the part of a domain that names its owner; empty for systems and free mail."""
    domain = domain_of(address)
    if not domain or domain in FREE or _is_in(domain, SYSTEMS) or _is_in(domain, BOARDS):
        return ""
    parts = domain.split(".")
    if len(parts) > 2 and parts[-2] in COUNTRY_SECOND:
        parts = parts[:-1]
    label = parts[-2] if len(parts) > 1 else parts[0]
    return re.sub(r"[^a-z0-9]", "", fold(label))
