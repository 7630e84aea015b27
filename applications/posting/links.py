"""Addresses of postings: which one in a text is its link, and what a bare link tells."""

import re
from urllib.parse import unquote, urlsplit

from applications.posting.finding import Posting
from applications.posting.words import clean_title

ADDRESS = re.compile(r"\bhttps?://[^\s<>\"]{3,1000}", re.I)
LONGEST_ADDRESS = 1000
HOSTS = (
    re.compile(r"^(?:boards|job-boards)(?:\.eu)?\.greenhouse\.io/(?P<slug>[\w-]+)/jobs/\d+"),
    re.compile(r"^jobs(?:\.eu)?\.lever\.co/(?P<slug>[\w-]+)/[\w-]+"),
    re.compile(r"^jobs\.ashbyhq\.com/(?P<slug>[\w%. -]+)/[\w-]+"),
    re.compile(
        r"^(?:jobs|careers)\.smartrecruiters\.com/(?P<slug>[\w-]+)/\d+(?:-(?P<title>[\w-]+))?"
    ),
    re.compile(r"^apply\.workable\.com/(?P<slug>[\w-]+)/j/\w+"),
    re.compile(r"^(?P<slug>[\w-]+)\.wd\d+\.myworkdayjobs\.com/.*/(?P<title>[\w-]+)_[\w-]+$"),
    re.compile(r"^(?P<slug>[\w-]+)\.jobs\.personio\.(?:de|com)/job/\d+"),
    re.compile(r"^(?P<slug>[\w-]+)\.recruitee\.com/o/(?P<title>[\w-]+)"),
    re.compile(r"^(?P<slug>[\w-]+)\.teamtailor\.com/jobs/\d+-(?P<title>[\w-]+)"),
    re.compile(r"^(?P<slug>[\w-]+)\.(?:bamboohr|breezy|pinpointhq|factorialhr)\.\w+/"),
)
"""Where the company's name is in the address, and often the title's words."""


def read_link(text: str, address: str) -> str | None:
    """Return ``address`` if it is a web address, or else the only one in the text."""
    if given := as_address(address):
        return given
    found = {as_address(match.group().rstrip(".,;:!?)]")) for match in ADDRESS.finditer(text)}
    return found.pop() if len(found) == 1 else None


def as_address(text: str) -> str | None:
    """Return ``text`` itself if it is a web address and nothing else."""
    text = text.strip()
    if len(text) > LONGEST_ADDRESS or re.search(r"[\s<>\"\\]", text):
        return None
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return None
    is_web = parts.scheme in {"http", "https"} and re.fullmatch(
        r"[\w-]+(?:\.[\w-]+)*|\[[\da-fA-F:.]+\]|[\da-fA-F:]+", host
    )
    return text if is_web and ("." in host or ":" in host or host == "localhost") else None


def read_slug(link: str, posting: Posting) -> None:
    """Fill what the words in the address of a hiring system tell."""
    parts = urlsplit(link)
    path = unquote(f"{parts.hostname}{parts.path}").rstrip("/")
    match = next((found for host in HOSTS if (found := host.match(path))), None)
    if match:
        posting.fill(company=_words(match["slug"]))
        posting.fill(title=clean_title(_words(match.groupdict().get("title") or "")))


def _words(slug: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", slug).replace("-", " ").replace("_", " ").split()
    return " ".join(word if word != word.lower() else word.capitalize() for word in words)
