"""Who wrote a mail, by name, and whom one is to meet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inbox.reading.context import is_from_a_program
from inbox.reading.findings import Address
from inbox.reading.names import LEGAL, looks_like_a_person, without_title
from inbox.reading.reading_text import MailText
from inbox.reading.senders import SYSTEM_NAMES, is_job_system, own_label
from inbox.reading.text import fold

BESIDE = re.compile(
    r"\s*(?:\||\(|\[|,? (?:via|from|at|bei|von|chez|en|bij|van) |,? - |, |/ )\s*", re.I
)
PART = re.compile(r"[|,()/•·]| - | – | — ")
GENERIC = {
    "jobs", "job", "hr", "rh", "info", "noreply", "no-reply", "careers", "career", "recruiting",
    "recruitment", "karriere", "bewerbung", "talent", "people", "hello", "contact", "team",
    "office",
    "personal", "empleo", "seleccion", "vacatures", "werkenbij", "rrhh", "recrutement",
    "interviews",
    "notification", "notifications", "candidates", "hiring", "mail", "support", "apply", "news",
}  # fmt: skip
GREETINGS_LAST = (
    r".{0,40}\b(?:groet(?:en|jes)?|gr|grusen?|regards|wishes|saludos?|abrazos?|salutations"
    r"|cordialement)(?=\W{0,3}$)"
)


def find_person(text: MailText) -> str | None:
    """Return the name of the person who wrote; None where only a firm signs."""
    signed = list(sign_offs(text))
    for address in (text.letter.sender, text.letter.reply_to):
        is_system = address and fold(address.name or "") in SYSTEM_NAMES
        if address and address.name and not is_system and (name := _from_display(address, signed)):
            return name
    label = own_label(text.letter.sender)
    firm = _shown_by_a_program(text)
    for line in signed:
        name = without_title(PART.split(line)[0].strip())
        is_closing = closing_pattern(text).match(fold(line))
        is_person = looks_like_a_person(name) and not LEGAL & set(fold(line).split())
        if is_person and not is_closing and not _is_firm(name, label) and fold(name) not in firm:
            return name
    return None


def _shown_by_a_program(text: MailText) -> str:
    """Return the name beside a program's address: it is the firm's, whoever signs with it."""
    sender = text.letter.sender
    return fold(sender.name or "") if sender and is_from_a_program(text) else ""


def _from_display(address: Address, signed: list[str]) -> str | None:
    shown = address.name or ""
    name = without_title(BESIDE.split(shown)[0])
    if "," in shown and " " not in shown.partition(",")[0].strip():
        last, _, first = shown.partition(",")
        name = without_title(f"{first.strip()} {last.strip()}")
    local = fold(address.email.partition("@")[0])
    words = [fold(word) for word in name.split() if len(word) > 1]
    if not words:
        return None
    is_signed = any(fold(line).startswith(fold(name)) for line in signed)
    if not looks_like_a_person(name, is_shown=True):
        whole = next((each for each in signed if fold(each).startswith(words[0] + " ")), "")
        whole = without_title(PART.split(whole)[0])
        return whole if len(words) == 1 and looks_like_a_person(whole) else None
    if is_job_system(address):
        # What stands before the “@” of a system is the employer's, not a person's.
        tokens = set(re.split(r"[._+-]", local))
        return name if len(words) > 1 and set(words) <= tokens else None
    is_named = any(word in re.sub(r"[^a-z]", " ", local).split() for word in words) or any(
        len(word) > 3 and word in local for word in words
    )
    if is_named or _is_firm(name, own_label(address)):
        return name if is_named else None
    is_generic = bool(GENERIC & set(re.split(r"[._+-]", local))) or local in GENERIC
    return None if is_generic and not is_signed else name


def _is_firm(name: str, label: str) -> bool:
    """Whether a name is that of the domain's owner."""
    words = [re.sub(r"[^a-z0-9]", "", fold(word)) for word in name.split()]
    return bool(label) and any(len(word) > 3 and word in label for word in words)


def closing_pattern(text: MailText) -> re.Pattern[str]:
    """Return what finds the words before a signature, in the languages of the mail."""
    closings = [each.source("closings") for each in text.languages or (text.language,)]
    return re.compile(rf"(?:{'|'.join(closings)})(?:[ ,!.]|$)|{GREETINGS_LAST}")


def sign_offs(text: MailText) -> Iterator[str]:
    """Yield the lines with which a mail may be signed: after a closing, or at the very end."""
    lines = [line for line in text.pieces.fresh.split("\n") if line]
    closing = closing_pattern(text)
    for number in range(len(lines) - 1, max(-1, len(lines) - 12), -1):
        folded = fold(lines[number][:140])
        found = closing.match(folded)
        if found and len(folded) < 140 and (found.end() > len(folded) - 3 or "," in folded[:40]):
            rest = lines[number][found.end() :].strip(" ,!.")
            yield from filter(
                None, (rest if len(rest) < 40 else "", *lines[number + 1 : number + 3])
            )
            break
    yield from text.pieces.signature.split("\n")[:2]
    yield from (line for line in lines[-3:] if len(line) < 70)
