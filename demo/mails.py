"""The mails that have just arrived in the demo's inbox, none of them answered yet."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from textwrap import dedent

from accounts.models import User
from demo.days import Days
from inbox.models import ReceivedFile
from inbox.services.receive import receive
from inbox.services.suggest import suggest

CALENDAR = """\
    BEGIN:VCALENDAR
    PRODID:-//Demo//Demo//EN
    VERSION:2.0
    METHOD:REQUEST
    BEGIN:VEVENT
    UID:interview-ux-designer@granite.example
    SEQUENCE:0
    DTSTAMP:{stamp}
    DTSTART:{starts}
    DTEND:{ends}
    SUMMARY:Interview: UX Designer
    LOCATION:https://meet.example/granite-insurance
    ORGANIZER;CN=Zadie Marlow:mailto:zadie.marlow@granite.example
    ATTENDEE;CN=Robin Hale:mailto:{email}
    ATTENDEE;CN=Owen Tate:mailto:owen.tate@granite.example
    END:VEVENT
    END:VCALENDAR
"""
ICAL = "%Y%m%dT%H%M%SZ"


def receive_mails(owner: User, days: Days) -> None:
    """Let the demo's mails arrive in the past and be read at once, as a mailbox is."""
    for write in MAILS:
        mail, arrived = write(owner, days)
        mail["To"] = f"{owner.name} <{owner.email}>"
        mail["Date"] = format_datetime(arrived)
        mail["Message-ID"] = f"<{write.__name__}.{arrived:%Y%m%d}@mails.demo.example>"
        way = ReceivedFile.Way.MAILBOX
        for receipt in receive(owner, mail.as_bytes(), way=way, now=arrived):
            suggest(receipt.file, now=days.now)


def _mail(sender: str, subject: str, text: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = sender, subject
    mail.set_content(dedent(text))
    return mail


def _long_day(moment: datetime) -> str:
    return f"{moment:%A} {moment.day} {moment:%B}"


def confirmation(owner: User, days: Days) -> tuple[EmailMessage, datetime]:
    """An employer whose form was filled in without a word to the diary."""
    mail = _mail(
        "Kestrel Analytics <no-reply@kestrel.example>",
        "We received your application",
        """\
        Hi Robin,

        Thank you for applying for the Product Designer position at Kestrel Analytics. We have
        received your application and our team will review it carefully.

        Kind regards,
        The Kestrel Analytics hiring team
        """,
    )
    return mail, days.ago(95)


def invitation(owner: User, days: Days) -> tuple[EmailMessage, datetime]:
    """An interview, with the part that calendars read."""
    arrived, starts = days.at(0, "15:20"), days.at(4, "14:30")
    mail = _mail(
        "Zadie Marlow <zadie.marlow@granite.example>",
        "Interview for UX Designer at Granite Insurance",
        f"""\
        Dear Robin,

        Thank you for sending your portfolio with your new application. We would like to invite you
        to an interview on {_long_day(starts)} at 14:30, by video. Owen Tate, who leads our design
        team, will join us; please allow an hour.

        Best wishes,
        Zadie Marlow
        People Partner, Granite Insurance
        """,
    )
    moments = {"stamp": arrived, "starts": starts, "ends": starts + timedelta(hours=1)}
    lines = {name: moment.astimezone(UTC).strftime(ICAL) for name, moment in moments.items()}
    calendar = dedent(CALENDAR).format(email=owner.email, **lines)
    mail.add_alternative(calendar.replace("\n", "\r\n"), subtype="calendar")
    mail.get_payload()[-1].set_param("method", "REQUEST")  # type: ignore[union-attr, index]
    return mail, arrived


def rejection(owner: User, days: Days) -> tuple[EmailMessage, datetime]:
    """An employer who said that they would call, and writes after all."""
    mail = _mail(
        "Thistle Bakeries <jobs@thistle.example>",
        "Your application to Thistle Bakeries",
        """\
        Dear Robin,

        Thank you for your interest in the UI Designer role and for the time you took. We have
        decided not to move forward with your application.

        We wish you all the best with your search.

        Thistle Bakeries
        """,
    )
    return mail, days.at(0, "11:05")


def more_time(owner: User, days: Days) -> tuple[EmailMessage, datetime]:
    """An employer who needs longer than they said."""
    mail = _mail(
        "Priya Nair <priya@fernhill.example>",
        "Re: UX Lead at Fernhill Health",
        """\
        Hi Robin,

        A quick update: two of the panel are away, so it takes a little longer. You will hear our
        decision within two weeks.

        Best,
        Priya
        """,
    )
    return mail, days.at(0, "16:40")


def newsletter(owner: User, days: Days) -> tuple[EmailMessage, datetime]:
    """What nobody needs to answer: it is put aside by itself."""
    mail = _mail(
        "Design Jobs Weekly <news@designjobs.example>",
        "12 new jobs for you this week",
        """\
        New jobs that match your alert "product designer":

        - Product Designer, London
        - UX Designer, Bristol
        - Service Designer, Leeds

        You receive this email because you created a job alert. Unsubscribe or manage your alerts.
        """,
    )
    mail["List-Unsubscribe"] = "<https://designjobs.example/stop>"
    return mail, days.at(0, "07:30")


Writer = Callable[[User, Days], tuple[EmailMessage, datetime]]
MAILS: tuple[Writer, ...] = (newsletter, rejection, invitation, more_time, confirmation)
