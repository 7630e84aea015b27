"""How alike two names of firms, or two job titles, are."""

import re

from jobtracker.reading.names import folded

FORMS = {
    "ltd", "limited", "inc", "incorporated", "llc", "llp", "lp", "plc", "gmbh", "ggmbh", "mbh",
    "ag", "kg", "kgaa", "se", "ug", "ohg", "ev", "eg", "co", "corp", "corporation", "company", "sa",
    "sas", "sasu", "sarl", "srl", "spa", "sl", "slu", "sau", "bv", "nv", "vof", "oy", "oyj", "ab",
    "as", "asa", "aps", "pty", "cic", "pbc",
}  # fmt: skip
"""Legal forms, as the last words of a name."""
LINKS = {"the", "and", "und", "et", "y", "en", "&", "+"}
GROUPS = {
    "group", "gruppe", "groupe", "grupo", "groep", "holding", "holdings", "international",
    "deutschland", "germany", "france", "espana", "spain", "nederland", "netherlands", "uk",
    "europe", "careers", "jobs", "recruiting", "recruitment", "karriere", "talent", "hr",
}  # fmt: skip
"""Words that firms put behind their name and drop again."""
DROPPED = GROUPS | FORMS
INCLUSIVE = re.compile(
    r"[(\[]\s*(?:[mwfdhxivn*]|gn|all genders?|divers)"
    r"(?:\s*[/|,]\s*(?:[mwfdhxivn*]|gn|divers))*\s*[)\]]"
    r"|(?<=\w)[*:_]in(?:nen)?\b|\b[hfm]\s?/\s?[fmhwx](?:\s?/\s?[dx])?\b",
    re.I,
)
WORD = re.compile(r"[\w&+]+")
APPLIED_AS = re.compile(
    r"^(?:(?:your|my|the) )?application (?:as|for)(?: an?| the)? "
    r"|^(?:(?:ihre|deine|meine) )?bewerbung (?:als|um|fur)(?: die| den| das)? "
    r"|^(?:(?:votre|ma) )?candidature (?:de|comme|pour|au poste de)(?: le| la)? "
    r"|^(?:(?:tu|su|mi) )?(?:candidatura|solicitud) (?:de|como|para)(?: el| la)? "
    r"|^(?:(?:je|uw|mijn) )?sollicitatie (?:als|naar|voor)(?: de| het)? "
)
LEVELS = {
    "senior", "sr", "junior", "jr", "lead", "principal", "staff", "head", "chief", "director",
    "intern", "internship", "trainee", "apprentice", "graduate", "deputy", "vice", "associate",
    "assistant", "praktikant", "praktikum", "werkstudent", "leiter", "leiterin", "leitung",
    "stagiaire", "alternant", "becario", "stagiair", "i", "ii", "iii", "1", "2", "3",
}  # fmt: skip
"""Words that make another job of a title, of the same trade."""
SAME_FIRM = 94
SHORTEST_FUZZY = 7
SHORTEST_FIRST_WORD = 5
TITLE_AGREES, TITLE_DIFFERS = 85, 75


def firm_words(name: str) -> tuple[str, ...]:
    """Return the words of a firm's name that count, folded, without its legal form."""
    words = WORD.findall(folded(name).replace(".", "").replace("'", ""))
    kept = [word for word in words if word not in LINKS]
    while len(kept) > 1 and kept[-1] in FORMS:
        kept.pop()
    return tuple(kept)


def same_core(joined: str, joined_too: str) -> bool:
    """Whether two names, as ``core`` gives them, are one but for their spelling."""
    if not joined or joined == joined_too:
        return bool(joined)
    if min(len(joined), len(joined_too)) < SHORTEST_FUZZY or _digits(joined) != _digits(joined_too):
        return False
    # Only what reads mails needs it.
    from rapidfuzz import fuzz  # noqa: PLC0415

    return fuzz.ratio(joined, joined_too, score_cutoff=SAME_FIRM) > 0


def may_be_short_for(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one name is the other's beginning: “Kestrel” and “Kestrel Analytics”."""
    short, long = sorted((one, other), key=len)
    is_start = bool(short) and long[: len(short)] == short
    return is_start and len(short[0]) >= SHORTEST_FIRST_WORD


def likeness(first: str, second: str) -> int:
    """Return how alike two titles are whose words are folded already."""
    if not first or not second:
        return 0
    from rapidfuzz import fuzz  # noqa: PLC0415

    whole = fuzz.ratio(first.replace(" ", ""), second.replace(" ", ""))
    in_any_order = fuzz.token_sort_ratio(first, second)
    return round(max(whole, in_any_order, 0.95 * fuzz.token_set_ratio(first, second)))


def is_same_title(first: str, second: str) -> bool:
    """Whether two folded titles have the same words, in whatever order."""
    return bool(first) and sorted(first.split()) == sorted(second.split())


def same_level(first: str, second: str) -> bool:
    """Whether two folded titles name the same rank: a “Senior Analyst” is no “Analyst”."""
    return LEVELS & set(first.split()) == LEVELS & set(second.split())


def title_words(title: str) -> str:
    """Return the words of a job title, folded, without “(m/w/d)” or “Application as”."""
    return APPLIED_AS.sub("", " ".join(WORD.findall(folded(INCLUSIVE.sub(" ", title)))))


def core(words: tuple[str, ...]) -> str:
    """Return what is left of a name without words such as “Group”, as one word."""
    return "".join(_without_group(words))


def _without_group(words: tuple[str, ...]) -> tuple[str, ...]:
    kept = list(words)
    while len(kept) > 1 and kept[-1] in DROPPED:
        kept.pop()
    return tuple(kept)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
