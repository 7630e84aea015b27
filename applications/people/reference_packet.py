"""What a reference gets before a call, and the list of references for an employer."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from references.greetings import greeted
from references.models import Reference

QUESTIONS = (
    gettext_noop("The facts of the job: when I worked there, as what, sometimes the pay."),
    gettext_noop("Why I left."),
    gettext_noop("How you know me, and how it was to work together."),
)
"""What an employer may ask a reference (S0:checkable), as the seeker tells them."""


@dataclass(frozen=True, slots=True)
class Packet:
    """The heads-up for one reference and one application (S1:heads-up, S1:share-materials).

    ``documents`` are the names of the files to attach; ``points`` are what the seeker would like
    them to mention.
    """

    to: str
    sender: str
    title: str
    company: str
    posting_url: str
    posting_text: str
    points: tuple[str, ...]
    documents: tuple[str, ...]

    @property
    def questions(self) -> list[str]:
        """What the employer may ask, in the current language."""
        return [_(question) for question in QUESTIONS]

    @property
    def subject(self) -> str:
        """The subject of the email."""
        return _("%(company)s may call you about me") % {"company": self.company}

    @property
    def body(self) -> str:
        """The whole packet as the text of an email."""
        return "\n\n".join(filter(None, self._paragraphs()))

    @property
    def printed(self) -> str:
        """The packet for printing: with the text of the job posting, if it is saved."""
        parts = [self.body]
        if self.posting_text:
            parts += [_("The posting"), self.posting_text]
        return "\n\n".join(parts)

    def _paragraphs(self) -> Iterable[str]:
        name = greeted(self.to)
        yield _("Dear %(name)s,") % {"name": name} if name else _("Hello,")
        yield _(
            "%(company)s may be in touch with you about me soon. I have applied to be their "
            "%(title)s. Thank you for speaking for me."
        ) % {"company": self.company, "title": self.title}
        if self.posting_url:
            yield _("The posting: %(url)s") % {"url": self.posting_url}
        if self.points:
            yield _("If it fits, I would be glad if you mentioned:") + _lines(self.points)
        yield _("They may ask you about:") + _lines(self.questions)
        if self.documents:
            yield _("I attach:") + _lines(self.documents)
        yield _("Could you drop me a line once they have been in touch? They may not tell me.")
        yield _("With thanks,") + "\n" + self.sender


def _lines(items: Iterable[str]) -> str:
    return "".join(f"\n- {item}" for item in items)


def points_in(text: str) -> tuple[str, ...]:
    """Return the points in a text: one per line, or separated by semicolons."""
    parts = [part.strip(" -•\t") for line in text.splitlines() for part in line.split(";")]
    return tuple(part for part in parts if part)


def list_as_text(references: Iterable[Reference], sender: str) -> str:
    """Return the list of references for an employer, as an email text (S1:list-ready)."""
    parts = [_("References of %(name)s") % {"name": sender}]
    return "\n\n".join([*parts, *map(entry_of, references)])


def entry_of(reference: Reference) -> str:
    """Return a reference's entry on the list: name, role, relationship, email and phone."""
    contact = reference.contact
    company = contact.company.name if contact.company else ""
    lines = [
        contact.name,
        ", ".join(filter(None, [contact.role, company])),
        reference.relationship,
        contact.email,
        contact.phone,
    ]
    return "\n".join(filter(None, lines))
