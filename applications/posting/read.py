"""Read a job posting: what its page says for search engines, then known layouts, then labels, and
only then guesses. Each field is taken from the first that names it; a doubtful one stays empty.

Nothing is fetched, and the day is an argument.
"""

from datetime import date

from applications.posting.address import read_address
from applications.posting.contact import read_contact
from applications.posting.dates import read_dates
from applications.posting.finding import Posting
from applications.posting.heading import read_company, read_heading
from applications.posting.labels import read_labels
from applications.posting.layouts import MARKS, read_layouts, read_page_marks, read_window
from applications.posting.links import as_address, read_link
from applications.posting.pay import read_pay
from applications.posting.structured import description_lines, read_structured
from applications.posting.workplace import read_workplace
from jobtracker.reading.html_page import LONGEST, HtmlPage, is_html, read_html, text_lines

MOST_LINES = 3_000
LONGEST_LINE = 2_000
LONGEST_TEXT = 200_000


def read_posting(source: str, address: str = "", *, today: date | None = None) -> Posting:
    """Return what the source of a page, or the text copied from one, makes clear.

    ``address`` is saved as the link if it is one. ``today`` completes days without their year.
    """
    page = read_html(source, MARKS) if is_html(source) else None
    posting = Posting()
    if page:
        _read_page(page, posting, address)
    lines = page.lines if page else text_lines(source[:LONGEST])
    lines = _bounded(lines)
    _read_lines(lines, posting, page)
    described = description_lines(page) if page else []
    _read_sentences(_bounded([*lines, *described]), posting, today)
    text = "\n".join(lines)
    posting.text = (text if page else source[:LONGEST].strip())[:LONGEST_TEXT]
    posting.step = "address"
    posting.fill(link=read_link("" if page else text, address))
    if posting.link:
        read_address(posting.link, posting, is_alone=len(lines) <= 1)
    return posting


def _bounded(lines: list[str]) -> list[str]:
    """The first lines, so that no page takes long."""
    left, kept = LONGEST_TEXT, []
    for line in lines[:MOST_LINES]:
        left -= len(line)
        if left < 0:
            break
        kept.append(line[:LONGEST_LINE])
    return kept


def _read_page(page: HtmlPage, posting: Posting, address: str) -> None:
    posting.step = "data"
    posting.fill(link=as_address(address))
    read_structured(page, posting)
    posting.step = "layout"
    read_page_marks(page, posting)


def _read_lines(lines: list[str], posting: Posting, page: HtmlPage | None) -> None:
    posting.step = "layout"
    if not page:
        read_layouts(lines, posting)
    posting.step = "label"
    read_labels(lines, posting)
    posting.step = "guess"
    read_heading(lines, posting)
    if page:
        read_window(page, posting)
    read_company(lines, posting)


def _read_sentences(lines: list[str], posting: Posting, today: date | None) -> None:
    posting.step = "sentence"
    posting.fill(pay=read_pay("\n".join(lines)))
    posting.fill(workplace=read_workplace(lines, posting.location))
    posting.fill(contact=read_contact(lines))
    closes, posted = read_dates(lines, today)
    posting.fill(closes_on=closes, posted_on=posted)
