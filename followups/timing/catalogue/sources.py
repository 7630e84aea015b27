"""The documents and public pages the rules rest on, and what each cited place says.

All in our own words. Pages (W1 and on) are cited where the five documents are silent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from followups.timing.i18n import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Source:
    """One document or public page; `year` is None where it gives none."""

    id: str
    title: str
    author: str
    year: int | None
    description: str


_SOURCES = (
    Source(
        "S0",
        "Should You Follow Up After A Reference Check?",
        "Rachel Ostrander",
        2024,
        _("Questions and answers by a career coach about reference checks and what follows."),
    ),
    Source(
        "S1",
        "How to Follow Up With Your References",
        "The Balance",
        None,
        _("Advice on asking, preparing, thanking and keeping in touch with references."),
    ),
    Source(
        "S2",
        "5 tips for following up after a job interview",
        "Debbie Truluck, Unum",
        None,
        _("Five tips by a staffing consultant on notes after an interview and the timeline."),
    ),
    Source(
        "S3",
        "When should you follow up?",
        _("A recruiter's blog"),
        2013,
        _("A recruiter's answers, from receipt of the application to declining an offer."),
    ),
    Source(
        "S4",
        "Where's the Line Between Appropriate Candidate Follow-Up… and Annoyance?",
        "CareerBuilder",
        2010,
        _("A question to recruiters, with the comments of two of them, Marie and Elizabeth."),
    ),
    Source(
        "W1",
        "The Offer of Employment",
        "Duke University School of Law, Career Center",
        None,
        _("A public page on how to receive an offer and what to ask for."),
    ),
    Source(
        "W2",
        "Job Offers",
        "Case Western Reserve University, Career Center",
        None,
        _("A public page on offers, and on what to do once one is accepted."),
    ),
    Source(
        "W3",
        "Reneging on a Job Offer: Why? Why Not",
        "University of North Carolina, Career Services",
        2016,
        _("A public page on keeping to an offer that was accepted."),
    ),
    Source(
        "W4",
        "What do application deadlines really mean?",
        "Ask a Manager",
        2017,
        _("A manager’s public answer about closing dates."),
    ),
    Source(
        "W5",
        "Thank You Note for a Job Referral",
        "Job-Hunt",
        None,
        _("A public page on thanking the person who referred you."),
    ),
    Source(
        "W6",
        _("On thanking the person who referred you"),
        "Work It Daily",
        None,
        _("A public page on what you owe the person who referred you."),
    ),
    Source(
        "W7",
        "Understand and Manage Job Offer Deadlines",
        "Ohio State University, Engineering Career Services",
        2022,
        _("A public page on the dates by which offers have to be answered."),
    ),
)

SOURCES: Mapping[str, Source] = MappingProxyType({source.id: source for source in _SOURCES})
"""The documents and pages, by id."""

PLACES: Mapping[str, str] = MappingProxyType(
    {
        "S0:expect-silence": _(
            "Many employers never get back to candidates; keep looking for work meanwhile."
        ),
        "S0:thank-you-now": _("Thank the interviewer by email directly after the interview."),
        "S0:one-or-two-days": _(
            "How long after a reference check to follow up? Wait one or two days after the last "
            "interview, then ask what the next steps are."
        ),
        "S0:ask-result": _(
            "How to ask: name the job title, the date of the interview, or both; restate your "
            "interest, ask directly for an update, and look forward to hearing."
        ),
        "S0:after-first-stage": _(
            "References are usually checked after the first-stage interviews."
        ),
        "S0:near-the-end": _(
            "A reference check is often the last step before an offer; usually only the final one "
            "or two candidates get one, sometimes three or four."
        ),
        "S0:no-guarantee": _(
            "A reference check is a good sign and no offer; one can be turned down after it."
        ),
        "S0:good-signs": _(
            "Signs that an interview went well: body language, “when” and not “if”, casual talk, "
            "meeting the team, liking what they hear, verbal cues, perks, salary expectations."
        ),
        "S0:checkable": _(
            "What an employer may ask a reference: details of the employment, why you left, how "
            "you came to work together and how it was."
        ),
        "S1:ask-first": _(
            "Ask a person before giving their name as a reference for the first time, so that they "
            "can decline."
        ),
        "S1:list-ready": _("Have a reference list ready to share when the employer asks."),
        "S1:no-pest": _(
            "Permission lasts for months: do not announce every time the name is passed on."
        ),
        "S1:heads-up": _("Tell references when an employer is about to contact them."),
        "S1:share-materials": _(
            "Give them the posting, your resume and the points you would like raised."
        ),
        "S1:several-years": _("Where they agreed several years ago, ask again."),
        "S1:outcome": _(
            "Tell references whether you got the job, and, if there was an offer, whether you took "
            "it."
        ),
        "S1:thank-every-time": _(
            "Thank a reference every single time they act as one, by email or by hand."
        ),
        "S1:gift": _(
            "On landing a job a small present is customary (flowers, wine, a gift card, food), and "
            "never required."
        ),
        "S1:reciprocate": _("Where a reference is looking for work too, offer to be theirs."),
        "S1:keep-in-touch": _(
            "Write now and then, about your work and life, not only when you need something; meet "
            "for a coffee, or like what they post."
        ),
        "S1:thank-helpers": _("Notes go to anyone who helps you during the search."),
        "S1:progress": _("Tell references how the search is going, not only when you need them."),
        "S1:thank-after-every-talk": _(
            "Notes go out after phone interviews and interviews in person alike."
        ),
        "S2:ask-timeline": _(
            "Find out in the interview: the next steps, when to expect news, whom to write to, and "
            "the start date they have in mind."
        ),
        "S2:always": _("Follow up even when the interview went badly."),
        "S2:medium": _(
            "Email when the decision is quick or the culture is high-tech; by hand when it is slow "
            "or the culture is pen and paper."
        ),
        "S2:content": _(
            "Reinforce your interest, say what you learned, acknowledge their time; do not "
            "negotiate."
        ),
        "S2:strengths": _("Use the note to strengthen your candidacy."),
        "S2:keep-to-timeline": _(
            "Do not ask before the time the employer gave; ask about then, or when they say to."
        ),
        "S2:another-week": _(
            "Where they do not know when, wait another full week before asking a second time."
        ),
        "S2:two-then-wait": _("After two follow-ups without an answer, wait for the recruiter."),
        "S3:receipt": _(
            "No automatic confirmation and no status in the portal: find out why (spam folder, an "
            "unfinished or unsigned form) before writing to anyone."
        ),
        "S3:phone-screen": _(
            "After a phone screen, if you are very interested, one short note and no more."
        ),
        "S3:couple-of-weeks": _(
            "After a couple of weeks of silence a short status note is appropriate."
        ),
        "S3:once-a-week": _("Never more than once a week."),
        "S3:thank-everyone": _(
            "Thank everyone on the interview loop by email: short, personal, about something you "
            "discussed, and never the same letter twice."
        ),
        "S3:sell-again": _("In the thank-you, sell yourself again, briefly."),
        "S3:offer-thanks": _(
            "A thank-you for the offer itself is not necessary: be on the phone with the "
            "recruiter, and show that you are pleased."
        ),
        "S3:decline": _("A note when declining is up to you; it keeps the bridge."),
        "S4:one-is-enough": _(
            "One expression of gratitude will do; more than one follow-up looks desperate, more "
            "than two is harassment (Marie)."
        ),
        "S4:dont-call-us": _("Some employers say that they will call: then do not ask (Marie)."),
        "S4:two-emails": _(
            "A short thank-you; then, with no word, one status email a week after the interview "
            "(Elizabeth)."
        ),
        "S4:why-you": _("A short sentence on why you would be a good fit."),
        "S4:know-the-frame": _(
            "Ask at the end about the process, the number of interviews and the start date "
            "(Elizabeth)."
        ),
        "S4:no-phone-calls": _("Follow up in writing; repeated calls annoy (Elizabeth)."),
        "W1:acknowledge": _(
            "Acknowledge an offer within 24 hours: say thank you and that you are pleased, ask for "
            "time where you need it, and find out until when the offer stays open."
        ),
        "W2:withdraw-elsewhere": _(
            "Once you have accepted an offer, withdraw your other applications and tell those "
            "employers."
        ),
        "W3:cancel-interviews": _(
            "Having accepted, cancel further interviews and tell the other employers that you are "
            "no longer a candidate."
        ),
        "W4:apply-early": _(
            "Closing dates mean different things: apply soon, and not on the last day."
        ),
        "W5:thank-referrer": _("Thank the person who referred you."),
        "W6:referrer-steps": _(
            "Tell the person who referred you how it went, whether you got the job or not."
        ),
        "W7:offer-date": _("Most offers carry a date by which to accept or decline."),
    }
)
"""What the source says at each cited place, by citation (`SOURCE:place`)."""


def source_of(citation: str) -> Source:
    """Return the document that a citation such as `S2:always` refers to."""
    return SOURCES[citation[:2]]
