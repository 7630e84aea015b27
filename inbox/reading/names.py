"""Names in a text: runs of words that begin with a capital, and what they are not."""

from __future__ import annotations

import re
from functools import cache

from inbox.reading.languages import CODES, load
from inbox.reading.legal_forms import after_the_form
from inbox.reading.text import fold

TOKEN = re.compile(r"[^\W_](?:[\w'’.+*/-]*[\w+*])?|&|\+")
INSIDE = {
    "of", "de", "del", "du", "des", "la", "le", "les", "los", "las", "van", "von", "der", "den",
    "d'", "l'", "&", "+", "da", "do", "di", "ten", "ter", "the", "zu", "für", "al", "à", "a", "’t",
}  # fmt: skip
LEGAL = {
    "gmbh", "ag", "kg", "se", "ug", "ohg", "ltd", "limited", "llp", "llc", "inc", "plc", "corp",
    "sarl", "sas", "sa", "sl", "slu", "sau", "bv", "nv", "vof", "eg", "ev", "kgaa", "cic", "pty",
    "oy", "ab", "srl", "spa", "co", "company", "corporation", "as", "asa", "aps",
}  # fmt: skip
FIRMS = LEGAL | {
    "group", "council", "university", "universitat", "hospital", "school", "trust", "bank", "labs",
    "studio", "studios", "gemeente", "mairie", "ayuntamiento", "stadt", "stadtwerke", "ville",
    "grupo", "groupe", "gruppe", "holding", "partners", "solutions", "systems", "services",
    "software",
    "consulting", "consultancy", "foundation", "stiftung", "verlag", "werke", "logistik",
    "logistics",
    "energy", "digital", "media", "college", "academy", "institute", "institut", "klinik",
    "klinikum",
    "technologies", "technology", "industries", "international", "association", "society", "agency",
    "ministry", "department", "office", "fundacion", "universidad", "universite", "universiteit",
    "hotel", "restaurant", "bodegas", "cooperative", "coop", "health", "nhs", "borough", "county",
    "house", "works", "factory", "farm", "brewery", "bakery", "backerei", "analytics", "robotics",
    "capital", "ventures", "bureau", "advies", "zorg", "conseil", "sante", "maison", "atelier",
    "cafe", "museum", "theatre", "theater", "library", "charity", "club", "portal", "jobs",
    "textiles", "spital", "centre", "center", "hopital", "hospitalier", "ziekenhuis", "stichting",
    "vereniging", "union", "cooperativa", "ecole", "escuela", "colegio", "clinica", "clinic",
    "clinique", "editions", "editorial", "rederij", "zorggroep", "scholengroep", "caisse", "banque",
    "banco", "landratsamt", "kinderhaus", "kindergarten", "schule", "hochschule", "weberei",
    "brauerei", "metzgerei", "gasthof", "talleres", "cerveceria", "drukkerij", "uitgeverij",
    "bakkerij", "menuiserie", "fromagerie", "boulangerie", "librairie", "garage", "church",
    "parish", "surgery", "medical", "township", "airport", "bergbahnen", "hoteles", "ateliers",
    "gallery", "galerie", "hardware", "aceites", "municipality", "zoo", "verein", "praxis",
    "gesellschaft", "manufaktur", "handel", "bibliothek", "bibliotheek", "teatro",
}  # fmt: skip
HONORIFICS = re.compile(
    r"^(?:(?:maitre|maître|professorin|professor|professeure?|profesora?|madame|monsieur|senora?|mevrouw|meneer|dame|sir|don|dona|herrn|frl|mw|doctora?|ingenier[oa]|licenciad[oa]|lic|univ-prof|univ\.-prof|dra|dr|prof|mr|mrs|ms|miss|herr|frau|mme|m|mlle|dhr|mevr|sr|sra|dipl|ing|drs|ir"
    r"|i\. ?a|i\. ?v)\.? )+",
    re.I,
)
PARTICLES = {
    "de", "van", "von", "der", "den", "la", "le", "el", "ten", "ter", "di", "da", "del", "dos",
    "du", "zu", "bin", "al", "y", "e", "of", "mac", "st", "san", "los", "las",
}  # fmt: skip
ARTICLES = {
    "Van",
    "Von",
    "Ten",
    "Ter",
    "Du",
    "La",
    "Le",
    "Les",
    "El",
    "Los",
    "Las",
    "De",
    "Het",
    "Die",
    "Der",
    "Das",
    "Il",
}
LINKS = {
    "the", "our", "at", "from", "via", "ihr", "ihre", "dein", "das", "der", "die", "von", "bei",
    "im", "auftrag", "l'", "la", "le", "de", "du", "des", "chez", "notre", "votre", "el", "los",
    "con", "nosotros", "het", "van", "ons", "jouw", "namens", "bij", "of", "en", "y", "und", "and",
    "et", "mens", "pole", "charge", "lead", "bolsa", "hello", "system", "del",
}  # fmt: skip
"""Words that join the name of a firm with those of a team, and mean nothing alone."""
DEPARTMENTS = {
    "management", "administration", "practice", "admissions", "registry", "reception", "finance",
    "nursing", "board", "committee", "panel", "faculty", "research", "marketing", "operations",
    "verwaltung", "geschaftsleitung", "geschaftsfuhrung", "praxisleitung", "sekretariat",
    "rezeption", "vorstand", "kommission", "pflegedirektion", "redaktion", "personalburo",
    "direction", "secretariat", "accueil", "service", "equipe", "commission", "comite", "jury",
    "ressources", "redaction", "recherche", "recursos", "equipo", "direccion", "departamento",
    "secretaria", "administracion", "comision", "redaccion", "gerencia", "directie", "afdeling",
    "personeelszaken", "secretariaat", "administratie", "redactie", "bestuur", "dienst",
    "commissie",     "selectiecommissie", "receptie", "praktijk",
}  # fmt: skip
"""What signs for a department and is no person's name."""
WIDE = 55
MAX_TOKENS = 7


@cache
def common_words() -> frozenset[str]:
    """Return words that begin no name: function words, months and days of all languages."""
    words: set[str] = set()
    for code in CODES:
        language = load(code)
        words |= language.stopwords
        for name in ("months", "weekdays"):
            words |= {each for entry in language.words[name] for each in entry.split()}
    return frozenset(words - {"on", "as"}) | {
        "i", "uns", "sie", "ihnen", "ihrem", "ihren", "ihrer", "interview", "gesprach", "stelle",
        "position", "bewerbung", "vorstellungsgesprach", "rolle", "termin", "role", "application",
        "cv", "hr", "teams", "zoom", "microsoft", "google", "meet", "uhr", "next", "entretien",
        "poste", "candidature", "puesto", "entrevista", "functie", "vacature", "sollicitatie", "re",
        "https", "http", "www", "hi", "dear", "hello", "sam", "this", "these", "human", "talent",
        "kandidaten", "bewerber", "bewerbern", "personen", "kollegen", "mr", "mrs", "ms", "dr",
        "friday", "today", "tomorrow", "skype", "phone", "video", "bonjour", "cordialement",
        "linkedin", "indeed", "xing", "uk", "us", "eu", "cet", "gmt",
    }  # fmt: skip


def run_at(text: str, place: int) -> tuple[str, int] | None:
    """Return the name that begins at a place, and where it ends."""
    names: list[str] = []
    end = last = place
    while len(names) < MAX_TOKENS:
        token = TOKEN.match(text, end)
        if token is None:
            break
        word = token[0]
        if word[0].isupper() or (word[0].isdigit() and names) or word in {"&", "+"}:
            last = token.end()
        elif word.lower() not in INSIDE or not names:
            break
        names.append(word)
        end = _gap(text, token.end())
        if fold(word).replace(".", "") in LEGAL or end == token.end():
            break
        if len(names) > 1 and after_the_form(text, last) > last:
            break
    named = text[place:last].strip(" &+\n")
    last = after_the_form(text, _before_the_form(text, place, last)) if named else last
    name = text[place:last].strip(" &+\n")
    name = " ".join(name.split())
    return (name, last) if name and name[0].isalnum() else None


def _before_the_form(text: str, place: int, last: int) -> int:
    """Return where the last word begins if it is a legal form, so that it is taken whole."""
    start = text.rfind(" ", place, last)
    whole = after_the_form(text, start) if start > place else start
    return start if whole >= last > place and start > place else last


def _gap(text: str, end: int) -> int:
    """Return where the next word begins; a line's end is a gap in wide lines only."""
    if text[end : end + 1] == " ":
        return end + 1
    if text[end : end + 1] == "\n" and text[end + 1 : end + 2] != "\n":
        start = text.rfind("\n", 0, end) + 1
        return end + 1 if end - start > WIDE else end
    return end


def is_common(name: str) -> bool:
    """Whether this is no name: it begins with a word that anybody writes."""
    words = name.split()
    if len(words) > 1 and words[0] in ARTICLES and words[1][0].isupper():
        return is_common(" ".join(words[1:]))
    first = fold(name).split(" ")[0].strip(".,'")
    return not name or first.partition("'")[0] in common_words() or first in common_words()


def looks_like_a_person(name: str, is_shown: bool = False) -> bool:
    """Whether the words can be somebody's first and last name.

    What is shown beside an address may begin with a word that is common elsewhere: “Una”.
    """
    words = name.split()
    if not 2 <= len(words) <= 5 or any(letter in name for letter in "&|@0123456789/:!?"):
        return False
    folded = [fold(word).strip(".,") for word in words]
    if (folded[0] in common_words() and not is_shown) or (FIRMS | DEPARTMENTS) & set(folded):
        return False
    for word, plain in zip(words, folded, strict=True):
        if not (word[0].isupper() or plain in PARTICLES or plain.startswith(("d'", "l'"))):
            return False
    return not _is_of_a_team(folded)


@cache
def team_pattern() -> re.Pattern[str]:
    """Return what finds the words for those who hire, in all languages."""
    words = {each for code in CODES for each in load(code).words["team_words"].split("|")}
    sources = "|".join(sorted(words - LINKS, key=len, reverse=True))
    return re.compile(rf"(?<![\w&])(?:{sources})(?![\w&])")


def _is_of_a_team(words: list[str]) -> bool:
    plain = " ".join(word for word in words if word not in PARTICLES)
    return bool(team_pattern().search(plain))


def without_title(name: str) -> str:
    """Return a person's name without “Dr.” and the like."""
    return HONORIFICS.sub("", name.strip()).strip(" ,.;")


def key(name: str) -> str:
    """Return what two spellings of a name have in common."""
    words = [re.sub(r"[^a-z0-9]", "", fold(word)) for word in name.split()]
    while len(words) > 1 and words[-1] in LEGAL | {""}:
        words.pop()
    return "".join(word for word in words if word not in {"the", "and", "und", "et", "y"})
