"""The demo's documents: one-page PDFs, generated here so that no file needs to be shipped."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import Document
from applications.services import attach
from applications.services.documents import keep_document
from demo.factory import DemoFactory

Kind = Document.Kind
LEFT, TOP, LEADING = 64, 762, 18
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R"
    b" /Resources << /Font << /Head 4 0 R /Text 5 0 R >> >> >>"
)
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"


@dataclass(frozen=True, slots=True)
class Paper:
    """One document and the companies it was sent to; ``ago`` is in working days."""

    kind: str
    name: str
    filename: str
    ago: int
    sent_to: Sequence[str]
    head: str
    lines: str


PAPERS = (
    Paper(
        Kind.RESUME,
        "Resume, product design",
        "robin-hale-product-design.pdf",
        -41,
        ("Harbour Analytics", "Juniper & Rowe", "Cobalt Transit", "Osprey Travel"),
        "Robin Hale, product designer",
        """Bristol · robin@demo.example

Studio Fathom, senior product designer, four years
Led the redesign of a booking tool; support calls fell by a third in a year.
Ran research with forty customers, and taught two teams to run their own.

Kestrel Maps, product designer, three years
Made the route planner work by keyboard and screen reader, and proved it with users.

University of Leeds, graphic and communication design""",
    ),
    Paper(
        Kind.RESUME,
        "Resume, leading designers",
        "robin-hale-leading-designers.pdf",
        -25,
        ("Northlight Energy", "Fernhill Health"),
        "Robin Hale, design lead",
        """Bristol · robin@demo.example

Studio Fathom, senior product designer, four years
Led three designers through two launches; hired two of them, and mentored one to senior.
Set up the weekly critique and the research library that the studio still works with.

Kestrel Maps, product designer, three years
Kept the design system, and the peace, between four teams.

University of Leeds, graphic and communication design""",
    ),
    Paper(
        Kind.COVER_LETTER,
        "Cover letter, Northlight Energy",
        "northlight-energy-letter.pdf",
        -22,
        ("Northlight Energy",),
        "Design Manager at Northlight Energy",
        """Dear hiring team,

you ask for somebody who can bring calm to a growing group of designers.
At Studio Fathom I did that for three people and two launches, and
what stayed is a way of working that did not need me in every room.

Your tariff page is the one that my neighbours ask me about.
I would like to work on the question behind theirs.

With kind regards
Robin Hale""",
    ),
)


def create_documents(factory: DemoFactory) -> None:
    """Save each document and attach it to the applications it was sent with."""
    for paper in PAPERS:
        upload = SimpleUploadedFile(paper.filename, pdf(paper.head, paper.lines.splitlines()))
        document = keep_document(
            factory.owner,
            upload,
            kind=paper.kind,
            name=paper.name,
            token=factory.token(),
            now=factory.days.at(paper.ago, "20:15"),
        )
        for application in factory.owner.applications.filter(company__name__in=paper.sent_to):
            attach(document, application)


def pdf(head: str, lines: Sequence[str]) -> bytes:
    """Return an A4 page with a heading and lines below it."""
    text = [f"BT /Head 20 Tf {LEFT} {TOP} Td ({_safe(head)}) Tj ET"]
    for at, line in enumerate(lines, 2):
        text.append(f"BT /Text 11 Tf {LEFT} {TOP - at * LEADING} Td ({_safe(line)}) Tj ET")
    page = "\n".join(text).encode("cp1252")
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page)
    return _file((CATALOG, PAGES, PAGE, FONT % b"Helvetica-Bold", FONT % b"Helvetica", stream))


def _safe(text: str) -> str:
    for each in ("\\", "(", ")"):
        text = text.replace(each, f"\\{each}")
    return text


def _file(objects: Sequence[bytes]) -> bytes:
    """Return the PDF: the objects, numbered from one, and the table of their offsets."""
    content, starts = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        starts.append(b"%010d 00000 n \n" % len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    size, table = len(objects) + 1, b"0000000000 65535 f \n" + b"".join(starts)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(content))
    return content + b"xref\n0 %d\n" % size + table + tail
