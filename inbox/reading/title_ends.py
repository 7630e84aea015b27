"""Where a title goes on behind a word that mostly ends one: “Lecturer in Marine Biology”."""

from __future__ import annotations

import re

from inbox.reading.job_words import ROLES

FIELDS = (
    r"(?:\w+(?:logy|logie|logia|graphy|graphie|grafia|nomics|nomie|nomia|istry|istics|ernistics)"
    r"|\w*(?:physics|physik|physique|fisica|natuurkunde|mathemati\w+|matematicas|chemi\w*|chimie"
    r"|quimica|scheikunde|engineering|science|sciences|management|gestion|nursing|finance"
    r"|finances|finanzas|financien|marketing|sales|ventas|history|histoire|historia|law|droit"
    r"|derecho|design|education|educacion|medicine|medecine|medicina|accounting|accountancy"
    r"|computing|informati\w+|comput\w*|electri\w+|electroni\w+|mecani\w+|mechani\w+|elektro\w+"
    r"|mantenimiento|maintenance|onderhoud|calidad|qualite|kwaliteit|quality|logisti\w+"
    r"|environnement|environment|medio ambiente|soins|cuidados|zorg|opleiding|comptabilite"
    r"|contabilidad|communication|comunicacion|recursos humanos|ressources humaines"
    r"|human resources|administra\w+|farmacia|pharmac\w+|geriatri\w*|pediatri\w*|paediatri\w*"
    r"|statistic\w*|linguistics|philosophy|philosophie|filosofia|literature|music|art|arts"
    r"|english|french|german|spanish|dutch|plumbing|carpentry|horticulture|agriculture"
    r"|architecture|economics|politics|oncology|psychiatr\w+|dentistry|theatre studies|studies"
    r"|insertion|prevention|prevencion|seguridad|securite|redes|sistemas|systemes|reseaux"
    r"|laboratorio|laboratoire|turismo|tourisme|hosteleria|restauration|banque|assurance\w*"
    r"|urbanisme|genie|biotech\w*))(?!\w)"
)
ATTRIBUTES = (
    r"(?:marine|applied|civil|early|modern|medieval|computer|data|mental|public|clinical"
    r"|organic|inorganic|theoretical|experimental|contemporary|fine|criminal|international"
    r"|business|social|molecular|cell|plant|animal|human|electrical|mechanical|machine|higher"
    r"|environmental|financial|digital|primary|secondary|adult|child|product|supply|software) "
)
IN_FIELD = re.compile(rf"(?:in|en) (?:de |la |el |het )?(?:{ATTRIBUTES}){{0,2}}{FIELDS}")
HOW_LONG = re.compile(
    r"fur (?:die|den|das|der|dem|unser\w*|eine?\w*|mich|dich|sie|uns|ihre?\w*|deine?\w*|ab|\d+)"
)
GERMAN_FIELD = re.compile(
    r"im (?:vertrieb|verkauf|einkauf|aussendienst|innendienst|marketing|bereich|controlling|service"
    r"|kundenservice|kundendienst|lager|rechnungswesen|personalwesen|qualitatsmanagement|labor"
    r"|einzelhandel|grosshandel|gesundheitswesen|sozialdienst|rettungsdienst|projektmanagement"
    r"|pflegedienst|backoffice|empfang|sekretariat|hochbau|tiefbau|gartenbau|handwerk)(?!\w)"
    r"|in der (?:buchhaltung|pflege|verwaltung|produktion|qualitatssicherung|logistik"
    r"|entwicklung|forschung|altenpflege|krankenpflege|jugendhilfe|montage|fertigung|gastronomie"
    r"|personalabteilung|lohnbuchhaltung|softwareentwicklung|it)(?!\w)"
    r"|in (?:ausbildung)(?!\w)"
)
LED = re.compile(r"(?:leit(?:er|erin|ung)|assistenz|assistent|assistentin|sekretar|sekretarin)$")
OF_LED = re.compile(
    r"(?:der|des) (?:\w*(?:abteilung|leitung|fuhrung|lagers|vertriebs|einkaufs|buchhaltung|pflege"
    r"|werkstatt|kita|kuche|produktion|verwaltung|logistik|redaktion|bibliothek))(?!\w)"
)


def goes_on(folded: str, source: str, place: int, start: int, code: str) -> int:
    """Return where a title that began at ``place`` goes on to over the stop word at ``start``.

    Nothing, 0, where it ends before that word.
    """
    before = folded[place:start].strip()
    if not ROLES.search(before):
        return 0
    if code == "de":
        return _goes_on_in_german(folded, source, before, start)
    found = IN_FIELD.match(folded, start)
    return found.end() if found else 0


def _goes_on_in_german(folded: str, source: str, before: str, start: int) -> int:
    if folded.startswith("fur ", start):
        is_named = source[start + 4 : start + 5].isupper() and not HOW_LONG.match(folded, start)
        return start + 3 if is_named else 0
    found = GERMAN_FIELD.match(folded, start)
    if found is None and LED.search(before):
        found = OF_LED.match(folded, start)
    return found.end() if found else 0
