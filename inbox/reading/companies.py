"""The employer a mail comes from. The hiring system that sends it never is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from inbox.reading.context import is_from_a_program
from inbox.reading.findings import Address
from inbox.reading.job_words import ROLES
from inbox.reading.legal_forms import COMMA, ENDS_IN_A_FORM, is_only_a_form
from inbox.reading.names import (
    FIRMS,
    LINKS,
    is_common,
    key,
    looks_like_a_person,
    run_at,
    team_pattern,
)
from inbox.reading.people import closing_pattern, sign_offs
from inbox.reading.reading_text import MailText
from inbox.reading.senders import SYSTEM_NAMES, is_agency_name, is_job_system, own_label
from inbox.reading.text import fold

PIECES = re.compile(
    rf"\s*[|()\[\]•·/]\s*|\s[–—-]\s|{COMMA}|\s(?:via|at|@|bei|chez|bij|from|von|in)\s|\s:\s|:\s"
)
EDGES = re.compile(
    r"^(?:the|The|der|die|das|Der|Die|de la|de|des|du|del|of|by|and|&|van|von|het|bij|en|y|in|im) "
    r"| (?:of|de|von|van|and|&|the|en|y|du|des|der)$"
)
DOTTED = re.compile(r"\w\. ?\w\.$")
NAMED_END = re.compile(r"[.,;:!?]+$")
FOOTER = re.compile(
    r"unsubscribe|preferences|privacy|datenschutz|impressum|desinscri|confidential|darte de baja"
    r"|uitschrijven|sent from|gesendet|envoye de|enviado desde|verzonden|powered by"
    r"|equal opportunity|https?://"
)
TIME = re.compile(r"\d[:.h]\d\d|\d ?[ap]m\b|\b(?:uhr|uur|edt|est|cet|gmt)\b")
POSTS = {
    "titular", "gerente", "gerencia", "propietaria", "propietario", "inhaber", "inhaberin",
    "gerant", "gerante", "proprietaire", "eigenaar", "eigenares", "zaakvoerder", "proprietor",
    "founder", "co-founder", "cofounder", "fundador", "fundadora", "fondateur", "fondatrice",
    "oprichter", "grunder", "grunderin", "principal", "partner", "prokurist", "vorstand",
    "president", "bestuurder", "gf", "vp", "svp", "evp", "ceo", "cto", "cfo", "coo", "md", "pa",
    "ta", "drh", "rrhh", "hrbp",
}  # fmt: skip
MIN_SCORE = 3.0
MIN_NAMED, MIN_OTHER, MOST_OTHERS = 4.0, 2.0, 6
FROM_DOMAIN = 5.0
MAX_WORDS = 9

NO_NAME = re.compile(
    r"^(?:applied|submitted|sent|received|posted) (?:on|to|for)(?!\w)|\d{1,2},? \d{4}$"
    r"|^(?:mum|mom|mommy|dad|daddy|mama|papa|mutti|vati|maman|oma|opa|granny|grandma)$"
)
"""What stands where a firm's name often does: the day of a receipt, and who signs at home."""


def find_companies(text: MailText, person: str | None, title: str | None) -> tuple[str | None, ...]:
    """Return the employer's name, then the other firms that are named, the likeliest first.

    The first is None where only an address shows it. An agency names for whom it writes.
    """
    label = own_label(text.letter.sender)
    scores: dict[str, float] = {}
    shown: dict[str, str] = {}
    is_settled = is_from_a_program(text)
    for name, score in (*_candidates(text), *_beside_the_title(text, title)):
        name = _tidy(name if key(name) == label else _without_team(name.strip()))
        if not _is_possible(name, person, title):
            continue
        short = key(name)
        scores[short] = scores[short] + score / 2 if short in scores else score
        if len(name) > len(shown.get(short, "")) and not (is_settled and short in shown):
            shown[short] = name
    for short in scores:
        scores[short] += _agreement(shown[short], label)
        is_firm = bool(FIRMS & set(fold(shown[short]).split()))
        scores[short] += 1.5 if is_firm else 0
        is_post = not is_firm and ROLES.search(fold(shown[short]))
        scores[short] -= 3 if is_post and not _agreement(shown[short], label) else 0
    _merge(scores)
    ranked = sorted(scores, key=lambda each: (scores[each], len(each)), reverse=True)
    best = ranked[0] if ranked and scores[ranked[0]] >= MIN_SCORE else None
    if best and (is_agency_name(label) or is_agency_name(shown[best])):
        named = (each for each in ranked if not _is_writers(shown[each], label))
        best = next((each for each in named if scores[each] >= MIN_NAMED), best)
    others = [each for each in ranked if each != best and scores[each] >= MIN_OTHER]
    return (shown[best] if best else None, *(shown[each] for each in others[:MOST_OTHERS]))


def _is_writers(name: str, label: str) -> bool:
    """Whether a name is that of the agency which writes."""
    return is_agency_name(name) or _agreement(name, label) > 0


def _merge(scores: dict[str, float]) -> None:
    """Count “Kestrel” for “Kestrel Analytics”, where both are named."""
    for short in list(scores):
        for longer in scores:
            is_part = longer.startswith(short) or longer.endswith(short)
            if longer != short and len(short) > 3 and is_part:
                scores[longer] += scores[short] / 2


def _agreement(name: str, label: str) -> float:
    """Return how well a name goes with the sender's own domain."""
    short = key(name)
    if not label or len(short) < 3:
        return 0
    words = [key(word) for word in name.split() if key(word) not in LINKS | {""}]
    long_words = [word for word in words if len(word) > 3]
    if short == label or (len(long_words) > 1 and all(word in label for word in long_words)):
        return FROM_DOMAIN + 1
    if len(label) > 3 and (label in short or (short in label and len(short) > 3)):
        return FROM_DOMAIN
    initials = "".join(word[0] for word in words)
    if len(words) > 2 and label in {initials, words[0] + initials[1:], initials[:-1] + words[-1]}:
        return FROM_DOMAIN
    return FROM_DOMAIN - 2 if any(len(word) > 4 and word in label for word in words) else 0


def _candidates(text: MailText) -> Iterator[tuple[str, float]]:
    for address in (text.letter.sender, text.letter.reply_to):
        if address and address.name and not _is_first_name(address.name, address):
            weight = 5.0 if address is text.letter.sender else 2.0
            yield from ((piece, weight) for piece in _pieces(address.name))
    yield from _after_leads(text, text.subject, 5.0)
    yield from _after_leads(text, text.pieces.fresh, 3.0)
    sender = text.letter.sender
    signed = (each for each in _signed(text) if not _is_first_name(each, sender))
    yield from ((piece, 4.0) for piece in signed)
    label = own_label(text.letter.sender)
    if len(label) > 3:
        yield from _as_in_the_domain(text, label)
    for event in text.letter.events:
        yield from ((piece, 2.0) for piece in _pieces(event.summary or ""))


def _is_first_name(shown: str, address: Address | None) -> bool:
    """Whether a single word is the name of a person: “Jim” of jim@gmail.com, no firm's."""
    name, local = fold(shown), fold(address.email.partition("@")[0]) if address else ""
    is_one_word = bool(name) and name.isalpha() and fold((address and address.name) or name) == name
    is_own = is_one_word and name in re.split(r"[._+-]", local)
    return is_own and not is_job_system(address) and not _agreement(shown, own_label(address))


def _pieces(shown: str) -> Iterator[str]:
    """Yield the parts of a display name or signature line, without the words of a team."""
    for piece in PIECES.split(shown):
        if not looks_like_a_person(piece) or FIRMS & set(fold(piece).split()):
            yield _without_team(piece)
            yield piece
        elif piece == shown:
            yield piece


def _without_team(piece: str) -> str:
    """Return a piece without “The … hiring team”; nothing where only such words stand."""
    folded = fold(piece)
    words = piece.split()
    spans = [found.span() for found in team_pattern().finditer(folded)]
    if not spans:
        return piece
    position = 0
    is_team: list[bool] = []
    for word in words:
        start = folded.index(fold(word), position)
        position = start + len(word)
        is_part = bool(is_team) and not is_team[-1] and _is_part_of_a_name(words, len(is_team))
        is_team.append(not is_part and any(begin <= start < end for begin, end in spans))
    # Keep the longest run without such words: “Bewerbermanagement der [Steinbach Logistik]”.
    runs = [
        [word for word, _ in run]
        for team, run in groupby(zip(words, is_team, strict=True), key=lambda pair: pair[1])
        if not team
    ]
    named = [run for run in map(_unlinked, runs) if run]
    longest: list[str] = max(named, key=len, default=[])
    return " ".join(longest)


def _is_part_of_a_name(words: list[str], number: int) -> bool:
    """Whether a word like “Services” belongs to the firm: its legal form follows, or nothing."""
    following = words[number + 1 :]
    if following:
        return is_only_a_form(following[0]) or following[0] in {"&", "Group"}
    return fold(words[number]) in {"partners", "services", "resourcing"}


def _unlinked(words: list[str]) -> list[str]:
    """Return words without those at either end that only join."""
    while words and (fold(words[0]) in LINKS or not words[0][0].isalnum()):
        words = words[1:]
    while words and (fold(words[-1]) in LINKS or not words[-1][0].isalnum()):
        words = words[:-1]
    return words


def _signed(text: MailText) -> Iterator[str]:
    signed = list(dict.fromkeys(sign_offs(text)))
    lines = [*signed, *text.pieces.signature.split("\n")[:8]]
    for line in lines:
        closing = closing_pattern(text).match(fold(line))
        is_closing = closing is not None and closing.end() > len(line) - 3
        is_footer = bool(FOOTER.search(fold(line)))
        if len(line) < 90 and not line.endswith(("!", "?")) and not is_closing and not is_footer:
            yield from (piece for piece in _pieces(line) if piece)


def _after_leads(text: MailText, source: str, weight: float) -> Iterator[tuple[str, float]]:
    folded = fold(source).replace("\n", " ")
    for lead in text.language.patterns("company_leads"):
        for found in list(lead.finditer(folded))[:8]:
            run = run_at(source, found.end())
            if run:
                yield run[0], weight
    for found in list(_at(text).finditer(folded))[:8]:
        if run := run_at(source, found.end()):
            yield run[0], 2.0


def _beside_the_title(text: MailText, title: str | None) -> Iterator[tuple[str, float]]:
    """Yield what follows “Marketing Assistant at”."""
    if title:
        lead = re.compile(rf"{re.escape(fold(title))} (?:at|@|bei|chez|bij|en) (?:the |der |la )?")
        for source in (text.subject, text.lined):
            for found in list(lead.finditer(fold(source)))[:4]:
                if run := run_at(source, found.end()):
                    yield run[0], 4.0


def _at(text: MailText) -> re.Pattern[str]:
    return {
        "de": re.compile(r"(?<!\w)(?:bei|von|fur|der|an)(?: der| dem)? "),
        "fr": re.compile(r"(?<!\w)(?:chez|de|du|a) (?:la |l')?"),
        "es": re.compile(r"(?<!\w)(?:en|de|a|con) "),
        "nl": re.compile(r"(?<!\w)(?:bij|van) (?:de )?"),
    }.get(text.language.code, re.compile(r"(?<!\w)(?:at|with|from|join|the) "))


def _as_in_the_domain(text: MailText, label: str) -> Iterator[tuple[str, float]]:
    """Yield names in the text that the sender's domain is made of."""
    pieces = text.pieces
    source = "\n\n".join((text.subject, pieces.fresh, pieces.signature, pieces.quoted[:2000]))
    for found in list(re.finditer(r"(?<![\w.@/-])[A-ZÀ-Þ0-9][\w'’&-]*", source))[:400]:
        word = re.sub(r"[^a-z0-9]", "", fold(found[0]))
        if len(word) > 2 and (label.startswith(word) or word.startswith(label)):
            run = run_at(source, found.start())
            if run and _agreement(run[0], label):
                yield run[0], 1.0


def _tidy(name: str) -> str:
    name = name.strip(" -–—|,;:\"'“”„»«*")
    name = name if DOTTED.search(name) or ENDS_IN_A_FORM.search(name) else NAMED_END.sub("", name)
    for _ in range(3):
        name = EDGES.sub("", name) if not FIRMS & set(fold(name).split()[:1]) else name
    words = name.split()[:MAX_WORDS]
    while len(words) > 1 and words[-1].islower() and fold(words[-1]) not in FIRMS:
        words.pop()
    return " ".join(words)


def _is_possible(name: str, person: str | None, title: str | None) -> bool:
    folded = fold(name)
    if TIME.search(folded) or folded in POSTS or NO_NAME.search(folded):
        return False
    if len(name) < 2 or folded in SYSTEM_NAMES or "@" in name or is_common(name):
        return False
    if not (name[0].isupper() or name[0].isdigit() or any(each.isupper() for each in name)):
        return False
    if person and (folded == fold(person) or folded in fold(person).split()):
        return False
    if title and (folded in fold(title) or fold(title) in folded):
        return False
    return not (is_only_a_form(name) or team_pattern().fullmatch(folded))
