"""What the address of a posting tells by its own words; nothing is fetched.

Hiring systems write the company and often the title into it; an employer's own site is known by
its host and by words like “careers”. What is not clear stays empty.
"""

import re
import unicodedata
from urllib.parse import unquote, urlsplit

from applications.posting.address_systems import (
    CAREER_HOSTS,
    CAREER_PATHS,
    NOT_EMPLOYERS,
    SAYS_BOARD,
    SECOND_LEVEL,
    STORIES,
    SYSTEMS,
)
from applications.posting.finding import Posting
from applications.posting.words import JOB, clean_title

LONGEST_PART, LONGEST_ADDRESS = 200, 1000
SEPARATORS = re.compile(r"[\s_+-]+")
DOMAIN_ENDING = re.compile(r"\.(?:ai|app|co|com|de|dev|eu|io|net|org)$", re.I)
FILE_ENDING = re.compile(r"\.(?:aspx?|html?|jsp|php)$", re.I)
NUMBER = re.compile(r"[a-z]{0,4}\d{2,}[a-z\d]*|\d+|(?=\w*\d)[\da-f]{8,}", re.I)
NUMBER_SIGNS = frozenset({"id", "jr", "no", "r", "ref", "req"})
GENDERS = frozenset({
    "dfm", "dmw", "fdm", "fmd", "fmx", "fmdx", "gn", "hf", "fh", "mfd", "mfdx", "mfx", "mwd",
    "mwdx", "mwi", "mwx", "mvx", "vmx", "wmd", "wmx", "mwdi",
})  # fmt: skip
ONE_GENDER = frozenset({
    "d", "f", "g", "h", "i", "m", "n", "v", "w", "x",
})  # fmt: skip
SMALL = frozenset({
    "a", "an", "and", "at", "by", "de", "del", "der", "des", "die", "du", "et", "for", "für",
    "im", "in", "la", "le", "of", "on", "or", "the", "und", "van", "with", "y", "zu", "zur",
})  # fmt: skip
WRITTEN = {
    "ai": "AI", "api": "API", "aws": "AWS", "b2b": "B2B", "cad": "CAD", "ceo": "CEO", "cfo":
    "CFO", "cnc": "CNC", "coo": "COO", "crm": "CRM", "cto": "CTO", "dba": "DBA", "devops":
    "DevOps", "erp": "ERP", "fp&a": "FP&A", "gis": "GIS", "gmbh": "GmbH", "hr": "HR", "hse":
    "HSE", "ii": "II", "iii": "III", "ios": "iOS", "it": "IT", "iv": "IV", "kyc": "KYC", "llc":
    "LLC", "ml": "ML", "mlops": "MLOps", "nlp": "NLP", "php": "PHP", "pmo": "PMO", "pr": "PR",
    "qa": "QA", "r&d": "R&D", "saas": "SaaS", "sap": "SAP", "sea": "SEA", "sem": "SEM", "seo":
    "SEO", "sql": "SQL", "sre": "SRE", "ui": "UI", "uk": "UK", "us": "US", "ux": "UX", "vp":
    "VP",
}  # fmt: skip
LEGAL = {"ag": "AG", "gmbh": "GmbH", "inc": "Inc", "kg": "KG", "llc": "LLC", "se": "SE", "ug": "UG"}


def read_address(link: str, posting: Posting, *, is_alone: bool = True) -> None:
    """Fill what the words of the address tell.

    Of an employer's own site they are looked at only where there is nothing but the link.
    """
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return
    path = unquote(parts.path)
    query = f"?{unquote(parts.query)}" if parts.query else ""
    whole = f"{host}{path}{query}"[:LONGEST_ADDRESS]
    if match := next((found for each in SYSTEMS if (found := each.match(whole))), None):
        posting.fill(**_by_system(match))
    elif is_alone:
        posting.fill(**_by_employer(host, path))


def _by_system(match: re.Match[str]) -> dict[str, str]:
    found = match.groupdict()
    title = found.get("title") or ""
    if length := found.get("length"):
        title = title[: int(length)]
    if mixed := found.get("mixed"):
        return {"title": _up_to_the_job(title_words(mixed))}
    return {"company": company_words(found.get("slug") or ""), "title": title_words(title)}


def _up_to_the_job(words: str) -> str:
    """Return the words up to the last that names a job: a place and a company follow it."""
    ends = [match.end() for match in JOBS.finditer(words)]
    return words[: ends[-1]] if ends else ""


def _by_employer(host: str, path: str) -> dict[str, str]:
    """Return the facts of an employer's own site, if this is a page of its careers."""
    segments = [part for part in path.split("/") if part]
    words = [FILE_ENDING.sub("", part).lower() for part in segments]
    labels = host.lower().removeprefix("www.").split(".")
    name, before, ending = _domain(labels)
    is_career = ending == "jobs" or before & CAREER_HOSTS or CAREER_PATHS & set(words)
    is_board = name in NOT_EMPLOYERS or bool(SAYS_BOARD.search(name))
    if not (name and is_career) or is_board or STORIES & set(words):
        return {}
    return {"company": company_words(name), "title": _title_among(segments)}


def _domain(labels: list[str]) -> tuple[str, set[str], str]:
    """Return the name of a domain, what stands before it, and its ending: jobs.x.co.uk is x."""
    suffix = 2 if len(labels) > 2 and labels[-2] in SECOND_LEVEL and len(labels[-1]) == 2 else 1
    if len(labels) <= suffix or labels[-1].isdigit():
        return "", set(), ""
    return labels[-suffix - 1], set(labels[: -suffix - 1]), labels[-1]


def _title_among(segments: list[str]) -> str:
    """Return the last part of a path that names a job.

    Before a number alone the part begins with a place: /job/Leeds-Nurse-123/456789/.
    """
    if len(segments) > 2 and segments[-1].isdigit() and segments[-3].lower() == "job":
        return ""
    found = (title_words(part) for part in reversed(segments))
    return next((title for title in found if JOBS.search(title)), "")


def title_words(slug: str) -> str:
    """Return the title that the words of an address spell: senior-qa-engineer-123."""
    words = [word for word in SEPARATORS.split(FILE_ENDING.sub("", slug[:LONGEST_PART])) if word]
    words = _without_numbers(_without_genders(words))
    title = " ".join(_written(word, is_first=not at) for at, word in enumerate(words))
    return clean_title(title)


def _without_genders(words: list[str]) -> list[str]:
    """Return the words before “m w d” or “mwd”: what follows is a place or a company."""
    low = [word.lower().strip("().,") for word in words]
    for at, word in enumerate(low):
        pair = low[at : at + 2]
        if at and (word in GENDERS or (len(pair) == 2 and set(pair) <= ONE_GENDER)):
            return words[:at]
    return words


def _without_numbers(words: list[str]) -> list[str]:
    """Return the words without the numbers around them."""
    while words and NUMBER.fullmatch(words[-1]):
        words = words[:-1]
        if words and words[-1].lower() in NUMBER_SIGNS:
            words = words[:-1]
    while words and NUMBER.fullmatch(words[0]):
        words = words[1:]
    return words


def _written(word: str, *, is_first: bool) -> str:
    """Return a word as a title writes it; its own capitals stay."""
    if word != word.lower():
        return word
    if word in SMALL and not is_first:
        return word
    return WRITTEN.get(word) or word[:1].upper() + word[1:]


def company_words(slug: str) -> str:
    """Return the name that a company's part of an address spells: north-quay, RivermeadGroup1."""
    slug = DOMAIN_ENDING.sub("", unquote(slug[:LONGEST_PART]))
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", slug)
    apart = re.sub(r"(?<=[a-z])\d+$", "", apart)
    words = [word for word in SEPARATORS.split(apart) if word]
    return " ".join(
        word if word != word.lower() else LEGAL.get(word, word.capitalize()) for word in words
    )


def _plain(text: str) -> str:
    """Return a text without accents, as addresses are written."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


JOBS = re.compile(_plain(JOB.pattern), re.I)
