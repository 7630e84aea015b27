"""The title of the job a mail is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from inbox.reading.names import is_common
from inbox.reading.reading_text import MailText
from inbox.reading.senders import is_job_board, is_job_system
from inbox.reading.text import fold

ROLES = re.compile(
    r"engineer|developer|manager|analyst|designer|officer|assistant|consultant|administrator"
    r"|director|\blead\b|specialist|co-?ordinator|technician|nurse|teacher|accountant|clerk|editor"
    r"|writer|scientist|architect|buyer|\bchef\b|\bcook\b|driver|\bsales\b|representative|executive"
    r"|advis[eo]r|recruiter|controller|planner|supervisor|operator|merchandiser|marketeer|marketer"
    r"|intern\b|apprentice|trainee|researcher|lecturer|tutor|carer|therapist|pharmacist|lawyer"
    r"|solicitor|paralegal|secretary|receptionist|cashier|electrician|mechanic|plumber|carpenter"
    r"|welder|master\b|owner|head of|president|associate|strategist|producer|translator|librarian"
    r"|ingenieur|entwickler|leiter|berater|kaufmann|kauffrau|sachbearbeiter|verkaufer|pfleger"
    r"|erzieher|lehrer|techniker|monteur|mechaniker|buchhalter|referent|disponent|redakteur|lektor"
    r"|assisten|fahrer|koch\b|lagerist|meister|fachkraft|mitarbeiter|vertrieb|einkaufer|optiker"
    r"|arzt\b|arztin|deklarant|werkstudent|praktikant|planer|schlosser|zeichner|ubersetzer"
    r"|developpeu|charge|responsable|comptable|infirmier|technicien|directeur|directrice|vendeu"
    r"|conseill|redact|formateur|formatrice|educat|acheteu|gestionnaire|controleu|commercial"
    r"|alternan|stagiaire|juriste|chef de|cuisinier|serveu|caissier|magasinier|aide-"
    r"|soudeur|graphiste"
    r"|ingenier|desarrollador|analista|tecnic|administrativ|contable|encargad|disenador|comercial"
    r"|enfermer|profesor|camarer|cociner|dependient|consultor|jefe|jefa|gestor|auxiliar|enolog"
    r"|programador|abogad|dise[nñ]|operari|conductor|traductor|medic[oa]\b|arquitect|becari|mozo"
    r"|medewerker|ontwikkelaar|beheerder|adviseur|verpleegkundige|teamleider|inkoper|verkoper"
    r"|docent|leraar|projectleider|analist|ontwerper|chauffeur|boekhouder|administrateur|jurist"
    r"|programmeur|onderzoeker|secretaresse|\bkok\b|begeleider|lasser|vertaler|redacteur|stagiair"
)
WORD = re.compile(r"[^\s,;:.!?()\[\]<>\"“”„«»|–—]+(?:\.(?=\w)[^\s,;:!?()]+)?(?:[:*](?=in)\w+)?")
QUOTED = re.compile(r"[\"“„«‚]\s?([^\"“”„«»\n]{3,80}?)\s?[\"”“»‘]")
CODE = re.compile(r"^(?:[A-Z]{1,5}-?\d{2,10}|#?\d{3,12}|[A-Z]\d{4,10})(?:\s?[-:–])?\s+")
GENDER = re.compile(
    r"\s?[\[(]\s?(?:[mwfdxhvgn]|div|all|alle)(?:\s?[/|,*]\s?(?:[mwfdxhvgn]|div|genders?|alle)){1,4}\s?[\])]"
    r"|\s[MWFHDXV](?:/[MWFHDXV]){1,3}(?!\w)|\s\((?:all genders|d|w)\)",
    re.I,
)
SEPARATORS = re.compile(r"\s[|–—-]\s|\s?:\s|\s[/•]\s")
MAX_WORDS = 9
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
    for segment in SEPARATORS.split(text.subject):
        title = tidy(segment)
        if ROLES.search(fold(title)) and len(title.split()) <= 6 and not _is_sentence(title, text):
            yield title, 5
    if is_job_system(text.letter.sender) or is_job_board(text.letter.sender):
        yield from ((title, 5) for title in _alone(text))
    if before := text.language.words["title_before"]:
        yield from _named_before(text, before)


def _after_leads(text: MailText) -> Iterator[tuple[str, float]]:
    """Yield what follows “application for”, “the position of” and the like."""
    quoted = text.pieces.quoted[:3000]
    sources = (
        (text.subject, fold(text.subject), 2),
        (text.prose, text.folded, 1),
        (quoted, fold(quoted), 0),
    )
    clear = 4 if text.language.code == "en" else 3
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
    for source in (text.subject, text.prose):
        pattern = re.compile(
            rf"((?:[A-ZÀ-Þ][\w/&+-]*,? (?:(?:of|and|&|for|de|van) )?){{1,6}})(?:{before})(?!\w)"
        )
        for found in pattern.finditer(source):
            words = found[1].split()
            while words and is_common(words[0]):
                words.pop(0)
            title = tidy(" ".join(words))
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
    end = place
    for _ in range(MAX_WORDS):
        word = WORD.match(source, end)
        if (
            word is None
            or _stops(stops, folded, word, text)
            or _is_loose(source, place, word, text)
        ):
            break
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
    return before.islower() and before not in JOINING


def _goes_on(source: str, place: int, stops: re.Pattern[str], folded: str) -> bool:
    return source[place : place + 1].isupper() and not stops.match(folded, place)


def tidy(title: str) -> str:
    """Return a title without numbers of the posting, (m/w/d) and loose ends."""
    title = GENDER.sub("", f"{title} ").strip()
    title = CODE.sub("", title).strip(" ,;:.-–—*'\"|/&#")
    words = title.split()
    while words and (words[-1].lower() in JOINING or words[-1] in "-–/("):
        words.pop()
    return " ".join(words)[:120]
