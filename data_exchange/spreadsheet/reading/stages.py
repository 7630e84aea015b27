"""The stages as trackers and people name them, in five languages."""

import re
import unicodedata
from collections.abc import Mapping

STAGES: Mapping[str, str] = {
    "saved": (
        "saved|wishlist|wish list|to apply|not applied|not started|not yet applied|bookmarked"
        "|bookmark|interested|todo|to do|backlog"
        "|planned|plan to apply|will apply|researching|considering|draft|applying|preparing"
        "|ready to apply|lead|new|favorite|shortlist"
        "|gespeichert|geplant|gemerkt|offen|noch nicht beworben|vorgemerkt|merkliste|entwurf"
        "|zu bewerben|in vorbereitung"
        "|a envoyer|a postuler|a faire|enregistre|sauvegarde|brouillon|interesse"
        "|pas encore postule|souhaite|en preparation"
        "|guardado|guardada|por enviar|pendiente de enviar|por aplicar|por solicitar|interesado"
        "|interesada|sin enviar|borrador"
        "|bewaard|opgeslagen|nog te solliciteren|te solliciteren|nog niet gesolliciteerd|concept"
        "|interessant|gepland"
    ),
    "applied": (
        "applied|sent|submitted|pending|application sent|application submitted|sent cv|cv sent"
        "|in progress|ongoing|waiting|awaiting response"
        "|awaiting reply|awaiting|in review|under review|application review|review|reviewing"
        "|received|active|open|followed up|follow up"
        "|waiting for response|no response yet|in process|in consideration|viewed"
        "|application viewed|resume viewed|done|yes|applied online"
        "|beworben|gesendet|abgeschickt|versendet|verschickt|eingereicht|eingangsbestatigung"
        "|warte auf antwort|warte|wartet|abwarten|wartend|laufend|lauft|ausstehend"
        "|in bearbeitung|in prufung|bewerbung verschickt|bewerbung gesendet|unterlagen versendet"
        "|eingang bestatigt|nachgefasst"
        "|en attente|envoye|envoyee|candidature envoyee|postule|postulee|en cours|relance"
        "|relancee|relance envoyee|soumis|soumise|recu"
        "|accuse de reception|en attente de reponse|candidate"
        "|enviado|enviada|solicitado|solicitada|aplicado|aplicada|en proceso|en espera|pendiente"
        "|en revision|solicitud enviada|en curso|inscrito|inscrita"
        "|gesolliciteerd|verzonden|verstuurd|ingediend|in afwachting|wachten op reactie"
        "|wacht op reactie|lopend|in behandeling|ontvangen|sollicitatie verstuurd"
    ),
    "screening": (
        "screening|screen|phone screen|phone screening|recruiter screen|phone call"
        "|phone interview|hr screen|recruiter call|initial call|intro call"
        "|screening call|hr call|pre-screen|prescreen|first call|introductory call|recruiter"
        "|hr interview|telephone screen|telephone interview"
        "|telefoninterview|telefongesprach|vorauswahl|erstgesprach telefonisch"
        "|entretien telephonique|preselection|prequalification"
        "|entrevista telefonica|preseleccion|llamada|telefonisch gesprek|telefonisch interview"
        "|belafspraak"
    ),
    "interviewing": (
        "interviewing|interview|interviews|interviewed|1st interview|2nd interview|3rd interview"
        "|first interview|second interview|third interview"
        "|final interview|final round|onsite|on site|on-site interview|technical interview"
        "|tech interview|interview scheduled|interview stage|assessment"
        "|take home|take-home|coding challenge|technical test|test task|case study|assignment"
        "|online assessment|oa|panel interview|final|round 1|round 2|round 3"
        "|interview invited|invited to interview|invited|interview invitation|video interview"
        "|vorstellungsgesprach|gesprach|eingeladen|einladung|interview geplant|zweitgesprach"
        "|erstgesprach|assessment center|probearbeiten|bewerbungsgesprach"
        "|entretien|entretiens|entretien prevu|entretien passe|1er entretien|2e entretien"
        "|2eme entretien|premier entretien|deuxieme entretien|second entretien"
        "|test technique|convoque|convoquee"
        "|entrevista|entrevistas|primera entrevista|segunda entrevista|entrevistado|entrevistada"
        "|prueba tecnica|prueba|en entrevistas"
        "|gesprek|op gesprek|sollicitatiegesprek|uitgenodigd|uitgenodigd voor gesprek"
        "|eerste gesprek|tweede gesprek|kennismaking|kennismakingsgesprek|interview gepland"
    ),
    "reference_check": (
        "reference check|references|reference checks|references requested|checking references"
        "|referenzen|referenzprufung"
        "|verification des references|prise de references|referencias|comprobacion de referencias"
        "|referentiecheck|referenties"
    ),
    "offer": (
        "offer|offered|offer received|job offer|negotiating|negotiation|offer extended|got offer"
        "|verbal offer|angebot|angebot erhalten|zusage erhalten"
        "|offre|offre recue|proposition|oferta|oferta recibida|aanbod|aanbieding|aanbod ontvangen"
        "|negociation|contract offered"
    ),
    "accepted": (
        "accepted|hired|offer accepted|accepted offer|signed|got the job|job accepted|zusage"
        "|angenommen|zugesagt|eingestellt|accepte|acceptee|embauche"
        "|embauchee|offre acceptee|recrute|aceptado|aceptada|contratado|contratada"
        "|oferta aceptada|aangenomen|geaccepteerd|success"
    ),
    "declined": (
        "declined|turned down|offer declined|declined offer|i declined|rejected offer"
        "|offer rejected by me|offer turned down|abgelehnt von mir|angebot abgelehnt"
        "|selbst abgesagt|offre refusee|offre declinee|j'ai refuse|oferta rechazada|rechace"
        "|afgeslagen|aanbod afgeslagen|zelf afgewezen"
    ),
    "rejected": (
        "rejected|rejection|refused|not selected|unsuccessful|no|denied|declined by company"
        "|not moving forward|closed|dead|rejected after interview"
        "|rejected by company|failed|not successful|no longer under consideration|not considered"
        "|position filled|filled|regret|turned me down|passed on me|lost"
        "|absage|abgesagt|abgelehnt|absage erhalten|abgewiesen"
        "|refuse|refusee|refus|rejete|rejetee|non retenu|non retenue|negatif|reponse negative"
        "|sans suite|candidature rejetee"
        "|rechazado|rechazada|descartado|descartada|no seleccionado|no seleccionada|rechazo"
        "|afgewezen|afwijzing|niet geselecteerd|afgekeurd"
    ),
    "withdrawn": (
        "withdrawn|withdrew|i withdrew|withdraw|cancelled|canceled|not interested"
        "|no longer interested|zuruckgezogen|zuruckgenommen|bewerbung zuruckgezogen"
        "|retire|retiree|abandonne|abandonnee|desiste|desistee|retirado|retirada|cancelado"
        "|cancelada|teruggetrokken|ingetrokken"
    ),
    "no_response": (
        "no response|no reply|ghosted|no answer|never heard back|no feedback|silence|expired"
        "|stale|unanswered|didn't hear back|not heard back|ghosted by company"
        "|keine antwort|keine ruckmeldung|ohne antwort|sans reponse|pas de reponse|aucune reponse"
        "|sans nouvelles|sin respuesta|sin contestar"
        "|no contestan|geen reactie|geen antwoord|niets gehoord|geen respons"
    ),
}
"""Names of each stage, without accents; `_` and capitals do not matter."""
MANY_LETTERS = re.compile(r"([^\W\d_])\1+")
ORDINAL = re.compile(
    r"^(?:\d+\s*(?:[.)/:-]|st|nd|rd|th|er|e|\.)\s*|(?:first|second|third|final|\d+)\s+)(?=[^\W\d])"
)
LIKE = 88
"""How alike, of 100, a misspelt word must be."""
LEAST_LETTERS = 6
ORDER = ("accepted", "withdrawn", "no_response", "rejected", "declined", "offer", "reference_check",
         "interviewing", "screening", "applied")  # fmt: skip
"""The stages as they are searched in a longer text: what ends it comes first."""


def plain(text: str) -> str:
    """Return small letters without accents, signs and doubled spaces."""
    text = unicodedata.normalize("NFKD", text.casefold().replace("’", "'").replace("ß", "ss"))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w'/.-]|_", " ", text).replace(" - ", " ").split()).strip(" .-/'")


NAMES = {plain(name): stage for stage, names in STAGES.items() for name in names.split("|")}
NAMES |= {stage.replace("_", " "): stage for stage in STAGES}
SINGLE = {MANY_LETTERS.sub(r"\1", name): stage for name, stage in NAMES.items()}
LONG = [name for name in NAMES if len(name) >= LEAST_LETTERS]
WITHIN = [
    (stage, re.compile(r"\b(?:" + "|".join(
        re.escape(name) for name, of in NAMES.items() if of == stage and len(name) >= LEAST_LETTERS
    ) + r")\b"))
    for stage in ORDER
]  # fmt: skip
REMARK = re.compile(r"\s[-–—]\s|[(:,;/]")
AFTERWARDS = re.compile(
    r"\s(?:after|nach|apres|despues de|tras|na|following|by|per|via|par|por|on|am|le|el|op)\s"
)
NEGATED = re.compile(
    r"\b(?:not|no|never|nicht|kein\w*|pas|non|sin|niet|geen|before|after|until|if)\b"
)


def read_stage(text: str) -> str | None:
    """Return the stage that ``text`` names, however it is spelt; None where it is not plain."""
    word = plain(text[:100])
    if not word:
        return None
    found = NAMES.get(word) or NAMES.get(ORDINAL.sub("", word))
    found = found or SINGLE.get(MANY_LETTERS.sub(r"\1", word))
    return found or _begins(text) or _alike(word) or _within(word)


def _begins(text: str) -> str | None:
    """The stage before a remark: “Rejected - no interview”, “Absage nach Gespräch”."""
    first = plain(REMARK.split(text[:100])[0])
    return NAMES.get(first) or NAMES.get(AFTERWARDS.split(first)[0])


def _alike(word: str) -> str | None:
    if len(word) < LEAST_LETTERS or len(word) > 40:
        return None
    # Only a sheet with misspelt stages needs it.
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    best = process.extractOne(word, LONG, scorer=fuzz.ratio, score_cutoff=LIKE)
    return NAMES[best[0]] if best else None


def _within(word: str) -> str | None:
    """The one stage named in a few words, such as “rejected (by mail)”."""
    if len(word.split()) > 6 or NEGATED.search(word):
        return None
    found = [stage for stage, names in WITHIN if names.search(word)]
    return found[0] if len(found) == 1 else None
