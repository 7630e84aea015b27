"""Where one is to meet: the link of a video call, an address, or a page to choose a time on."""

from __future__ import annotations

import re

from inbox.reading.calendar import MEETING, WEB
from inbox.reading.languages import CODES, load
from inbox.reading.reading_text import MailText
from inbox.reading.text import fold

BOOKING = re.compile(
    r"https?://(?:[\w-]{1,60}\.){0,4}(?:calendly\.com/|cal\.com/|goodtime\.io/|cronofy\.com/"
    r"|doodle\.com/|savvycal\.com/|youcanbook\.me|zcal\.co/|tidycal\.com/|koalendar\.com/"
    r"|calendar\.app\.google/|meetings(?:-eu1)?\.hubspot\.com/|appointlet\.com/|lu\.ma/"
    r"|outlook\.office(?:365)?\.com/(?:bookwithme|owa/calendar|book)/|book\.ms/"
    r"|calendar\.google\.com/calendar/(?:u/0/)?appointments?/)[^\s<>\"'\\]{0,2000}",
    re.I,
)
LABELLED = re.compile(
    r"(?:where|place|location|venue|address|meeting point|ort|treffpunkt|adresse|anschrift|wo|lieu"
    r"|lugar|direccion|donde|locatie|adres|plaats|waar)\s?:\s?(?=\S)"
)
ONLINE = re.compile(r"(?:online|remote|virtual|virtuell|a distance|en linea|video|teams|zoom)\b")
NUMBER = r"\d{1,4}\s?(?:[a-zA-Z]|bis|ter)?(?![\w:.])"
NAME = r"[A-ZÀ-Þ][\w'’.-]*"
CODE = r"(?:(?:[A-Z]{1,2}-)?\d{4,5}(?: [A-Z]{2})? )?"
TOWN = rf"(?:,? (?:in )?{CODE}{NAME}(?: {NAME}){{0,2}}){{0,2}}"
STREETS = re.compile(
    rf"{NUMBER} (?:{NAME} ){{1,3}}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Way|Square|Sq"
    rf"|Place|Pl|Row|Court|Quay|Yard|Mews|Terrace|Boulevard|Blvd|Parade|Crescent|Wharf)\b\.?{TOWN}"
    rf"|(?:{NAME} ){{0,2}}[A-ZÀ-Þ][\w.-]*(?:straße|strasse|str\.|weg|platz|allee|gasse|ufer|damm"
    rf"|straat|laan|plein|kade|gracht|singel|dijk|dreef) {NUMBER}{TOWN}"
    rf"|(?:{NAME} )?(?:Straße|Strasse|Platz|Weg|Allee)(?: (?:der|des) {NAME})? {NUMBER}{TOWN}"
    rf"|{NUMBER},? (?:rue|avenue|boulevard|place|quai|impasse|chemin|allée|cours|route)"
    rf" (?:(?:de|du|des|la|le|les|l'|d') ?)*{NAME}(?:[ -]{NAME}){{0,3}}{TOWN}"
    rf"|(?:[Cc]/|[Cc]alle|[Aa]venida|[Aa]vda\.?|[Pp]aseo|[Pp]laza|[Rr]onda|[Cc]arrer) ?"
    rf"(?:(?:de|del|la|las|los) )*{NAME}(?: {NAME}){{0,3}},? (?:n\.?º ?)?{NUMBER}{TOWN}"
)
ROOM = re.compile(
    rf"(?:Room|Raum|Zimmer|[Ss]alle|[Ss]ala|[Ll]okaal|[Zz]aal|Konferenzraum|Saal) [\w.-]{{1,12}}"
    rf"(?:, {NAME}(?: {NAME}){{0,3}}){{0,3}}"
)
MAX_PLACE = 200
MAX_LOOKED_AT = 12_000


def find_link(text: MailText) -> str | None:
    """Return the address of a video call: the calendar's, else one in the text."""
    for event in text.letter.events:
        if event.link:
            return event.link
    for address in (*(link.address for link in text.letter.links), text.pieces.fresh):
        if found := MEETING.search(address):
            return found[0].rstrip(".,;)>")
    return None


def find_booking_link(text: MailText) -> str | None:
    """Return the page on which one chooses a time: a known one, or one that says so."""
    links = text.letter.links
    for source in (*(link.address for link in links), text.pieces.fresh):
        if found := BOOKING.search(source):
            return found[0].rstrip(".,;)>")
    for link in links:
        if _is_to_book(link.words) and WEB.match(link.address):
            return link.address
    for line in text.pieces.fresh[:MAX_LOOKED_AT].split("\n\n"):
        found = WEB.search(line)
        if found and not MEETING.match(found[0]) and _is_to_book(line[: found.start()]):
            return found[0].rstrip(".,;)>")
    return None


def _is_to_book(words: str) -> bool:
    folded = fold(words[-200:])
    return any(load(code).pattern("booking").search(folded) for code in CODES)


def find_place(text: MailText) -> str | None:
    """Return where one is to come: the calendar's place, a labelled line, an address, a room."""
    for event in text.letter.events:
        if event.location:
            return event.location[:MAX_PLACE]
    fresh = text.pieces.fresh[:MAX_LOOKED_AT]
    for line in fresh.split("\n"):
        found = LABELLED.match(fold(line))
        place = line[found.end() :].strip(" .") if found else ""
        if place and not WEB.search(place) and not ONLINE.match(fold(place)):
            return place[:MAX_PLACE]
    joined = text.prose[text.begin : MAX_LOOKED_AT]
    for pattern in (STREETS, ROOM):
        if found := pattern.search(joined):
            return " ".join(found[0].split()).rstrip(" ,.")[:MAX_PLACE]
    return None
