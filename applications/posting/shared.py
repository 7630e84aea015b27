"""What a phone or a bookmark shares of a page: an address, the page's title, and marked text.

Phones often put the address into the text or the title.
"""

import re
from datetime import date

from applications.posting.address import read_address
from applications.posting.finding import Posting
from applications.posting.links import ADDRESS, as_address
from applications.posting.read import read_posting
from applications.posting.words import clean_title

LONGEST_URL, LONGEST_TITLE, LONGEST_TEXT = 1_000, 500, 20_000
SITE = re.compile(
    r"\s+[|·–—-]\s+(?:linkedin|indeed(?:\.\w+)*|stepstone(?:\.\w+)*|xing(?: jobs)?|glassdoor"
    r"|greenhouse|lever|ashby|workable|monster(?:\.\w+)*|totaljobs|reed(?:\.co\.uk)?"
    r"|(?:jobs|careers|karriere|career page|job details|job board|stellenangebote)"
    r"(?: (?:at|bei) .*)?)$",
    re.I,
)
"""The end of a page's title that names the site and not the job."""
LOOK = re.compile(r"^(?:check out|look at|see) this job at (?P<company>[^:\n]{2,80}?)\s*:", re.I)
NAMED = (
    re.compile(r"^(?P<company>.{2,80}?) (?:is )?hiring (?P<title>.{3,120}?)(?: in [^|]+)?$"),
    re.compile(r"^(?P<title>.{3,120}?) Job (?:in )?\S[^()]{1,80} \((?P<company>[^()]{2,80})\)$"),
)
"""How the pages of LinkedIn and StepStone name a job."""
CONTROLS = re.compile(r"[^\S\n ]|[\x00-\x08\x0e-\x1f\x7f-\x9f]")
DASH = r"(?:\s+[|·–—-]\s+|:\s+)"
COUNT = re.compile(r"^\(\d{1,3}\+?\)\s+")
"""How many messages wait, in front of a page's title."""


def read_shared(url: str, title: str, text: str, *, today: date | None = None) -> Posting:
    """Return what is clear from these; all of it may be empty or hostile."""
    title = CONTROLS.sub(" ", title[:LONGEST_TITLE])
    text = CONTROLS.sub(" ", text[:LONGEST_TEXT])
    link = as_address(url[:LONGEST_URL]) or _first_link(text) or _first_link(title) or ""
    said, known = Posting(step="layout"), Posting()
    read_address(link, known)
    text = _without_preface(_without_links(text), said)
    title = _without_company(_named(_without_links(title), said), known.company)
    lines = [text] if title in text else [title, text]
    posting = read_posting("\n".join(line for line in lines if line), link, today=today)
    posting.company = said.company or posting.company or known.company
    posting.title = said.title or posting.title or known.title
    posting.text = text
    return posting


def _first_link(text: str) -> str | None:
    """Return the first address in a text; links that share sheets add stand after it."""
    found = (as_address(match.group().rstrip(".,;:!?)]")) for match in ADDRESS.finditer(text))
    return next((link for link in found if link), None)


def _without_links(text: str) -> str:
    return ADDRESS.sub("", text).strip()


def _without_preface(text: str, said: Posting) -> str:
    """Return a text without “Check out this job at Saltmarsh:”, which names the company."""
    match = LOOK.match(text)
    if not match:
        return text
    said.fill(company=match["company"])
    return text[match.end() :].strip()


def _without_company(title: str, company: str | None) -> str:
    """Return “Night Nurse” for “Fernhill - Night Nurse” where the address says Fernhill.

    The company may stand behind the title, too.
    """
    if not company:
        return title
    name = re.escape(company)
    title = re.sub(rf"^{name}{DASH}(?=\S)", "", title, flags=re.I)
    return re.sub(rf"(?<=\S)\s+[|·–—-]\s+{name}$", "", title, flags=re.I)


def _named(title: str, said: Posting) -> str:
    """Return a page's title without the name of the site, on one line."""
    title = clean_title(SITE.sub("", SITE.sub("", COUNT.sub("", " ".join(title.split())))))
    if match := next((found for each in NAMED if (found := each.match(title))), None):
        said.fill(company=match["company"], title=match["title"])
    return title
