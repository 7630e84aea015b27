"""Which column holds what, told by its head: in five languages, and as known trackers call it."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

HEADS: Mapping[str, str] = {
    "company": (
        "company|company name|employer|organisation|organization|firm|name of company"
        "|employer name|business|startup"
        "|firma|unternehmen|arbeitgeber|firmenname|betrieb|entreprise|société|nom de l'entreprise"
        "|employeur|boite"
        "|organisme|empresa|compañía|nombre de la empresa|bedrijf|bedrijfsnaam|werkgever"
        "|organisatie"
    ),
    "title": (
        "title|job title|role|position|job|job position|role name|position title|position name"
        "|job name|role title"
        "|position applied for|applied position|job role|vacancy|opportunity|stelle"
        "|position/stelle|stellenbezeichnung"
        "|stellentitel|jobtitel|beruf|tätigkeit|poste|intitulé|intitulé du poste|titre du poste"
        "|offre|emploi|titre|puesto"
        "|cargo|título|oferta|nombre del puesto|vacante|functie|functietitel|vacature|rol|name"
    ),
    "applied_on": (
        "applied on|applied|date applied|application date|applied date|date submitted"
        "|date of application|submitted"
        "|submission date|date sent|sent on|sent|applied at|application submitted|date d'envoi"
        "|date envoi|date"
        "|beworben am|beworben|bewerbungsdatum|bewerbung am|datum der bewerbung|datum bewerbung"
        "|gesendet am|datum|abgeschickt am"
        "|date de candidature|date candidature|postulé le|envoyé le|candidature envoyée le"
        "|fecha de solicitud"
        "|fecha de aplicación|fecha solicitud|fecha de envío|fecha|gesolliciteerd op"
        "|sollicitatiedatum|datum sollicitatie|verstuurd op"
    ),
    "stage": (
        "stage|status|state|outcome|list|application status|current status|current stage"
        "|app status|phase|step|progress"
        "|pipeline stage|result|board list|bewerbungsstatus|stand|ergebnis|stufe|etat|état|statut"
        "|avancement|situation"
        "|étape|résultat|suivi|estado|fase|situación|resultado|etapa|resultaat|stap"
        "|status sollicitatie"
    ),
    "stage_on": (
        "date of the stage or outcome|outcome date|last update|updated|status date|last updated"
        "|date of status"
        "|last change|response date|date retour|date de réponse|datum rückmeldung|letzte änderung"
    ),
    "closes_on": (
        "deadline|closing date|close date|closes on|closes|apply by|application deadline|expires"
        "|due date"
        "|end date|date closing"
        "|bewerbungsfrist|frist|bewerbungsschluss|date limite|clôture|fecha límite|plazo"
        "|sluitingsdatum|uiterste datum"
    ),
    "interest": "interest|rating|priority|excitement|interesse|priorität|intérêt|interés"
    "|prioriteit|stars",
    "location": (
        "location|city|where|place|job location|town|office|region|ort|standort|arbeitsort|stadt"
        "|einsatzort|lieu|ville"
        "|localisation|lieu de travail|ubicación|ciudad|lugar|localidad|plaats|locatie"
        "|standplaats|stad"
    ),
    "place": (
        "place of work|remote|work mode|workplace|work type|workplace type|remote/onsite|remote?"
        "|work model|work setting"
        "|arbeitsmodell|homeoffice|télétravail|modalidad|teletrabajo|thuiswerken|work arrangement"
        "|location type|remote status"
    ),
    "pay_min": (
        "pay from|salary|pay|min salary|salary min|salary from|min. salary|salary range"
        "|compensation|pay range|wage|salary/pay"
        "|expected salary|offered salary|base salary|rate|pay rate|hourly rate|gehalt"
        "|gehaltsspanne|lohn|vergütung"
        "|salaire|rémunération|salario|sueldo|retribución|salaris|loon|salary (min)|comp"
        "|total comp|minimum salary|ctc"
    ),
    "pay_max": "pay to|max salary|salary max|salary to|max. salary|salary (max)|maximum salary"
    "|gehalt bis|salaire max",
    "pay_currency": "currency|salary currency|währung|devise|moneda|valuta|pay currency",
    "pay_period": "pay period|salary period|per|period|salary type|pay type|zeitraum|période"
    "|periodo|periode",
    "source": (
        "found through|source|via|found on|channel|job board|platform|application site"
        "|where found|site|website|job source"
        "|how found|applied via|applied through|quelle|portal|gefunden über|plattform|origine"
        "|canal|trouvé via|fuente|origen"
        "|bron|gevonden via|kanaal"
    ),
    "posting_url": (
        "link to the posting|link|url|job link|posting|job posting|job url|post url|job post url"
        "|posting url|job posting url"
        "|link to job posting|application link|posting link|link to posting|job posting link"
        "|application url|web link|href"
        "|link zur stelle|stellenlink|link zur anzeige|stellenanzeige|lien|lien de l'offre"
        "|lien offre|url de l'offre|enlace"
        "|enlace de la oferta|vínculo|vacaturelink|link vacature|link naar vacature"
    ),
    "notes": (
        "notes|note|comments|comment|remarks|additional notes|my notes|details|bemerkung"
        "|bemerkungen|notizen|notiz"
        "|anmerkung|anmerkungen|kommentar|commentaire|commentaires|remarques|notas|comentarios"
        "|observaciones|opmerking"
        "|opmerkingen|notities|toelichting"
    ),
    "tags": "tags|tag|labels|label|category|schlagworte|étiquettes|etiquetas",
    "contact": (
        "contact|contact person|contact name|recruiter|hiring manager|point of contact"
        "|ansprechpartner|ansprechperson"
        "|kontakt|contacto|persona de contacto|contactpersoon|interlocuteur|recruiter name"
    ),
    "referred_by": (
        "referred by|referral|referrer|referred|employee referral|referral name|referral contact"
        "|empfohlen von|empfehlung|recommandé par|recommandation|recomendado por|referido por"
        "|aanbevolen door|aanbevolen"
    ),
    "archived": "put away|archived|archive|archiviert|archivé|archivado|gearchiveerd",
}
"""Usual heads for each target, the clearest first."""
CONTAINS: Mapping[str, str] = {
    "company": r"company|employer|organi[sz]ation|firma|unternehmen|arbeitgeber|entreprise"
    r"|societe|empresa|bedrijf|werkgever",
    "title": r"(job|role|position|post) ?(title|name)|position|poste|puesto|stelle\b|functie"
    r"|job title",
    "applied_on": r"(date|datum|fecha).*(appl|submit|sent|candidat|postul|envoi|solicit|bewerb"
    r"|sollicit)"
    r"|(applied|beworben|postule|gesolliciteerd)",
    "stage": r"status|stage|statut|estado|stand\b",
    "posting_url": r"\burl\b|\blink|lien|enlace",
    "pay_min": r"salary|salaire|gehalt|salario|salaris|remuneration|compensation",
    "notes": r"notes?\b|comment|bemerk|opmerk|remarque",
    "location": r"location|standort|ville\b|ciudad",
    "closes_on": r"deadline|closing|frist|date limite",
}
"""Words by which a longer head is known."""
NOT = re.compile(
    r"email|e-mail|phone|telefon|resume|\bcv\b|cover|contact|size|industry|logo|follow|saved"
    r"|added|created|interview|description"
    r"|linkedin|relance|mail|days|question|desired|glassdoor|website|portal|type"
)
"""Words of heads that mean something else."""
DATES = ("applied_on", "stage_on", "closes_on", "archived")


def plain_head(head: str) -> str:
    """Return a head in small letters, without marks and accents."""
    text = unicodedata.normalize("NFKD", head.casefold().replace("’", "'"))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[_\-:*#.]+", " ", text).split())


NAMES: Mapping[str, tuple[str, ...]] = {
    target: tuple(plain_head(name) for name in names.split("|")) for target, names in HEADS.items()
}
TARGET_OF = {name: target for target, names in reversed(list(NAMES.items())) for name in names}
PATTERNS = {target: re.compile(words) for target, words in CONTAINS.items()}


def guess(heads: Sequence[str]) -> dict[str, int]:
    """Map each target to the column its head suggests; no column is used twice."""
    words = [plain_head(head[:80]) for head in heads]
    found: dict[str, int] = {}
    for target, names in NAMES.items():
        at = next((words.index(name) for name in names if name in words), None)
        if at is not None and at not in found.values():
            found[target] = at
    for target, pattern in PATTERNS.items():
        for at, word in enumerate(words):
            is_free = target not in found and at not in found.values()
            if is_free and word not in TARGET_OF and pattern.search(word) and not NOT.search(word):
                found[target] = at
    return found


def known_heads(cells: Sequence[str]) -> int:
    """Return how many cells of a row are heads; a row without a company or title has none."""
    found = guess([cell if len(cell) <= 60 else "" for cell in cells[:120]])
    return len(found) if found.keys() & {"company", "title"} else 0
