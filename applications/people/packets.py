"""Build reference packets from an application."""

from django.db.models import QuerySet

from accounts.models import User
from applications.models import Application, Document, Event
from applications.people.reference_packet import Packet, points_in
from applications.runs import run_of
from references.models import Reference


def packet_for(
    application: Application, reference: Reference, chosen: Event | None, sender: User
) -> Packet:
    """Build the packet for ``reference``; points saved for this application come first."""
    text = (chosen.text if chosen else "") or reference.speaks_about
    return Packet(
        to=reference.contact.name,
        sender=sender.get_full_name() or sender.email,
        title=application.title,
        company=application.company.name,
        posting_url=application.posting_url,
        posting_text=application.posting_text,
        points=points_in(text),
        documents=tuple(str(each) for each in documents_of(application)),
    )


def documents_of(application: Application) -> list[Document]:
    """The files linked to an application."""
    return list(application.documents.all())


def names_on_list(references: QuerySet[Reference], application: Application) -> QuerySet[Reference]:
    """The references chosen for an application in its present run, by name."""
    chosen = references.filter(pk__in=run_of(application).choices)
    return chosen.select_related("contact__company")
