"""The person to ask, where a posting names one."""

import re
from collections.abc import Iterator

from applications.posting.finding import Contact

LABEL = re.compile(
    r"(?:\b(?:contact(?: person| point for applicants| name)?|job contact|hiring manager"
    r"|informal enquiries|enquir\w+(?: to)?"
    r"|questions\??|for further (?:details|information)\b.{0,40}|recruiter|your contact"
    r"|ansprech(?:partner(?:[:*]?in)?|person)"
    r"|(?:dein|ihr)e? (?:kontakt|ansprech\w+)|kontakt(?:person)?|fragen|votre contact"
    r"|interlocuteur|interlocutrice"
    r"|persona de contacto|contacto|contactpersoon|vragen|meer informatie)\b"
    r"|\bbewerbung\b.{0,60}\ban\b|\bbewirb dich\b.{0,60}\bbei\b)",
    re.I,
)
LEAD = re.compile(
    r"^(?:[\s:?.!,/–-]+|(?:name|to|please|contact|call|email|e-mail|mail|bel|bitte|an|met|with|is"
    r"|für|por|con|op|naar|visits?)\b[\s:]*"
    r"|(?:Mrs?|Ms|Mx|Dr|Prof(?:essor(?:in)?)?|Herrn?|Frau|Mme|Mlle|M\.|Monsieur|Madame|Sr\.?"
    r"|Sra\.?|Dhr\.?|Mevr\.?|Ing|Mag|Dipl\.?)\b\.?\s*)+",
    re.I,
)
POLITE = re.compile(
    r"\b(?:Herrn?|Frau|Mrs?|Ms|Dr|Mme|Mlle|Monsieur|Madame|Dhr|Mevr|Mag|Sra?)\b\.?\s"
)
NAME = re.compile(
    r"(?P<name>[A-ZÀ-ÖØ-Þ][\w'’-]+(?:\s(?:van|von|de|der|den|del|la|le|el|da|dos|du|bin|al|te|ter"
    r"|O['’]|[A-ZÀ-ÖØ-Þ]\.))*"
    r"(?:\s[A-ZÀ-ÖØ-Þ][\w'’-]+){1,2})(?![\w])"
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}(?!\w)")
PHONE = re.compile(r"(?<![\w/])\+?\(?\d[\d ()/.-]{6,18}\d(?!\w)")
NOT_A_NAME = re.compile(
    r"\b(?:team|us|hr|human|resources|recruitment|recruiting|department|office|university"
    r"|bewerbung\w*|personal\w*"
    r"|page|form|details|email|telephone|support|service|jobs?|careers?|company|website|the|our"
    r"|head|director|email address)\b",
    re.I,
)
MOST_LINES = 9
LONGEST_BLOCK = 300


def read_contact(lines: list[str]) -> Contact | None:
    """Return the person named after a word that announces one; their address and number with it."""
    for index, line in enumerate(lines):
        for match in LABEL.finditer(line[:500]):
            block = [line[match.end() : 500], *lines[index + 1 : index + MOST_LINES]]
            if found := _contact(block):
                return found
    return None


def _contact(block: list[str]) -> Contact | None:
    for index, name in _names(block):
        near = "\n".join(block[index : index + 8])[:LONGEST_BLOCK]
        email, phone = EMAIL.search(near), None
        for match in PHONE.finditer(near):
            if 7 <= len(re.sub(r"\D", "", match.group())) <= 15 and not re.search(
                r"\d{4}-\d\d-", match.group()
            ):
                phone = match.group().strip()
                phone = phone if ")" in phone else phone.lstrip("(")
                break
        return Contact(name, email and email.group(), phone)
    return None


def _names(block: list[str]) -> Iterator[tuple[int, str]]:
    """Names that begin a line: the first line is the rest of the label's own."""
    for index, line in enumerate(block[:3]):
        rest = LEAD.sub("", line)
        match = NAME.match(rest)
        if not match and index == 0 and (polite := POLITE.search(line[:120])):
            match = NAME.match(LEAD.sub("", line[polite.start() :]))
        if match and not NOT_A_NAME.search(match["name"]):
            yield index, match["name"]
        if rest and index == 0:
            return
