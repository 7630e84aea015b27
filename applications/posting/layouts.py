"""The layouts in which boards show a posting: as copied text, and by the marks in their pages."""

import re
from collections.abc import Iterator

from applications.posting.finding import Posting
from applications.posting.places import clean_place, is_place, may_be_place
from applications.posting.words import (
    AGE,
    FURNITURE,
    LONGEST_NAME,
    NOT_A_COMPANY,
    PILL,
    clean_title,
    is_job,
    is_name,
    without_way_of_work,
)
from jobtracker.reading.days import written_day
from jobtracker.reading.html_page import HtmlPage

MARKS = {
    # Greenhouse
    "app-title": "title", "company-name": "company",
    # Lever
    "location": "location", "sort-by-location": "location",
    # Workday
    "jobpostingheader": "title", "locations": "location",
    # SmartRecruiters and others with microdata
    "title": "title", "job-title": "title", "joblocation": "location",
    "hiringorganization": "company", "addresslocality": "town",
    # LinkedIn
    "top-card-layout__title": "title", "topcard__title": "title",
    "topcard__org-name-link": "company", "topcard__flavor--bullet": "location",
    "job-details-jobs-unified-top-card__company-name": "company",
    # Indeed
    "jobsearch-jobinfoheader-title": "title", "inlineheader-companyname": "company",
    "inlineheader-companylocation": "location",
    "jobsearch-jobinfoheader-companylocation": "location",
    # StepStone
    "header-job-title": "title", "header-company-name": "company",
    "metadata-company-name": "company", "metadata-location": "location",
}  # fmt: skip
POST = re.compile(
    r"^(?P<title>.{3,150}?)?\s*[-–]\s?(?:job post|stellenanzeige|offre d['’]emploi"
    r"|oferta de empleo|vacature)$",
    re.I,
)
LOGO = re.compile(
    r"^(?:company logo for,?|logo (?:von|de|van)|logo of)\s(?P<name>.{2,80}?)\.?$"
    r"|^(?P<other>.{2,80}?) logo$",
    re.I,
)
TITLES = re.compile(r"\s*(?:\||–|—|@|·|\s-\s|:)\s*|\s+(?:at|bei|chez|en|bij|for)\s+(?=[A-ZÀ-Þ])")
PAGE_WORDS = re.compile(
    r"^(?:job application(?: for)?|careers?|jobs?|vacanc(?:y|ies)|apply|stellenangebote?"
    r"|stellenportal|karriere|vacatures?"
    r"|smartrecruiters|greenhouse|lever|ashby|workday|linkedin|indeed.*|stepstone.*|jobs at"
    r"|join us|home|search|recruitment"
    r"|emploi|offres? d['’]emploi|carrières|empleo|ofertas?|trabaja con nosotros|werken bij"
    r"|(?:job )?details|job boards?|.*\.(?:com|de|fr|nl|es|co\.uk|org|net))$",
    re.I,
)
PREFIX = re.compile(
    r"^(?:careers|jobs|karriere|jobs und karriere|emplois|werken|working|vacatures|life"
    r"|empleo)\s(?:at|bei|chez|bij|en|with)\s",
    re.I,
)


def read_page_marks(page: HtmlPage, posting: Posting) -> None:
    """Fill what the page's own marks say: its classes, its heading, and the title of its window."""
    marked = {name: texts[0] for name, texts in page.marked.items()}
    heading = marked.get("title") or marked.get("h1", "")
    posting.fill(title=clean_title(heading))
    company = re.sub(r"^(?:at|bei|chez|bij)\s", "", marked.get("company", "")).strip()
    company = company or page.metas.get("name", "") if "title" in marked else company
    posting.fill(company=company if len(company) <= LONGEST_NAME else None)
    places = page.marked.get("location", ())
    posting.fill(location=next(filter(None, map(_place, places)), None))
    posting.fill(link=_link(page), closes_on=written_day(page.metas.get("validthrough", "")))
    posting.fill(posted_on=written_day(page.metas.get("dateposted", "")))
    read_window(page, posting)


def _place(text: str) -> str | None:
    return clean_place(text) if len(text) <= 120 else None


def _link(page: HtmlPage) -> str | None:
    written = page.links.get("canonical") or page.metas.get("og:url", "")
    return written if written.startswith(("https://", "http://")) else None


def read_window(page: HtmlPage, posting: Posting) -> None:
    """The company in the window's title, which is what is left of it without the job."""
    for title in filter(None, (page.title, page.metas.get("og:title"))):
        shown = clean_title(title)
        job = posting.title or ""
        if job and job in shown and len(shown) > len(job):
            rest = shown.replace(job, "|", 1)
            left = [PREFIX.sub("", part.strip(" ,-–|")) for part in TITLES.split(rest)]
            left = [part for part in left if part and not PAGE_WORDS.match(part)]
            if left and is_name(left[0]) and not is_place(left[0]):
                posting.fill(company=left[0])


def read_layouts(lines: list[str], posting: Posting) -> None:
    """Fill what the known shapes of copied text say."""
    for read in (_indeed, _linkedin, _piped):
        for name, value in read(lines):
            posting.fill(**{name: value})


def _indeed(lines: list[str]) -> Iterator[tuple[str, str | None]]:
    """Title and “- job post”, then the company, stars, the place, and the pay."""
    for index, line in enumerate(lines[:60]):
        match = POST.match(line)
        if not match or (not match["title"] and not index):
            continue
        yield "title", clean_title(match["title"] or lines[index - 1])
        below = [each for each in lines[index + 1 : index + 7] if not FURNITURE.match(each)]
        if below and is_name(below[0]):
            yield "company", below[0]
            place = below[1] if len(below) > 1 else ""
            if is_place(place) or may_be_place(place):
                yield "location", clean_place(place)
        return


def _linkedin(lines: list[str]) -> Iterator[tuple[str, str | None]]:
    """A line of place and age, “Leeds, England · 2 days ago · 90 applicants”, the title above."""
    for index, line in enumerate(lines[:60]):
        parts = [part.strip() for part in line.split("·")]
        if len(parts) < 2 or not index or not any(AGE.search(part) for part in parts[1:]):
            continue
        above = [each for each in lines[:index] if not _is_button(each)]
        if above:
            yield "title", clean_title(above[-1])
        if (
            len(parts) > 2
            and not AGE.search(parts[1])
            and (is_place(parts[1]) or may_be_place(parts[1]))
        ):
            yield "company", parts[0]
            yield "location", clean_place(parts[1])
            return
        yield "location", clean_place(without_way_of_work(parts[0]))
        logos = [
            match["name"] or match["other"] for each in lines[:index] if (match := LOGO.match(each))
        ]
        names = [*logos[-1:], *above[-2:-1]]
        if names and is_name(names[0]) and not NOT_A_COMPANY.match(names[0]):
            yield "company", names[0]
        return


def _piped(lines: list[str]) -> Iterator[tuple[str, str | None]]:
    """“Company (link) | Title | Place or REMOTE | Full-time | pay”, all on one line."""
    for line in lines[:5]:
        parts = [part.strip() for part in line.split(" | ")]
        jobs = [part for part in parts[1:] if is_job(part) and not is_place(part)]
        if len(parts) < 3 or not jobs or is_job(parts[0]):
            continue
        yield "company", re.sub(r"\s*\([^()]*\)", "", parts[0]).strip()
        yield "title", clean_title(jobs[0])
        wider = (clean_place(part) for part in parts[1:] if part != jobs[0])
        yield "location", next((place for place in wider if place and is_place(place)), None)
        return


def _is_button(line: str) -> bool:
    return bool(FURNITURE.match(line) or PILL.match(line))
