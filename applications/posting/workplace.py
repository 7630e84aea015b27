"""Place of work: remote, hybrid or on site.

A label or a line of its own says it; in a sentence it counts only where it is said of the work,
and not where it is denied or something else is meant (hybrid cloud, remote sensing, on-site gym).
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

HYBRID = (
    r"hybrid\w*|teilweise home[- ]?office|home[- ]?office möglich\w*|deels thuis\w*|híbrid[oa]"
    r"|semipresencial|télétravail partiel|mobiles arbeiten\b.*|mobile working"
)
REMOTE = (
    r"(?:fully |100\s?% )?remote\w*|100\s?% (?:remoto|télétravail|home[- ]?office)|remoto"
    r"|work(?:ing)? from home|home[- ]based|télétravail complet|full remote|teletrabajo"
    r"|volledig thuis\w*"
)
ON_SITE = (
    r"on[- ]?site|onsite|in[- ]?office|in[- ]person|office[- ]based|vor ort|präsenz|sur site"
    r"|présentiel|presencial|op locatie|op kantoor"
)
KINDS = (("hybrid", HYBRID), ("remote", REMOTE), ("on_site", ON_SITE))
LINE = [(kind, re.compile(rf"^(?:{words})(?=$|[\s(,;:·|/]|[A-Z])", re.I)) for kind, words in KINDS]
WITHIN = [(kind, re.compile(rf"\b(?:{words})\b", re.I)) for kind, words in KINDS]
LABEL = re.compile(
    r"^(?:location type|remote type|remote status|work ?place(?: type)?|work mode|work model"
    r"|working model"
    r"|work (?:arrangement|location|setting)|place of work|workplace type is"
    r"|modalidad(?: de trabajo)?|arbeitsort"
    r"|arbeitsmodell|mode de travail|type de lieu de travail|télétravail|werkplek|werkvorm"
    r"|working pattern"
    r"|policy)\s*:?\s*(?P<value>.*)$",
    re.I,
)
LINKEDIN = re.compile(
    r"(?:workplace type is|arbeitsplatztyp ist|type de lieu de travail est"
    r"|tipo de lugar de trabajo es"
    r"|werkplektype is)\W{0,4}(?P<value>[\w -]{3,30})",
    re.I,
)
SAID = (
    (
        "hybrid",
        re.compile(
            r"\bhybrid(?:e|es|o)?[- ](?:role|position|job|work\w*|model\w*|schedule|arrangement"
            r"|basis|set-?up|remote"
            r"|team|pattern|policy|environment for|office|post|arbeit\w*|modell|werk\w*"
            r"|opportunity|way)\b"
            r"|\bhybrides? arbeiten|\b(?:travail|mode|modèle) hybride|\b(?:trabajo|modelo"
            r"|modalidad) híbrid[oa]"
            r"|\b(?:\d|one|two|three|four)(?:\s?(?:-|to|–)\s?\d)? days?(?: a| per"
            r"|/)?(?: week)?,? (?:from home|remote|in (?:the|our)"
            r" (?:\w+ )?office|wfh|at home|in the office)\b"
            r"|\btélétravail\s?:?\s?(?:jusqu['’]à )?\d jours?"
            r"|\b\d jours? de télétravail|\bhome[- ]?office[- ](?:möglich|anteil|tage"
            r"|nach absprache|regelung)"
            r"|\bmobiles arbeiten ist\b.{0,30}\bmöglich|\bhybrid:"
            r"|\bteilweise (?:im )?home[- ]?office"
            r"|\b(?:\d|een|twee|drie) dag(?:en)? (?:per week )?thuis\w*|\bhomeoffice möglich"
            r"|\bthuiswerken is mogelijk"
            r"|\btélétravail (?:partiel|possible|occasionnel)|\bteletrabajo (?:parcial|\d días)",
            re.I,
        ),
    ),
    (
        "remote",
        re.compile(
            r"\b(?:fully|100\s?%|completely|entirely|permanently) remote|\bremote[- ](?:first"
            r"|only|role|position|job|work\w*"
            r"|opportunity|post|contract|within|from|across|based|eligible|anywhere|in the|team)\b"
            r"|\bwork(?:ing)? (?:remotely|from (?:home|anywhere))\b|\bhome[- ]based\b|\b(?:role"
            r"|position|job|post) is remote\b"
            r"|\bremote\s?[-–/]\s?(?:uk|us|eu|emea|usa)\b|\b100\s?% (?:im )?(?:home[- ]?office"
            r"|télétravail|teletrabajo|remoto)"
            r"|\b(?:komplett|vollständig) (?:remote|im home[- ]?office)|\btélétravail (?:total"
            r"|complet|à 100)"
            r"|\btrabajo (?:100\s?% )?(?:remoto|a distancia|desde casa)|\bvolledig (?:remote"
            r"|thuis\w*)|\bremote\.?$",
            re.I,
        ),
    ),
    (
        "on_site",
        re.compile(
            r"\bon[- ]?site[- ](?:role|position|job|work|only|in|at|five|\d|post)\b|\b(?:is|fully"
            r"|100\s?%|entirely|work\w*|be) (?:fully )?on[- ]?site\b"
            r"|\b(?:is|be|role|post|position)[- ](?:fully )?(?:office[- ]based|in[- ]office"
            r"|in[- ]person)\b|\bin[- ]office (?:role|position)"
            r"|\b(?:five|5) days (?:a week |per week )?in (?:the|our) (?:\w+ )?office|\b(?:werkt"
            r"|werk je) op kantoor"
            r"|\bin präsenz\b|\barbeiten vor ort|\bvor ort in\b|\b(?:poste"
            r"|travail) (?:en présentiel|sur site)"
            r"|\b(?:100\s?% |trabajo |puesto )presencial",
            re.I,
        ),
    ),
)
"""What says it within a sentence."""
OTHER = re.compile(
    r"\bhybrid[- ](?:cloud|infrastructure|vehicle|car|app|mobile|search|it\b|event|engine|drive"
    r"|electric|bike|network"
    r"|system|architecture|data|mail|antrieb|fahrzeug|deployment|identity)\w*"
    r"|\bremote[- ](?:sensing|control|monitor\w*|support|desktop"
    r"|access|server|site|area|communit\w*|village|patient|diagnos\w*|branch|location|region"
    r"|method|procedure"
    r"|island|office|management|hands|user|device|debug\w*|repo\w*|code|execution|calls?"
    r"|installation|maintenance|team member|teams\b)\w*"
    r"|\bon[- ]?site[- ](?:parking|gym|canteen|café|cafe|nursery|childcare|visit|interview"
    r"|support|training|restaurant"
    r"|crèche|catering|fitness|assessment|customer|installation|service|doctor|medical|lunch|bar"
    r"|facilit\w*|day|event|team)\w*"
    r"|\b(?:plug-in|petrol|mild) hybrid\w*|\bhybrids\b",
    re.I,
)
DENIED = re.compile(
    r"\b(?:not|no|non|never|cannot|can['’]?t|isn['’]t|unable|without|neither|nor|kein\w*|nicht"
    r"|ohne|pas|aucun\w*|sans|impossible"
    r"|niet|geen|sin|ningún|imposible|unfortunately|leider|helaas|except|rather than"
    r"|instead of)\b|n['’]t\b",
    re.I,
)
IN_BRACKETS = re.compile(r"\(([^()]{3,40})\)")
HINTS = (
    "hybr", "híbr", "remot", "home", "wfh", "télétr", "teletr", "thuis", "site", "offi", "präs",
    "prés", "pres", "vor ort", "kantoor", "locatie", "person", "anywhere", "mobil", "distancia",
)  # fmt: skip
"""Parts of words without one of which a line says nothing of the place of work."""
DENIALS = {"no", "nein", "non", "nee"}
"""What the next line says where a page asks “Remote job”."""
SENTENCE = re.compile(r"(?<=[.!?;])\s+|\s[•·]\s|(?<!\w)[-–]\s")


def read_workplace(lines: list[str], location: str | None) -> str | None:
    """Return remote, hybrid or on_site where the posting says it plainly."""
    likely = [
        line
        for line, following in pairwise([*lines, ""])
        if _is_likely(line.lower()) and following.lower() not in DENIALS
    ]
    return _labelled(lines) or _pill(likely) or _in_place(location) or _in_sentences(likely)


def _is_likely(line: str) -> bool:
    for hint in HINTS:  # noqa: SIM110  (a third of the time of any())
        if hint in line:
            return True
    return False


def _labelled(lines: list[str]) -> str | None:
    for index, line in enumerate(lines):
        if len(line) <= 120 and (match := LABEL.match(line)):
            value = match["value"] or (lines[index + 1] if index + 1 < len(lines) else "")
            found = (
                _one(value)
                if not match["value"] or line[match.start("value") - 1] in ": "
                else None
            )
            if found and len(value) < 60 and not DENIED.search(value):
                return found
        if match := LINKEDIN.search(line):
            return _one(match["value"])
    return None


def _one(value: str) -> str | None:
    return next((kind for kind, words in WITHIN if words.search(OTHER.sub("", value))), None)


def _pill(lines: Iterable[str]) -> str | None:
    for line in lines:
        if (
            len(line) <= (200 if " | " in line else 70)
            and not OTHER.search(line)
            and not DENIED.search(line)
        ):
            for part in [*re.split(r"\s(?:[·|•]|or)\s|,\s", line), *IN_BRACKETS.findall(line)]:
                found = next((kind for kind, words in LINE if words.match(part)), None)
                if found and _ends(part):
                    return found
    return None


def _ends(part: str) -> bool:
    """Whether the part says the place of work and little else."""
    return len(part.split()) <= 6 and not part.endswith(("?", ":"))


def _in_place(location: str | None) -> str | None:
    return _one(location) if location else None


def _in_sentences(lines: Iterable[str]) -> str | None:
    found = {kind for line in lines for kind in _said(line)}
    if "hybrid" in found:
        return "hybrid"
    return found.pop() if len(found) == 1 else None


def _said(line: str) -> Iterator[str]:
    for sentence in SENTENCE.split(line):
        plain = OTHER.sub(" ", sentence)
        for kind, words in SAID:
            if words.search(plain) and not DENIED.search(plain):
                yield kind
