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
INCLUSIVE = re.compile(
    r"[(\[]\s*(?:[mwfdhxivn*]|gn|all genders?|divers)"
    r"(?:\s*[/|,]\s*(?:[mwfdhxivn*]|gn|divers))*\s*[)\]]"
    r"|(?<=\w)[*:_]in(?:nen)?\b|\b[hfm]\s?/\s?[fmhwx](?:\s?/\s?[dx])?\b",
    re.I,
)
WORD = re.compile(r"[\w&+]+")
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


def same_firm(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names are one but for spelling, spaces, and words such as “Group”."""
    first, second = _without_group(one), _without_group(other)
    joined, joined_too = "".join(first), "".join(second)
    if not joined or joined == joined_too:
        return bool(joined)
    if min(len(joined), len(joined_too)) < SHORTEST_FUZZY or _digits(joined) != _digits(joined_too):
        return False
    # Only what reads mails needs it.
    from rapidfuzz import fuzz  # noqa: PLC0415

    return fuzz.ratio(joined, joined_too) >= SAME_FIRM


def may_be_short_for(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one name is the other's beginning: “Kestrel” and “Kestrel Analytics”."""
    short, long = sorted((one, other), key=len)
    is_start = bool(short) and long[: len(short)] == short
    return is_start and len(short[0]) >= SHORTEST_FIRST_WORD


def title_likeness(one: str, other: str) -> int:
    """Return from 0 to 100 how alike two job titles are; the order of their words counts little."""
    from rapidfuzz import fuzz  # noqa: PLC0415

    first, second = title_words(one), title_words(other)
    if not first or not second:
        return 0
    whole = fuzz.ratio(first.replace(" ", ""), second.replace(" ", ""))
    in_any_order = fuzz.token_sort_ratio(first, second)
    return round(max(whole, in_any_order, 0.95 * fuzz.token_set_ratio(first, second)))


def title_words(title: str) -> str:
    """Return the words of a job title, folded, without “(m/w/d)” and the like."""
    return " ".join(WORD.findall(folded(INCLUSIVE.sub(" ", title))))


def _without_group(words: tuple[str, ...]) -> tuple[str, ...]:
    kept = list(words)
    while len(kept) > 1 and kept[-1] in GROUPS | FORMS:
        kept.pop()
    return tuple(kept)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
