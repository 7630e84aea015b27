"""Whether a note that the seeker wrote to somebody speaks of an application of theirs.

Most of what people send is private: it counts as about a job only where it says so itself.
"""

from __future__ import annotations

import re

from inbox.reading.job_words import ROLES
from inbox.reading.languages import CODES, load
from inbox.reading.mime import Letter
from inbox.reading.senders import is_free_mail
from inbox.reading.text import fold

MOST = 6_000
OF_AN_APPLICATION = re.compile(
    r"\b(?:my|this|job) application\b|\bappl(?:y|ying|ied) (?:for|to) (?:the|your|a|an|this)\b"
    r"|\bapplication (?:for|as) (?:the|your|an?|this)\b|\bwithdraw (?:my|from the)\b"
    r"|\bmeine (?:\w+ )?bewerbung|\bbewerbung (?:als|um|auf|fur)\b|\bbewerbe (?:ich )?mich\b"
    r"|\bma candidature|\bcandidature (?:au|pour|a) |\bje (?:postule|me permets de postuler)"
    r"|\bmi (?:candidatura|solicitud de empleo)|\bcandidatura (?:a|para|al) |\bme postulo\b"
    r"|\bmijn sollicitatie|\bsollicitatie (?:naar|voor|als)\b|\bsolliciteer (?:ik )?(?:naar|op)\b"
)
OF_A_JOB = re.compile(
    r"\binterview(?:s|ed|ers?|ing)?\b|\bvacanc(?:y|ies)\b|\bjob (?:ad|advert|posting|opening|offer)"
    r"|\bthe (?:role|position|vacancy|post)\b|\b(?:your|the) hiring\b|\brecruit(?:er|ing|ment)\b"
    r"|\bmy (?:cv|resume|cover letter|application)\b|\byour (?:job )?offer\b"
    r"|\bvorstellungsgesprach|\bbewerbungs\w+|\bstellen(?:anzeige|ausschreibung|angebot)"
    r"|\b(?:die|der|ausgeschriebene) stelle\b|\blebenslauf\b|\bkennenlerngesprach"
    r"|\bentretien d'embauche|\ble poste\b|\boffre d'emploi|\bmon cv\b|\blettre de motivation"
    r"|\bentrevista\b|\bel puesto\b|\boferta de (?:empleo|trabajo)|\bmi (?:cv|curriculum)\b"
    r"|\bsollicitatie\w*|\bvacature\b|\bde functie\b|\bmijn cv\b|\bmotivatiebrief"
)


def speaks_of_an_application(letter: Letter, text: str) -> bool:
    """Whether a note speaks of an application; one to people's own addresses, in so many words.

    ``text`` is what it says without quotes.
    """
    folded = fold(f"{letter.subject}\n{text[:MOST]}").replace("\n", " ")
    if _says(folded, "other_matters") and not (
        ROLES.search(folded) or _says(folded, "surely_a_job")
    ):
        return False
    is_to_people = all(is_free_mail(each) for each in letter.recipients)
    found = OF_AN_APPLICATION.search(folded)
    return bool(found or (not is_to_people and OF_A_JOB.search(folded)))


def _says(folded: str, words: str) -> bool:
    return any(load(code).pattern(words).search(folded) for code in CODES)
