"""The patterns the checks look for in a note: words, days and names."""

import re
from collections.abc import Iterable
from datetime import date

from django.utils import dates

from jobtracker.local_formats import day_in_letter
from notes.drafting.similarity import WORD

THANKS = re.compile(r"\b(thank\w*|grateful|gratitude|appreciat\w+)\b", re.IGNORECASE)
INTEREST = re.compile(
    r"\b(interest\w*|keen\w*|glad|look(?:ing)? forward|hope|enthusias\w+|excited|eager|like to work"
    r"|would love|pleased|delighted|thrilled|happy (?:to|about|with))\b",
    re.IGNORECASE,
)
QUESTION = re.compile(
    r"\?|\b(?:could|can|would) you (?:please )?(?:tell|let|say|share|give|update)\b"
    r"|\blet me know\b|\bI(?:’|'| woul)d like to (?:ask|know)\b",
    re.IGNORECASE,
)
NEGOTIATION = re.compile(
    r"\b(salar(?:y|ies)|compensation|remuneration|pay(?! attention)|wages?|bonus(?:es)?|perks"
    r"|(?:benefits|pay|salary|relocation|compensation) (?:package|budget)|stock options"
    r"|equity (?:stake|package)|negotiat\w+|counter-?offers?|(?:higher|better|other|another"
    r"|competing) offers?|a raise|day rate|hourly rate)\b"
    r"|[£$€¥]\s?\d|\b\d[\d.,]*\s?k?\s?(?:EUR|GBP|USD|CHF|pounds|euros|dollars)\b",
    re.IGNORECASE,
)
PHONE = re.compile(
    r"\b(?:phone|telephone|ring|call) (?:you|me|your office)\b|\bgive (?:you|me) a (?:call|ring)\b"
    r"|\bphone calls?\b|\bby (?:phone|telephone)\b|\bcall back\b|\bquick call\b|\bhop on a call\b"
    r"|\bI(?:’|'| wi)ll call\b|\bvoicemail\b",
    re.IGNORECASE,
)
LOOKS_FORWARD = re.compile(
    r"\blook(?:ing)? forward\b|\bhope to hear\b|\bhear(?:ing)? from you\b", re.IGNORECASE
)
OWN = (
    "experience|background|skills?|strengths?|expertise|knowledge|work|training|degree|record|years"
    "|time|job|role|team|career|project"
)
DID = (
    "led|built|ran|run|managed|designed|launched|grew|grown|cut|raised|reduced|increased|improved"
    "|saved|won|taught|trained|written|wrote|created|delivered|shipped|solved|worked|spent|done|did"
    "|made|set|brought|handled|organi[sz]ed|developed|supported|moved|rebuilt|introduced|coached"
    "|mentored|sold"
)
SELLS = re.compile(
    rf"\b(?:my|our) (?:\w+ ){{0,3}}?(?:{OWN})\b"
    rf"|\b(?:I(?:’ve|'ve| have)?|we) (?:\w+ly |also |once |just )?(?:{DID})\b"
    r"|\b(?:I|I(?:’d|'d| would| could| can)) (?:bring|contribute|help|offer|add)\b"
    r"|\b(?:good|great|strong|right|natural|close) (?:fit|match)\b|\bwell[- ]suited\b"
    r"|\b(?:fits?|suits?|match(?:es)?) (?:me|what I|my|well)\b"
    r"|\bI am (?:good|strong|at home)\b|\byears of\b",
    re.IGNORECASE,
)
"""A sentence about what the writer has done or can do."""
SORRY = re.compile(r"\b(sorry|apolog\w+|my mistake|regret)\b", re.IGNORECASE)
WITHDRAWS = re.compile(
    r"\bwithdr\w+|\b(?:no longer|not) (?:be )?(?:a candidate|available|in the running)\b"
    r"|\btak(?:e|ing) myself out\b",
    re.IGNORECASE,
)
UNTIL_WHEN = re.compile(
    r"\b(?:until|till|by) when\b|\bhow long\b|\bwhen (?:do|would|must|should|shall|can) (?:you|I)\b"
    r"|\bdeadline\b|\bby what (?:day|date)\b|\buntil (?:what|which) (?:day|date)\b",
    re.IGNORECASE,
)
ATTACHED = re.compile(r"\b(?:attach\w*|enclos\w*)\b", re.IGNORECASE)
FREE_TO_DECLINE = re.compile(
    r"\b(say no|no is|feel free|understand (?:if|entirely|completely)|rather not|would not mind"
    r"|no hard feelings|if you (?:are|would be|feel) (?:comfortable|willing|happy)|decline|still "
    r"(?:comfortable|happy|willing)|only if)\b",
    re.IGNORECASE,
)
MATERIALS = re.compile(
    r"\b(posting|advert\w*|job description|resume|résumé|CV|points?|attach\w*|enclos\w*)\b|https?://",
    re.IGNORECASE,
)
WISH = re.compile(
    r"\b(favou?r|could you|would you mind|be my reference|need you|recommend me|help me)\b",
    re.IGNORECASE,
)
TOLD = {
    "offer": re.compile(r"\boffer\w*\b", re.IGNORECASE),
    "accepted": re.compile(r"\b(accepted|said yes|got the job|start(?:ing)?)\b", re.IGNORECASE),
    "declined": re.compile(r"\b(declin\w+|turned (?:it|the offer) down|said no)\b", re.IGNORECASE),
    "rejected": re.compile(
        r"\b(someone else|somebody else|another candidate|not get|did not|didn[’']t|rejected"
        r"|turned me down|unsuccessful)\b",
        re.IGNORECASE,
    ),
    "no_response": re.compile(
        r"\b(?:not|never|nothing|no longer)\b.{0,20}\b(?:hear\w*|expect|answer\w*|repl\w+)\b"
        r"|\bno (?:answer|reply|response|news|word)\b",
        re.IGNORECASE,
    ),
    "withdrawn": re.compile(r"\b(withdr\w+|stepped back|taken? myself out)\b", re.IGNORECASE),
}
GAP = re.compile(r"\[[^\[\]\n]{2,300}\]|(?<!\w)\[[ …._]*\]|\{[^{}\n]{1,40}\}")
TWO_COMMAS = re.compile(r"\S*,\s*,")
COMMON = frozenset(
    {
        *("about", "after", "again", "also", "because", "been", "before", "between", "both"),
        *("could", "does", "doing", "each", "from", "have", "here", "into", "just", "like"),
        *("made", "make", "many", "more", "most", "much", "only", "other", "over", "said", "same"),
        *("should", "some", "such", "than", "that", "their", "them", "then", "there", "these"),
        *("they", "thing", "things", "this", "those", "through", "very", "want", "well", "were"),
        *("what", "when", "where", "which", "while", "will", "with", "would", "your", "yours"),
    }
)
LIKE_ENOUGH = 88
STEM = 5


def words_of(text: str) -> list[str]:
    """Return the words of a text, as counted for its length."""
    return WORD.findall(text)


def names(text: str, name: str) -> bool:
    """Whether a text contains a name, such as a job title, allowing for small typos."""
    flat, wanted = " ".join(text.casefold().split()), name.casefold()
    return wanted in flat or _likeness(wanted, flat) >= LIKE_ENOUGH


def _likeness(wanted: str, flat: str) -> float:
    from rapidfuzz import fuzz  # noqa: PLC0415 - only a note that is checked needs it

    return fuzz.partial_ratio(wanted, flat)


def mentions_day(text: str, days: Iterable[date], today: date) -> bool:
    """Whether a text names one of ``days``: by date or, within a week, by weekday."""
    return any(_day_pattern(day, today).search(text) for day in days)


def _day_pattern(day: date, today: date) -> re.Pattern[str]:
    months = {str(dates.MONTHS[day.month]), str(dates.MONTHS_3[day.month])}
    month = "|".join(re.escape(name) for name in months)
    year = rf"(?!,? (?!{day.year})(?:19|20)\d\d\b)"
    number = rf"0?{day.day}(?:st|nd|rd|th)?"
    forms = [
        rf"\b{number}(?: of)? (?:{month})\b{year}",
        rf"\b(?:{month})\.? {number}\b{year}",
        rf"\b{day:%Y-%m-%d}\b",
        rf"\b0?{day.day}[./]0?{day.month}\b",
        rf"\b0?{day.month}/0?{day.day}\b",
    ]
    gap = (today - day).days
    if 0 <= gap <= 7:
        forms.append(rf"\b{re.escape(str(dates.WEEKDAYS[day.weekday()]))}\b")
    forms += [{0: r"\btoday\b", 1: r"\byesterday\b"}[gap]] if gap in (0, 1) else []
    return re.compile("|".join(forms), re.IGNORECASE)


def in_words(day: date) -> str:
    """Return a day as written in a letter: Thursday 19 March."""
    return day_in_letter(day)


def recalled(text: str, topic: str, about: str = "") -> list[str]:
    """Return the telling words of ``topic`` that a text uses, in any form.

    Words of ``about``, which the text contains anyway, count only if ``topic`` has no others.
    """
    spoken, named = _stems(text), _stems(about)
    words = telling(topic)
    apart = [word for word in words if _stem(word) not in named]
    return [word for word in apart or words if _stem(word) in spoken]


def added(text: str, start: str, about: str) -> set[str]:
    """Return the stems of the telling words that are neither in ``start`` nor in ``about``."""
    return {_stem(word) for word in telling(text)} - _stems(start) - _stems(about)


def telling(topic: str) -> list[str]:
    """Return the words of a topic that carry meaning, without duplicates."""
    found = [word for word in words_of(topic) if len(word) > 3 and word.casefold() not in COMMON]
    return list(dict.fromkeys(found))


def _stems(text: str) -> set[str]:
    return {_stem(word) for word in words_of(text)}


def _stem(word: str) -> str:
    return word.casefold()[:STEM]
