"""How to greet somebody in a letter, from their name as it was typed: pure text.

Nothing is guessed: where the order of a name or its parts are not certain, the whole name is used,
and where nobody is named, there is no greeting.
"""

import re
import unicodedata
from dataclasses import dataclass

from references import name_words as words

ADDRESS = re.compile(r"[<(\[]?[^\s<>()\[\],;]+@[^\s<>()\[\],;]*[>)\]]?|(?<!\S)@\S+")
NICKNAME = re.compile(r"[\"“”„«]([^\"“”„«»]+)[\"“”»]|(?<!\S)['‘]([^'‘’]+)['’](?!\w)")
A_NICKNAME = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)?")
GLUED = re.compile(r"\b(?:dr|prof|mr|mrs|ms|mx)\.(?=[^\W\d_]{2})", re.IGNORECASE)
IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|<[^<>]*>")
AFTERTHOUGHT = re.compile(r"\s+(?:[-–—@~:]|at|from|via|c/o)\s+|\s*[|•·;\n]\s*|\s+[-–—]$")
SEVERAL = re.compile(r"\s+(?:and|und|et)\s+|\s*[&+/]\s*", re.IGNORECASE)
LEFT_OVER = re.compile(r"[<>()\[\]{}\"“”„«»@]")
POSSESSIVE = re.compile(r"['’]s$")
VOWEL = re.compile(r"[aeiouy]")
TWO_LETTERS = frozenset({"al", "ed", "an"})
"""Names of a vowel and a consonant; other such pairs, like AJ, are initials."""
MOST_GIVEN = 3
CREDENTIAL = 6
"""Longest letters after a name that are taken for a credential."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in parts. ``family`` is known only from “Bell, Ana” or from its capitals.

    ``is_open`` says that even “family, given” is not certain.
    """

    titles: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...] = ()
    is_open: bool = False

    @property
    def whole(self) -> str:
        """Everything, in the order in which it is said."""
        return " ".join((*self.titles, *self.given, *self.family))


def greeted(name: str, company: str = "") -> str:
    """Return how to greet somebody: “Ana”, “Dr Bell”, or the whole name; empty if unknown."""
    return next(iter(greetings(name, company)), "")


def greetings(name: str, company: str = "") -> tuple[str, ...]:
    """Return the ways to greet somebody, the best first; none if the name names nobody.

    ``company`` is where they work, to tell “Bell, Ana” from “Ana Bell, Harbour”.
    """
    text, nickname = _tidied(name)
    if not _letters(text) or _is_nobody(text, company):
        return ()
    if SEVERAL.search(text):
        return () if "," in text else (text,)
    parsed = _parsed(text, company)
    if parsed is None:
        return ()
    found = (_formal(parsed), nickname or _familiar(parsed))
    return tuple(dict.fromkeys(each for each in found if each))


def _is_nobody(text: str, company: str) -> bool:
    """Whether a text stands in for a name: “TBD”, or the company's name."""
    tokens = {_plain(each) for each in text.split()}
    return _plain(text) in words.NO_NAMES or tokens <= {_plain(each) for each in company.split()}


def _tidied(name: str) -> tuple[str, str]:
    """The name without addresses, remarks and a nickname; and the nickname."""
    text = " ".join(ADDRESS.sub(" ", unicodedata.normalize("NFC", name)).split())
    found = NICKNAME.search(text)
    nickname = (found.group(1) or found.group(2)).strip() if found else ""
    rest = IN_BRACKETS.sub(" ", NICKNAME.sub(" ", text))
    if not _letters(rest):
        rest, nickname = nickname or text.strip("()[]{}<>\"'“”‘’ "), ""
    nickname = nickname if A_NICKNAME.fullmatch(nickname) else ""
    rest = AFTERTHOUGHT.split(rest.strip(" ,;:|•·"))[0]
    tokens = [each for each in LEFT_OVER.sub(" ", rest).split() if not _is_pronoun(each)]
    return re.sub(r"\s+,", ",", " ".join(tokens)).strip(" ,;:-–—"), nickname


def _is_pronoun(token: str) -> bool:
    parts = [each for each in token.casefold().strip(",").split("/") if each]
    return "/" in token and bool(parts) and all(each in words.PRONOUNS for each in parts)


def _letters(text: str) -> str:
    return "".join(each for each in text if each.isalpha())


def _plain(token: str) -> str:
    """A token in lower case, without accents and without full stops and commas at its ends."""
    flat = unicodedata.normalize("NFKD", token.casefold().replace("đ", "d"))
    return "".join(each for each in flat if not unicodedata.combining(each)).strip(".,")


def _parsed(text: str, company: str) -> Name | None:
    """The parts of a name; None for a list of people."""
    apart = GLUED.sub(lambda found: f"{found.group()} ", text)
    first, *rest = [each.strip() for each in apart.split(",") if each.strip()]
    while rest and _is_remark(rest[-1], first, company):
        rest.pop()
    if len(rest) > 1:
        return None
    titles, tokens = _without_titles(_recased(first.split()))
    if not rest:
        return _by_capitals(titles, _without_suffixes(tokens))
    more, given = _without_titles(_recased(rest[0].split()), among=True)
    titles, given = (*titles, *more), _without_suffixes(given)
    if given and not first.isupper() and not _is_inverted(tokens, given):
        return Name(titles, tuple(tokens), is_open=True)
    return Name(titles, tuple(given), tuple(tokens))


def _is_remark(part: str, first: str, company: str) -> bool:
    """Whether the text after a comma is a suffix, a role or the company rather than a name."""
    tokens = [_plain(each) for each in part.split()]
    if all(each in words.AFTER_COMMA or each.replace(".", "") in words.SUFFIXES for each in tokens):
        return True
    at_work = {_plain(each) for each in company.split()}
    if any(each in words.ROLES for each in tokens) or at_work.issuperset(tokens):
        return True
    is_short = len(tokens) == 1 and len(part) <= CREDENTIAL and part.isupper()
    return is_short and " " in first and not first.isupper()


def _is_inverted(family: list[str], given: list[str]) -> bool:
    """Whether “family, given” is certain: “Ana Bell, Harbour Works” looks alike."""
    if len(given) > MOST_GIVEN:
        return False
    is_double = len(family) > 1 and not any(_plain(each) in words.PARTICLES for each in family)
    return not is_double or len([each for each in given if not _is_initial(each)]) < 2


def _without_titles(tokens: list[str], *, among: bool = False) -> tuple[tuple[str, ...], list[str]]:
    """The titles before a name and the rest; ``among`` finds them anywhere."""
    count = 0
    while count < len(tokens) - (not among) and _is_title(tokens[count], is_first=not count):
        count += 1
    titles, rest = tokens[:count], tokens[count:]
    if among:
        titles += [each for each in rest if _is_title(each)]
        rest = [each for each in rest if not _is_title(each)]
    return tuple(map(_as_title, titles)), rest


def _is_title(token: str, *, is_first: bool = True) -> bool:
    parts = [each for each in re.split(r"[.-]", _plain(token)) if each]
    known = words.TITLES if is_first else words.TITLES | words.AFTER_TITLES
    if not parts or parts[0] not in known:
        return False
    return all(each in words.TITLES | words.AFTER_TITLES for each in parts)


def _as_title(token: str) -> str:
    if _plain(token) == "pd" or not (token.isupper() or token.islower()):
        return token
    if _plain(token) in words.AFTER_TITLES:
        return token
    return token[0].upper() + token[1:].lower()


def _without_suffixes(tokens: list[str]) -> list[str]:
    """The tokens without suffixes such as “Jr.” and “PhD” at their end."""
    rest = list(tokens)
    while len(rest) > 1 and _plain(rest[-1]).replace(".", "") in words.SUFFIXES:
        rest.pop()
    return rest


def _by_capitals(titles: tuple[str, ...], tokens: list[str]) -> Name:
    """A name whose family name stands in capitals, as in “KIM Minji”, or one of unknown parts."""
    family = [each for each in tokens if _is_capitals(each)]
    small = [each for each in tokens if each not in family]
    given = [each for each in small if _plain(each) not in words.PARTICLES]
    is_clear = family and len(given) == 1 and not _is_initial(given[0])
    if not is_clear or not _is_latin(" ".join(tokens)):
        return Name(titles, tuple(tokens))
    named = [each for each in tokens if each != given[0]]
    return Name(titles, tuple(given), tuple(_cased(each) for each in named))


def _is_capitals(token: str) -> bool:
    is_long = len(_letters(token)) > 2 and "." not in token
    return is_long and token.isupper() and bool(VOWEL.search(_plain(token)))


def _recased(tokens: list[str]) -> list[str]:
    """The tokens with capital letters as in a name, where all are in one case."""
    text = " ".join(each for each in tokens if not _is_title(each))
    if len(_letters(text)) < 2 or not (text.isupper() or text.islower()):
        return tokens
    return [each if _is_title(each) else _cased(each) for each in tokens]


def _cased(token: str) -> str:
    plain = _plain(token)
    if plain in words.PARTICLES:
        return token.lower()
    if _is_initial(token) or (token.isupper() and _is_initials(plain)):
        return token.upper()
    text = re.sub(r"[^\W_]+", lambda found: _capital(found.group()), token)
    return re.sub(r"^Mc([a-z])", lambda found: f"Mc{found.group(1).upper()}", text)


def _capital(part: str) -> str:
    return part[0].upper() + part[1:].lower()


def _is_initials(plain: str) -> bool:
    """Whether letters are initials, like JP and AJ, rather than a name like BO or ED."""
    if not VOWEL.search(plain):
        return len(plain) <= 3
    return len(plain) == 2 and not VOWEL.search(plain[1]) and plain not in TWO_LETTERS


def _is_initial(token: str) -> bool:
    """Whether a token is an initial or an abbreviation: “J”, “J.R.”, “Ma.”."""
    return len(_letters(token)) < 2 or "." in token


def _is_latin(text: str) -> bool:
    return all("LATIN" in unicodedata.name(each, "") for each in text if each.isalpha())


def _is_certain(name: Name) -> bool:
    """Whether the first token is what the person is called."""
    first, *rest = [_plain(each) for each in name.given] or [""]
    if not first or name.is_open or not _is_latin(name.whole) or _is_initial(name.given[0]):
        return False
    if any(each in words.OF_NO_PERSON or POSSESSIVE.search(each) for each in (first, *rest)):
        return False
    if (name.given[0].isupper() and len(first) > 2) or first in words.BEGUN:
        return False
    if first in words.ALWAYS_PARTICLES or (first in words.PARTICLES and name.given[0].islower()):
        return False
    if name.family:
        return not rest or _plain(name.family[-1]) not in words.FAMILY_FIRST
    if first in words.FAMILY_FIRST:
        return False
    return len(rest) < 2 or rest[-1] not in words.FAMILY_FIRST


def _familiar(name: Name) -> str:
    """The first name; without titles, the whole name where it is not certain."""
    if name.family and name.given and not _is_certain(name) and not _is_initial(name.given[0]):
        return " ".join(name.given)
    if _is_certain(name) and (len(name.given) > 1 or name.family or not name.titles):
        return name.given[0]
    return "" if name.titles else name.whole


def _formal(name: Name) -> str:
    """The titles and the family name; the whole name where that is not certain."""
    if not name.titles:
        return ""
    titles, first = " ".join(name.titles), _plain(name.titles[0])
    if first in words.WITH_WHOLE_NAME:
        return name.whole
    if first in words.WITH_FIRST_NAME:
        return f"{titles} {name.given[0]}" if name.given and _is_certain(name) else name.whole
    family = " ".join(name.family) or _family(name)
    return f"{titles} {family}" if family else name.whole


def _family(name: Name) -> str:
    """The family name after a first name; empty where it is not certain."""
    if len(name.given) < 2 or not _is_certain(name):
        return ""
    rest = list(name.given[1:])
    while len(rest) > 1 and _is_initial(rest[0]):
        rest.pop(0)
    is_single = len(rest) == 1 or _plain(rest[0]) in words.PARTICLES
    return " ".join(rest) if is_single else ""
