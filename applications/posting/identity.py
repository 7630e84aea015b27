"""What makes two postings one: their link without what tracks readers, and the job's number."""

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

TRACKING = re.compile(
    r"utm_\w+|rx_\w+|pk_\w+|hsa_\w+|mc_[ce]id|gclid|gbraid|wbraid|fbclid|msclkid|dclid|igshid"
    r"|trk|trkinfo|trackingid|refid|lipi|midtoken|midsig|otptoken|ebp|src|source|gh_src|jobsource"
    r"|lever-(?:source|origin|via)(?:\[\])?|ashby_src|utmsource|referrer|share_id|shared_id",
    re.I,
)
"""Parameters that say who sent the reader, and not which job it is."""
UUID = re.compile(r"(?<![0-9a-f])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f])", re.I)
BOARDS = (
    ("greenhouse", re.compile(r"(?:\.greenhouse\.io/.*?/jobs/|[?&]gh_jid=)(\d{6,20})\b")),
    ("smartrecruiters", re.compile(r"\.smartrecruiters\.com/[\w-]+/(\d{9,20})\b")),
    (
        "linkedin",
        re.compile(
            r"\blinkedin\.com/jobs/(?:view/(?:[^/?]*-)?|[^?]*\?(?:[^#]*&)?currentJobId=)(\d{8,20})\b"
        ),
    ),
    ("indeed", re.compile(r"\bindeed\.\w[^?]*\?(?:[^#]*&)?v?jk=([0-9a-f]{16})\b")),
)
"""Hiring systems whose addresses name the job by a number of the system's own."""
WORKDAY = re.compile(
    r"\.myworkdayjobs\.com/[^?#]*_((?:[A-Z]{1,6}[-_]?)?\d{4,12})(?:-\d{1,2})?(?=[/?#]|$)", re.I
)
LABELLED = re.compile(
    r"\b(?=[jrvpks])(?:"
    r"(?:job[ ])?req(?:uisition)?\b\.?[ ]?(?:(?:id|number|no|nr)\b\.?[ ]?)?[:#]{0,2}"
    r"|(?:job|vacancy|posting|position)[ -]?(?:id|number|no|nr|ref|reference)\b\.?[ ]?"
    r"(?:(?:id|number|no|code)\b\.?[ ]?)?[:#]{0,2}"
    r"|reference[ ](?:id|number|no|code)\b\.?[ ]?[:#]?"
    r"|(?:ref|réf)(?:erence|érence)?\b\.?[ ]?[:#]"
    r"|(?:kennziffer|referenznummer|referenz-nr|stellen-?id|vacaturenummer|referencia)\b\.?[ ]?:?"
    r")\s{0,3}[#]?(?P<number>[A-Z\d]{1,20}(?:[-_/][A-Z\d]{1,20}){0,4})(?![\w/-])",
    re.I,
)
"""A number behind a label that means nothing else."""
DAY = re.compile(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}")
FEWEST_DIGITS, FEWEST_BEHIND_LETTERS = 5, 3
LONGEST_TEXT, LONGEST_LINK, LONGEST_NUMBER = 50_000, 2000, 120
MOST_NUMBERS = 5


def link_key(link: str) -> str:
    """Return what is the same of every address of one posting; empty if it is no web address."""
    if len(link) > LONGEST_LINK:
        return ""
    try:
        parts = urlsplit(link.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if not host:
        return ""
    for board, pattern in BOARDS:
        if match := pattern.search(f".{host}{parts.path}?{parts.query}"):
            return f"{board} {match[1]}"
    named = sorted(pair for pair in parse_qsl(parts.query, True) if not _tracks(*pair))
    route = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    path = unquote(parts.path).rstrip("/")
    return f"{host}{path}?{urlencode(named)}#{route}".rstrip("#").rstrip("?")


def _tracks(name: str, value: str) -> bool:
    is_who = name.lower() in {"ref", "from"} and not re.search(r"\d", value)
    return is_who or bool(TRACKING.fullmatch(name))


def job_numbers(text: str, link: str = "") -> tuple[str, ...]:
    """Return the numbers by which an employer or a hiring system calls the job, as compared."""
    link = link[:LONGEST_LINK]
    found = [match[1] for _board, each in BOARDS if (match := each.search(f".{link}"))]
    found += [match[1] for match in WORKDAY.finditer(link)]
    found += [match[0].replace("-", "") for match in UUID.finditer(link)]
    labelled = (match["number"] for match in LABELLED.finditer(text[:LONGEST_TEXT]))
    found += [number for number in labelled if _is_telling(number)]
    return tuple(dict.fromkeys(map(_compared, found)))[:MOST_NUMBERS]


def _is_telling(number: str) -> bool:
    digits = sum(letter.isdigit() for letter in number)
    fewest = FEWEST_BEHIND_LETTERS if re.search(r"[A-Z]", number, re.I) else FEWEST_DIGITS
    return digits >= fewest and not DAY.fullmatch(number)


def _compared(number: str) -> str:
    """Return the number in capitals, with separators only between digits: R-1234 is R1234."""
    return re.sub(r"(?<!\d)[-_/]|[-_/](?!\d)", "", number.upper())


def trace_of(number: str) -> str:
    """Return a part of the number that stands so wherever it is written, to search for it."""
    if len(number) > LONGEST_NUMBER:
        return ""
    if re.fullmatch(r"[\dA-F]{32}", number):
        return number[-12:]
    return max(re.findall(r"\d+", number), key=len, default="")
