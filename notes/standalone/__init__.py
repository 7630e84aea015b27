"""Notes that no reminder asks for: which ones there are, and their facts."""

from datetime import datetime

from django.http import Http404

from accounts.models import User
from applications.models import Message
from notes.editor import NoteEditor
from notes.standalone.employer import to_employer
from notes.standalone.reference import about_job, to_reference
from notes.standalone.referrer import to_referrer
from notes.standalone.request import (
    ABOUT_JOB,
    TO_EMPLOYER,
    TO_REFERENCE,
    TO_REFERRER,
    NoteRequest,
    address_of,
    occasion_of_message,
)
from notes.standalone.thanks import thanks

__all__ = ["NoteRequest", "address_of", "occasion_of_message", "of_application", "of_reference"]


def of_application(user: User, pk: int, wanted: NoteRequest, now: datetime) -> NoteEditor:
    """A note about an application; Http404 if there is no such note."""
    if wanted.purpose == Message.Purpose.THANK_YOU:
        return thanks(user, pk, wanted, now)
    if wanted.purpose in ABOUT_JOB:
        return about_job(user, pk, wanted, now)
    if wanted.purpose in TO_REFERRER:
        return to_referrer(user, pk, wanted, now)
    if wanted.purpose in TO_EMPLOYER:
        return to_employer(user, pk, wanted, now)
    raise Http404


def of_reference(user: User, pk: int, wanted: NoteRequest, now: datetime) -> NoteEditor:
    """A note to a reference about no application; Http404 if the purpose needs one."""
    if wanted.purpose not in TO_REFERENCE:
        raise Http404
    return to_reference(user, pk, wanted, now)
