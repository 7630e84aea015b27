"""By what an interview is known again: the UID of its event, or the time it was moved from."""

from datetime import date, datetime

from accounts.access import owned_by
from accounts.models import User
from applications.models import Application, Interview
from inbox.answers import Answer, Moment
from inbox.keys import digest, event_key
from inbox.models import CalendarLink


def link_of(application: Application, answer: Answer) -> CalendarLink | None:
    """Return the link to the interview of an answer; None if it is not known by one.

    An old time counts only for what was sent before the interview was moved away from it.
    """
    links = owned_by(application.owner, CalendarLink).filter(interview__application=application)
    if answer.uid and (known := links.filter(key=event_key(answer.uid)).first()):
        return known
    if answer.starts_at is None:
        return None
    keys = keys_of_time(application, answer.starts_at)
    return links.filter(key__in=keys, sent_at__gt=answer.at).order_by("sent_at", "pk").first()


def application_of(owner: User, answer: Answer) -> Application | None:
    """Return the application of the interview that the answer's event became."""
    if not answer.uid:
        return None
    links = owned_by(owner, CalendarLink).filter(key=event_key(answer.uid))
    link = links.select_related("interview__application").first()
    return link.interview.application if link else None


def is_older(answer: Answer, link: CalendarLink) -> bool:
    """Return whether a newer version of the event was logged already."""
    is_event = bool(answer.uid) and link.key == event_key(answer.uid)
    sequences = (answer.sequence, link.sequence) if is_event else (0, 0)
    return (sequences[0], answer.at) < (sequences[1], link.sent_at)


def remember(interview: Interview, answer: Answer, moved_from: Moment | None) -> None:
    """Keep by what an interview is known, and the latest version of it."""
    application = interview.application
    keys = [event_key(answer.uid)] if answer.uid else []
    if moved_from:
        keys.append(keys_of_time(application, moved_from)[0])
    for key in keys:
        link = owned_by(application.owner, CalendarLink).filter(key=key).first()
        link = link or CalendarLink(owner=application.owner, key=key, sent_at=answer.at)
        link.interview = interview
        if not is_older(answer, link):
            link.sequence, link.sent_at = answer.sequence, answer.at
        link.save()


def keys_of_time(application: Application, moment: Moment) -> list[str]:
    """Return the keys of an old time: of the moment, if it is one, and of its day."""
    day = day_of(moment, application) if isinstance(moment, datetime) else moment
    moments = [moment.timestamp()] if isinstance(moment, datetime) else []
    return [digest(f"{application.pk} {each}") for each in (*moments, day.isoformat())]


def day_of(moment: datetime, application: Application) -> date:
    """Return the day of a moment on the seeker's calendar."""
    return moment.astimezone(application.owner.zone).date()
