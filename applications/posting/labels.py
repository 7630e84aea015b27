"""Labels and their values: “Location: Leeds”, or a label alone and its value on the next line."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from applications.posting.finding import Posting
from applications.posting.places import clean_place
from applications.posting.words import FURNITURE, NOT_A_COMPANY, clean_title

LABELS: Mapping[str, tuple[str, ...]] = {
    "title": (
        "job title", "title", "position", "position title", "role", "vacancy", "vacancy title",
        "post title", "stelle", "stellenbezeichnung", "stellentitel", "position/titel",
        "intitulé du poste", "poste", "intitulé", "puesto", "título", "cargo", "functie",
        "functietitel", "vacature",
    ),
    "company": (
        "company", "company name", "employer", "organisation", "organization", "employer name",
        "institution", "hiring organization", "hiring organisation", "firma", "unternehmen",
        "arbeitgeber", "entreprise", "société", "employeur", "recruteur", "organisme", "empresa",
        "entidad", "compañía", "bedrijf", "organisatie", "werkgever", "bedrijfsnaam",
    ),
    "location": (
        "location", "locations", "job location", "based in", "where", "city", "town",
        "office location", "duty station", "primary location", "work location", "place of work",
        "workplace", "standort", "standorte", "arbeitsort", "ort", "einsatzort", "dienstort",
        "dienstsitz", "lieu", "lieu de travail", "localisation", "ville", "localité",
        "ubicación", "lugar", "lugar de trabajo", "localidad", "ciudad", "locatie", "standplaats",
        "plaats", "werklocatie",
    ),
}  # fmt: skip
LABEL_OF = {label: name for name, labels in LABELS.items() for label in labels}
ALONE = {
    "title",
    "role",
    "position",
    "where",
    "stelle",
    "poste",
    "ort",
    "company",
    "lugar",
    "plaats",
}
"""Labels that need a colon: alone on a line they may be a heading."""
LONGEST_VALUE = 150
SEVERAL = {"locations", "standorte", "locaties", "lieux", "ubicaciones"}
MOST_PLACES = 8


def read_labels(lines: list[str], posting: Posting) -> None:
    """Fill what labels say."""
    for name, value in _labelled(lines):
        if name == "location":
            posting.fill(location=clean_place(value))
        elif name == "title":
            posting.fill(title=clean_title(value))
        elif not NOT_A_COMPANY.match(value):
            posting.fill(company=value.strip(" ,;"))


def _labelled(lines: list[str]) -> Iterator[tuple[str, str]]:
    for index, (line, following) in enumerate(zip_longest(lines, lines[1:], fillvalue="")):
        label, colon, value = line.partition(":")
        key = label.strip().lower()
        name = LABEL_OF.get(key) if len(key) < 40 else None
        if not name or (not colon and key in ALONE):
            continue
        found = value.strip() or "; ".join(_values(name, lines, index + 1)) or following
        if _is_value(found) and not (name == "title" and _is_contacts(lines, index)):
            yield name, found[:LONGEST_VALUE]


def _values(name: str, lines: list[str], at: int) -> list[str]:
    """The lines up to the next label, where this one speaks of several."""
    if name != "location" or lines[at - 1].lower().rstrip(":") not in SEVERAL:
        return []
    below = [line.lower().rstrip(":") for line in lines[at : at + MOST_PLACES]]
    ends = [index for index, line in enumerate(below) if line in ENDS or line in LABEL_OF]
    return lines[at : at + ends[0]] if ends else []


def _is_value(value: str) -> bool:
    words = value.lower().rstrip(":")
    is_label = words in LABEL_OF or words in ENDS or (value.endswith(":") and len(value) < 40)
    is_other = is_label or " · " in value or bool(FURNITURE.match(value))
    return bool(value) and len(value) <= LONGEST_VALUE and not is_other and not _is_sentence(value)


def _is_sentence(value: str) -> bool:
    return len(value.split()) > 14 or value.endswith("?")


def _is_contacts(lines: list[str], index: int) -> bool:
    """Whether a title is that of the person to ask."""
    before = " ".join(lines[max(0, index - 4) : index]).lower()
    return any(word in before for word in ("contact", "name\n", "line manager", "reports to"))


ENDS = frozenset({
    "time type", "posted on", "job type", "employment type", "department", "departments",
    "location type", "remote status", "benefits", "salary", "pay", "compensation",
    "about the job", "contact", "job requisition id", "employer type", "salary period",
    "contract", "working pattern", "hours", "closing", "site", "band", "grade", "job id", "type",
    "team", "teams", "function", "category", "overview", "industry", "contract type",
    "closing date", "reference", "experience", "experience level", "seniority level",
    "how to apply", "apply", "shift and schedule", "full job description", "workplace type",
    "work mode", "skills", "schedule", "full time", "part time", "job ref", "main area", "name",
    "email", "fonction", "contrat", "gehalt", "anstellungsart", "salaire", "type de contrat",
    "salario",
})  # fmt: skip
"""Other labels, which are no values."""
