"""The title of the job a mail is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from inbox.reading.job_words import ROLES
from inbox.reading.names import FIRMS, is_common
from inbox.reading.reading_text import MailText
from inbox.reading.senders import is_job_board, is_job_system, own_label
from inbox.reading.text import fold
from inbox.reading.title_ends import goes_on

WORD = re.compile(r"[^\s,;:.!?()\[\]<>\"“”„«»|–—]+(?:\.(?=\w)[^\s,;:!?()]+)?(?:[:*](?=in)\w+)?")
QUOTED = re.compile(r"[\"“„«‚]\s?([^\"“”„«»\n]{3,80}?)\s?[\"”“»‘]")
CODE = re.compile(r"^(?:[A-Z]{1,5}-?\d{2,10}|#?\d{3,12}|[A-Z]\d{4,10})(?:\s?[-:–])?\s+")
POSTING = re.compile(r"\s?[(\[][A-Z]{0,5}[-# ]?\d[\w/-]{2,14}[)\]]")
GENDER = re.compile(
    r"\s?[\[(]\s?(?:[mwfdxhvgn]|div|all|alle)(?:\s?[/|,*]\s?(?:[mwfdxhvgn]|div|genders?|alle)){1,4}\s?[\])]"
    r"|\s[MWFHDXV](?:/[MWFHDXV]){1,3}(?!\w)|\s\((?:all genders|d|w)\)",
    re.I,
)
SEPARATORS = re.compile(
    r"\s[|–—-]\s|\s?:\s|\s[/•@]\s|\s?[()\[\]?!]\s?|, (?=[a-zà-þ])"
    r"|\s(?:at|bei|chez|bij)\s(?=[A-ZÀ-Þ])"
    r"|, (?=(?:Kennziffer|Kennzahl|Ref|Referen|Job|ID|Nr|No|Req|Réf|Vacaturen)\w*\.? )"
)
OPENERS = re.compile(
    r"(?:(?:interview|invitation|invite|update|status|offer|application|your|our|the|for|to|of|chat"
    r"|call|reschedul\w*|cancel\w*|updated|references?|checking in on|trial shift|video|phone"
    r"|screen|onsite|position|role|job|vacancy|regarding|about|confirmation|following up|follow-?up"
    r"|ref|re|decision|feedback|post|next steps?|first|second|final|move"
    r"|vorstellungs\w+|bewerbungs\w+|kennenlern\w+|gesprach|termin|einladung|bewerbung|ihre?|deine?"
    r"|stand|der|die|das|ausschreibung|zum|zur|fur|als|stelle|absage|zusage|ruckmeldung|neuer"
    r"|dossier|unterlagen|referenzen|position|frage|nachfrage|verfahren|hospitation|probearbeiten"
    r"|rendez-vous|entretien|votre|candidature|poste|convocation|offre|suite|suivi|pour|au|de|d'"
    r"|reponse|report|annulation|proposition|embauche|recrutement|relance|rencontre|le|la|du"
    r"|proceso|seguimiento|propuesta|entrevista|candidatura|puesto|vacante|oferta|cambio|cita"
    r"|convocatoria|invitacion|para|al|el|tu|su|sobre|duda|plaza|cargo|documentacion|concurso"
    r"|uitnodiging|eerste|tweede|gesprek|kennismaking\w*|sollicitatie\w*|vacature|functie|vervolg"
    r"|uw|je|kandidatuur|voor|het|over|afspraak|terugkoppeling|selectie\w*|procedure|aanbod)(?!\w)"
    r"[\s:]*)+"
)
VERBS = re.compile(r"(?:mos|ez|ons|ont|eis|aba|mente|ment|er|ir|ar|ado|ido)$")
ASIDE = re.compile(r"(?<=[a-zà-þ0-9] )\(([A-ZÀ-Þ][^()\n,]{3,60})[,)]")
MARKED = re.compile(r"[(\[]\s?(?:[mwfdxhvgn]|div|all\w*)\s?[/|,*]|\b[MH]/[FHW]\b", re.I)
MAX_WORDS = 9
MAX_SUBJECT_WORDS = 6
JOINING = {
    "of", "de", "des", "du", "d'", "la", "le", "for", "und", "and", "&", "van", "en", "y", "et",
    "der", "in", "für", "the", "-", "/", "del", "à", "to", "von", "zur", "im", "den",
}  # fmt: skip


def find_title(text: MailText) -> str | None:
    """Return the job's title; what is named twice, or is known as a job, goes before."""
    scores: dict[str, float] = {}
    shown: dict[str, str] = {}
    for title, score in _candidates(text):
        folded = fold(title)
        shown.setdefault(folded, title)
        scores[folded] = scores.get(folded, 0) + score / (1 + (folded in scores))
    if not scores:
        return None
    best = max(scores, key=lambda each: (scores[each], -len(each)))
    return shown[best] if scores[best] >= 5 else None


def _candidates(text: MailText) -> Iterator[tuple[str, float]]:
    yield from _after_leads(text)
    yield from _in_the_subject(text)
    if is_job_system(text.letter.sender) or is_job_board(text.letter.sender):
        yield from ((title, 5) for title in _alone(text))
    for found in islice(ASIDE.finditer(text.lined), 8):
        if ROLES.search(fold(found[1])):
            yield tidy(found[1]), 5
    if before := text.language.words["title_before"]:
        yield from _named_before(text, before)


def _in_the_subject(text: MailText) -> Iterator[tuple[str, float]]:
    """Yield what the subject names: a job by its words, by (m/w/d), or as the text below does."""
    below = fold(f"{text.lined[text.begin :]}\n{text.pieces.quoted[:3000]}".replace("\n", " "))
    marked, is_answer = MARKED.search(text.subject), text.subject != text.letter.subject
    for segment in _segments(text.subject):
        title = tidy(segment)
        if not title or len(title.split()) > MAX_SUBJECT_WORDS or _is_firm(title, text):
            continue
        folded = fold(title)
        is_role = bool(ROLES.search(folded)) and not _is_sentence(title, text)
        is_named = title[0].isupper() and f" {folded}" in below
        is_named = is_named and (is_role or len(title.split()) > 1)
        if is_role or (is_named and not _is_sentence(title, text)):
            yield title, 5 + is_named + 12 * is_role * is_named
        elif is_answer and _is_capitalised(title) and not _is_sentence(title, text):
            yield title, 5
        elif marked and segment.strip() and title[0].isupper() and marked.start() > 3:
            yield title, 5
            marked = None


def _is_capitalised(title: str) -> bool:
    words = title.split()
    return 1 < len(words) < 5 and all(word[0].isupper() for word in words)


def _segments(subject: str) -> Iterator[str]:
    """Yield the pieces of a subject, each again without the words that open it."""
    for segment in SEPARATORS.split(subject):
        opener = OPENERS.match(fold(segment))
        rest = segment[opener.end() :] if opener else ""
        if rest[:1].isupper():
            yield rest
        else:
            yield segment


def _is_firm(title: str, text: MailText) -> bool:
    """Whether these words name who sent the mail."""
    short, label = re.sub(r"[^a-z0-9]", "", fold(title)), own_label(text.letter.sender)
    if FIRMS & set(fold(title).split()) and not ROLES.search(fold(title)):
        return True
    if len(label) > 3 and len(short) > 3 and (short in label or label in short):
        return True
    shown = text.letter.sender.name if text.letter.sender else None
    return bool(shown) and fold(title) in fold(shown or "")


def _after_leads(text: MailText) -> Iterator[tuple[str, float]]:
    """Yield what follows “application for”, “the position of” and the like."""
    quoted = text.pieces.quoted[:3000]
    sources = (
        (text.subject, fold(text.subject), 2),
        (text.lined, text.folded, 1),
        (quoted, fold(quoted), 0),
    )
    clear = 6 if text.language.code == "en" else 4
    for number, lead in enumerate(text.language.patterns("title_leads")):
        strength = 6 if number < 2 else 4 if number < clear else 2
        for source, folded, extra in sources:
            for found in islice(lead.finditer(folded), 6):
                title = _title_at(source, folded, found.end(), text)
                if title and (score := _worth(title, strength)):
                    yield title, score + extra


def _alone(text: MailText) -> Iterator[str]:
    """Yield the lines of a hiring system's mail that are a title and nothing else."""
    for line in text.pieces.fresh.split("\n")[:40]:
        is_short = len(line) < 70 and len(line.split()) <= 7 and line[-1:] not in ".!?,:"
        if is_short and ROLES.search(fold(line)) and not _is_sentence(line, text):
            yield tidy(line)


def _named_before(text: MailText, before: str) -> Iterator[tuple[str, float]]:
    """Yield what stands before “role” or “position”: “the Payroll Officer role”."""
    for source in (text.subject, text.lined):
        pattern = re.compile(
            rf"((?:[A-ZÀ-Þ][\w/&+-]*,? (?:(?:of|and|&|for|de|van) )?){{1,6}})(?:{before})(?!\w)"
        )
        for found in pattern.finditer(source):
            words = found[1].split()
            while words and is_common(words[0]):
                words.pop(0)
            title = tidy(" ".join(words))
            first, _, last = title.partition(", ")
            title = last if ROLES.search(fold(last)) and not ROLES.search(fold(first)) else title
            if title and (score := _worth(title, 4)):
                yield title, score


def _worth(title: str, strength: int) -> float:
    """Return how likely these words are a title: a known role counts more than the place."""
    is_role = bool(ROLES.search(fold(title)))
    if strength < 4 and not is_role:
        return 0
    if not is_role and not title[0].isupper():
        return 0
    return strength + (4 if is_role else 0) - max(0, len(title.split()) - 5)


def _is_sentence(title: str, text: MailText) -> bool:
    stops = set(text.language.words["title_stops"].split("|"))
    words = [fold(word) for word in title.split()]
    jobs = text.language.beginning("jobs")
    return bool(stops & set(words[:2])) or bool(jobs.search(fold(title))) or is_common(title)


def _title_at(source: str, folded: str, place: int, text: MailText) -> str | None:
    """Return the title that begins at a place: up to a word that belongs to the sentence."""
    if quoted := QUOTED.match(source, place):
        return tidy(quoted[1])
    code = CODE.match(source[place : place + 40])
    place += code.end() if code else 0
    stops = text.language.pattern("title_stops")
    weekdays = {day.split()[0] for day in text.language.words["weekdays"]}
    end = place
    for _ in range(MAX_WORDS):
        word = WORD.match(source, end)
        if word is None or (end > place and fold(word[0]) in weekdays):
            break
        if _stops(stops, folded, word, text) or _is_loose(source, place, word, text):
            further = goes_on(folded, source, place, word.start(), text.language.code)
            if not further:
                break
            end = further
        else:
            end = word.end()
        if source[end : end + 2] == ", " and _goes_on(source, end + 2, stops, folded):
            end += 2
        elif source[end : end + 1] == " ":
            end += 1
        else:
            break
    title = tidy(source[place:end])
    return None if not title or is_common(title) or len(title) < 3 else title


def _stops(stops: re.Pattern[str], folded: str, word: re.Match[str], text: MailText) -> bool:
    found = stops.match(folded, word.start())
    if found is None:
        return False
    # “Head of People and Culture” goes on; “and would like” does not.
    is_join = word[0].lower() in JOINING
    after = word.string[word.end() + 1 : word.end() + 2]
    is_capital = after.isupper() and text.language.code != "de"
    return not (is_join and is_capital and word[0].lower() in {"and", "of", "&", "de"})


def _is_loose(source: str, place: int, word: re.Match[str], text: MailText) -> bool:
    """Whether a word in small letters no longer belongs to a title."""
    if word.start() == place or not word[0].islower() or word[0] in JOINING:
        return False
    before = source[place : word.start()].rsplit(maxsplit=1)[-1]
    code = text.language.code
    if code == "de":
        return before[0].isupper() or before in JOINING
    if code == "en":
        ahead = " ".join(source[word.start() : word.start() + 60].split()[:3])
        return not ROLES.search(fold(ahead))
    words = source[place : word.start()].split()
    is_joined = len(words) > 1 and words[-2] in JOINING and not VERBS.search(fold(word[0]))
    return before.islower() and before not in JOINING and not is_joined


def _goes_on(source: str, place: int, stops: re.Pattern[str], folded: str) -> bool:
    return source[place : place + 1].isupper() and not stops.match(folded, place)


def tidy(title: str) -> str:
    """Return a title without numbers of the posting, (m/w/d) and loose ends."""
    title = POSTING.sub("", GENDER.sub("", f"{title} ")).strip()
    title = CODE.sub("", title).strip(" ,;:.-–—*'\"|/&#")
    words = title.split()
    while words and (words[-1].lower() in JOINING or words[-1] in "-–/("):
        words.pop()
    return " ".join(words)[:120]
