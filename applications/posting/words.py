"""Words of postings in English, German, French, Spanish and Dutch."""

import re

LONGEST_NAME = 70
MOST_WORDS = 8
JOB = re.compile(
    r"\b(?:engineer|developer|designer|manager|analyst|scientist|assistant|officer|lead|head of"
    r"|director|researcher|consultant|administrator|coordinator|specialist|nurse|teacher|writer"
    r"|editor|accountant|architect|technician|associate|executive|advis[eo]r|intern|internship"
    r"|planner|producer|librarian|programmer|tester|strategist|buyer|clerk|driver|chef|lecturer"
    r"|tutor|receptionist|surveyor|supervisor|physiotherapist|therapist|professor|postdoc|fellow"
    r"|representative|recruiter|operator|mechanic|electrician|plumber|carpenter|cook|waiter|barista"
    r"|cashier|cleaner|carer|support worker|midwife|doctor|pharmacist|dentist|solicitor|lawyer"
    r"|paralegal|counsel|trainer|instructor|journalist|translator|photographer|artist|animator"
    r"|apprentice|trainee|graduate|student|scrum master|product owner|controller|auditor|actuary"
    r"|economist|statistician|biologist|chemist|physicist|psychologist|social worker|warden|guard"
    r"|attendant|agent|inspector|foreman|welder|machinist|gardener|butler|nanny|captain|pilot"
    r"|secretary|treasurer|chief|vp|vice president|partner|owner|steward|underwriter|broker|trader"
    r"|ingénieure?|développeu(?:r|se)|chargée?|responsable|chef(?:fe)? d[e'’]|comptable"
    r"|technicien(?:ne)?"
    r"|vendeu(?:r|se)|conseill(?:er|ère)|infirmi(?:er|ère)|assistante|directeur|directrice|juriste"
    r"|alternance|alternante?|stagiaire|stage|commercial|acheteu(?:r|se)|cuisini(?:er|ère)"
    r"|aide-soignante?"
    r"|gestionnaire|professeure?|rédact(?:eur|rice)|formateur|ouvri(?:er|ère)"
    r"|técnic[oa]|ingenier[oa]|desarrollador[a]?|analista|administrativ[oa]|enfermer[oa]"
    r"|profesor[a]?"
    r"|jef[ea]|director[a]?|dependient[ea]|camarer[oa]|cociner[oa]|gestor[a]?|asesor[a]?|becari[oa]"
    r"|auxiliar|programador[a]?|diseñador[a]?|contable|comercial"
    r"|medewerk(?:er|ster)|adviseur|beleidsmedewerker|verpleegkundige|docent|leraar|ontwikkelaar"
    r"|monteur|verkoper|boekhouder|stagiair|projectleider|teamleider|hoofd|onderzoeker|jurist)s?\b"
    r"|\b[a-z]{3,20}(?:ologist|ographer|ician|keeper|master|worker|builder|wright|smith)s?\b"
    r"|\w{2,30}(?:ingenieur|entwickler|berater|leiter|kaufmann|kauffrau|arbeiter|fachkraft|student"
    r"|techniker|mechaniker|pfleger|schwester|verwalter|bearbeiter|lehrer|trainer|meister|fahrer"
    r"|verkäufer|zeichner|gestalter|assistent|elektroniker|manager|referent|helfer|forscher"
    r"|händler|köchin|koch|redakteur|gärtner|berater|betreuer|erzieher|medewerker|adviseur|leider"
    r"|beheerder)(?:[:*/_]?-?in(?:nen)?|s|en)?\b"
    r"|\b(?:entwickler|ingenieur|berater|erzieher|köchin|koch|buchhalter|einkäufer|verkäufer"
    r"|leitung"
    r"|leiter|referent|sekretär|arzt|ärztin|werkstudent|praktikant|praktikum|ausbildung|azubi"
    r"|wissenschaftliche[rn]?|mitarbeiter|pflegekraft|controller|jurist|redakteur|gärtner"
    r"|mechatroniker|elektroniker|kauffrau|kaufmann|tischler|schreiner|maler|fahrer)"
    r"(?:[:*/_]?-?in(?:nen)?)?\b",
    re.I,
)
"""A word that names a job."""
_SEX = r"(?:[mwfdxihv]|gn|div|all genders|alle geschlechter)"
GENDERS = re.compile(
    rf"\s*[(\[]\s*(?:{_SEX}(?:\s*[/|,*.]\s*{_SEX})+|gn\*?|all genders|alle geschlechter|m/f|h/f"
    rf"|f/h)\s*[)\]]"
    r"|(?:\s*[-–,|])?\s*(?<![\w/])(?:[mwfdxiv](?:\s?/\s?[mwfdxiv]){1,3}|H\s?/\s?F"
    r"|F\s?/\s?H)(?![\w/])",
    re.I,
)
NO_TITLE = re.compile(
    r"^(?:wir suchen|gesucht|stellenangebot|stellenausschreibung|job title|offre d['’]emploi"
    r"|on recherche"
    r"|recherche|we are hiring|we['’]re hiring|now hiring|hiring|vacature|vacancy|se busca|buscamos"
    r"|oferta de empleo|job application for|apply for)\s*[:!–-]?\s+|\s*[-–:]?\s*\b(?:gesucht"
    r"|wanted|gezocht)\b!*$"
    r"|\s*[-–]\s?(?:job post|stellenanzeige|offre d['’]emploi|oferta de empleo|vacature)$",
    re.I,
)
WAY_OF_WORK = re.compile(
    r"\s*\(?\b(?:hybrid[eo]?|hybrides?|100\s?% (?:remote|remoto)|fully remote|remote|on[- ]?site"
    r"|in[- ]office|vor ort"
    r"|sur site|presencial|télétravail|teletrabajo|thuiswerken|home[- ]?office(?: möglich)?"
    r"|en remoto|op kantoor"
    r"|full[- ]?time|part[- ]?time|permanent|contract|temporary|fixed[- ]term|vollzeit|teilzeit"
    r"|unbefristet|temps plein|temps partiel|jornada completa|fulltime|parttime|workplace|in person"
    r"|(?:einfach )?bewerben|cdi|cdd)\b\)?",
    re.I,
)
PILL = re.compile(
    r"(?:(?:hybrid|remote|on[- ]?site|full[- ]?time|part[- ]?time|contract|internship|temporary"
    r"|permanent|entry level|associate|mid-senior level|director)(?![a-z]))+$",
    re.I,
)
FURNITURE = re.compile(
    r"^(?:share|save|saved|apply|apply now|apply for this (?:job|position|role)|apply online"
    r"|easy apply|follow"
    r"|promoted\b.*|overview|show more.*|see more.*|show more options|back to .*|sign in|log in"
    r"|home|menu"
    r"|skip to .*|view all jobs|search(?: for)? jobs|introduce yourself|all jobs|all vacancies"
    r"|job alert.*"
    r"|(?:[-–]\s*)?(?:job post|stellenanzeige|offre d['’]emploi|oferta de empleo|vacature)"
    r"|(?:company )?logo (?:for|von|de|van)\b.*|.* logo|\d[.,]\d(?: (?:out of|von|sur|de|van) 5.*)?"
    r"|[\d,.]+ (?:reviews?|bewertungen|avis|opiniones|beoordelingen)"
    r"|(?:posted|reposted|actively|erschienen|publiée?|publicad[oa]|geplaatst)\b[^·|]*|new|neu"
    r"|[^·|]*\b(?:ago|applicants?|applied|bewerber\S*|candidats?|solicitudes|sollicitanten)\b[^·|]*"
    r"|(?:vor|il y a|hace) \d+ [^·|]*|[^·|]*geleden"
    r"|teilen|speichern|bewerben|jetzt bewerben|online bewerben|weitere optionen.*|zurück.*"
    r"|zum hauptinhalt.*"
    r"|alle stellen|ich bin interessiert|partager|enregistrer|postuler|je postule|afficher plus.*"
    r"|aller au.*|retour.*"
    r"|offres d['’]emploi|ofertas de empleo|accueil|compartir|guardar|solicitar|inscribirme"
    r"|volver.*|mostrar más.*"
    r"|ir al contenido.*|delen|opslaan|solliciteer(?: direct| nu)?|terug.*|meer opties.*"
    r"|vacatures|over ons|start"
    r"|departments|locations|teams|careers|jobs|karriere|impressum|datenschutz"
    r"|you need to enable javascript.*"
    r"|kiosk mode|my settings|responses managed off linkedin|actively recruiting|view job"
    r"|job summary)$",
    re.I,
)
"""Lines that are a page's buttons and menus, or count its visitors."""
AGE = re.compile(
    r"\b(?:\d+|an?|one)\s?(?:minute|hour|day|week|month)s? ago\b|\bjust now\b|\breposted\b"
    r"|\btoday\b"
    r"|\bvor (?:\d+|einem|einer) \w+|\bil y a (?:\d+|une?) \w+|\bhace (?:\d+|una?) \w+|\b(?:\d+"
    r"|een) \w+ geleden\b",
    re.I,
)
LEGAL = (
    r"(?:GmbH(?: & Co\. KG(?:aA)?)?|gGmbH|mbH|AG|SE|KGaA|KG|OHG|UG|e\.\s?V\.|e\.K\.|Ltd\.?"
    r"|Limited|LLP|LLC|LP"
    r"|Inc\.?|Corp\.?|Corporation|PLC|plc|S\.A\.S\.|SAS|SARL|S\.A\.|SA|SASU|S\.L\.U?\.?|S\.L|SL"
    r"|B\.V\.|BV|N\.V\.|NV"
    r"|AS|ASA|AB|A/S|ApS|Oy|Sp\. z o\.o\.|s\.r\.o\.|S\.r\.l\.|Srl|SpA|Pty Ltd|NHS Trust"
    r"|NHS Foundation Trust"
    r"|Stiftung|Genossenschaft|eG)"
)
LEGAL_NAME = re.compile(
    rf"(?<![\w&])(?P<name>[A-ZÀ-ÖØ-Þ][\w.&'’-]*(?:\s(?:&|[\wÀ-ÿ.&'’-]+)){{0,5}}?\s{LEGAL})(?![\w])"
)
HAS_LEGAL = re.compile(rf"(?:^|[\s,]){LEGAL}$")
DEPARTMENT = re.compile(
    r"^(?:engineering|software engineering|marketing|sales|design|finance|hr|human resources|people"
    r"|operations|product|product management|it|customer \w+|data|legal|research|support|technology"
    r"|administration|vertrieb|einkauf|entwicklung|verwaltung|commercial|comptabilité|ventas"
    r"|verkoop|accounting|business development|permanent|quality|production|logistics|retail)\b",
    re.I,
)
"""What stands below a title and is a part of a company, not its name."""
TERMS = re.compile(
    r"^(?:cdi|cdd|stage|intérim|alternance|permanent|contract|temporary|contrato|jornada|indefinido"
    r"|full[- ]?time|part[- ]?time|vollzeit|teilzeit|unbefristet|feste anstellung|befristet"
    r"|vast|tijdelijk|fulltime|parttime|posted|publiée?|publicada|erschienen"
    r"|(?:ab |from |up to |€ ?|£ ?|\$ ?)?[\d.,  ]{2,}.*)",
    re.I,
)
"""How a line begins that tells terms of work."""
INSTITUTION = re.compile(
    r"\b(?:agency|authority|bureau|board|office of|university|college|school|nursery|church"
    r"|council|ministry"
    r"|department (?:for|of)|institute"
    r"|foundation"
    r"|hospitals?|academy|museum|trust|society|association|charity|partnership|commission|service"
    r"|universität|hochschule|universiteit|université|universidad|klinikum|ministerium"
    r"|stadtverwaltung|verein"
    r"|landkreis|gemeente|mairie|ayuntamiento|ministère|fundación|stichting|hogeschool|labs?"
    r"|studios?"
    r"|group|holdings?|technologies|software|systems|solutions|partners|bank|clinics?"
    r"|consulting)\b",
    re.I,
)
"""A word that makes a name that of a company."""
NOT_A_COMPANY = re.compile(
    r"^(?:us|the|you|this|our|we|your|uns|dich|sie|nous|notre|le poste|l['’].*|nosotros|ons|job"
    r"|role|position"
    r"|team|company|employer|opportunity|project|die stelle|das unternehmen|our team|benefits|me"
    r"|what|who|how"
    r"|vous|la .*|el .*|de .*|het .*|einen?|ein|it|a|an|any|all|work|least|home|every|each)\b",
    re.I,
)
STREET = re.compile(
    r"^\d+[a-z]?(?:[-/]\d+)?\s.*|^.*(?:straße|strasse|str\.|weg|platz|gasse|allee|laan|straat"
    r"|street|road|avenue)"
    r"\s\d+[a-z]?$|^(?:rue|avenue|calle|boulevard|plaza|place)\b.*\d.*",
    re.I,
)
PLACE = re.compile(
    r"^[^\W\d][\w .'’()-]{1,60},\s*[^\W\d][\w .'’()-]{0,60}"
    r"(?:,\s*[^\W\d][\w .'’()-]{1,60})?(?:\s\d{5}(?:-\d{4})?)?$"  # Leeds, England
    r"|^[^\W\d][\w .'’-]{1,40}\s[A-Z]{1,2}\d[A-Z\d]?(?:\s?\d[A-Z]{2})?$"  # Leeds LS1
    r"|^(?:[A-Z]{1,2}-)?\d{4,5}(?: [A-Z]{2})?\s[^\W\d][\w .'’()/-]{1,40}$"  # 80331 München
    r"|^[^\W\d][\w .'’-]{1,40}\s(?:\(\d{2,3}\)|-\s\d{2,3})$"  # Brest (29)
)
COUNTRY = re.compile(
    r"\b(?:United Kingdom|UK|England|Scotland|Wales|Northern Ireland|Ireland|United States|USA"
    r"|Canada|Germany"
    r"|Deutschland|France|Spain|España|Netherlands|Nederland|Belgium|Belgique|België|Austria"
    r"|Österreich"
    r"|Switzerland|Schweiz|Suisse|Italy|Portugal|Poland|Norway|Sweden|Denmark|Finland|India"
    r"|Australia"
    r"|New Zealand|Singapore|Japan|Brazil|Mexico|Kenya|Nigeria|South Africa|Luxembourg|Czechia)$"
)


def clean_title(text: str) -> str:
    """Return a title without the marks that only say that everybody may apply."""
    text = GENDERS.sub("", " ".join(text.split()))
    text = NO_TITLE.sub("", NO_TITLE.sub("", text))
    return " ".join(text.split()).strip(" ,;|–-:*")


def without_way_of_work(text: str) -> str:
    """Return a part of a heading without “Hybrid”, “Full-time” and the like."""
    return WAY_OF_WORK.sub("", text).strip(" ,·|/-–").removesuffix("()").strip()


def is_name(line: str) -> bool:
    """Whether a line may name a company or a town: short, capitalized, not a sentence."""
    if len(line) > LONGEST_NAME or len(line.split()) > MOST_WORDS:
        return False
    is_end = line.endswith((".", ":", "!", "?")) and not HAS_LEGAL.search(line)
    return (line[:1].isupper() or line[:1].isdigit()) and not is_end


def is_job(line: str) -> bool:
    """Whether a line may be the title of a job."""
    line = NO_TITLE.sub("", line)
    is_sentence = line.endswith((".", "!", "?", ":")) and not GENDERS.search(line)
    is_short = 3 <= len(line) <= 120 and len(line.split()) <= 14
    is_plain = is_short and not is_sentence and "://" not in line
    return is_plain and bool(JOB.search(line) or GENDERS.search(line))
