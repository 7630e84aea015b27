"""Whether a mail is about an application, and whether it is written to one person or to many."""

from __future__ import annotations

import re

from inbox.reading.forwards import PREFIX
from inbox.reading.job_words import ROLES
from inbox.reading.languages import CODES, load
from inbox.reading.reading_text import MailText
from inbox.reading.senders import is_free_mail, is_job_board, is_job_system
from inbox.reading.text import fold

PROGRAMS = re.compile(
    r"no-?_?\.?reply|do-?not-?reply|ne-?pas-?repondre|no-?responder|nicht-?antworten|niet-?antwoorden"
    r"|noreply|mailer|notification|alerts?|newsletter|news|updates?|auto"
)
MANY = re.compile(
    r"unsubscribe|in your browser|manage (?:your )?(?:e-?mail )?(?:preferences|alerts)|stop alert"
    r"|you(?:'re| are) receiving this|you (?:get|receive) this (?:e-?mail|message|mail)"
    r"|in this issue|read issue|leave (?:the|this) list|change frequency|abbestellen|abmelden"
    r"|im browser|newsletter|desinscri|desabonn|vous recevez ce|dans (?:votre|le) navigateur"
    r"|darte de baja|date de baja"
    r"|dar de baja|cancelar (?:la |tu )?suscripcion|en (?:el|tu) navegador|suscri(?:to|ta|pcion)"
    r"|uitschrijven|afmelden|in (?:je|uw) browser|nieuwsbrief|infolettre|se desabonner"
)

FAIRS = re.compile(
    r"(?<![\w/.-])(?:(?:job|karriere|berufs|ausbildungs)messe|karrieretage?|bewerbertag"
    r"|tag der offenen tur|infoabend|(?:careers?|job|recruitment|hiring) (?:fair|event|day)"
    r"|open day|webinar"
    r"|meet-?ups?(?![\w-])|masterclass"
    r"|forum (?:de l'|pour l')?emploi|salon (?:de l'|du |des )|job ?dating|portes ouvertes"
    r"|webinaire|feria (?:de|del) (?:empleo|trabajo)|foro de empleo|jornada de puertas abiertas"
    r"|banenbeurs|carrierebeurs|banenmarkt|open dag|inloopavond|meeloopavond)"
)

WISHES = re.compile(
    r"(?<!\w)(?:good luck|fingers crossed|viel (?:erfolg|gluck)|bonne chance|(?:mucha )?suerte"
    r"|(?:veel )?(?:succes|geluk)) (?:with|for|on|at|in|beim?|fur|mit|zum|pour|avec|con|en|para|met"
    r"|bij|voor) [^.!?\n]{0,60}"
)
"""Who wishes luck for an interview does not invite to it."""


def is_about_something_else(text: MailText, title: str | None = None) -> bool:
    """Whether it is about a flat, a loan, a doctor: these refuse, offer and postpone, too."""
    if is_job_system(text.letter.sender) or (title and ROLES.search(fold(title))):
        return False
    folded = fold(f"{text.letter.subject}\n{text.pieces.fresh}\n{text.pieces.quoted[:3000]}")
    languages = text.languages or (text.language,)
    return any(each.pattern("other_matters").search(folded) for each in languages) and not any(
        each.pattern("surely_a_job").search(folded) for each in languages
    )


def invites_to_a_fair(text: MailText) -> bool:
    """Whether many are invited, to a careers fair or a talk."""
    is_own = any(each.pattern("own").search(text.folded) for each in text.languages)
    return bool(FAIRS.search(text.folded)) and not is_own and not is_an_answer(text)


def is_about_a_job(text: MailText, title: str | None = None) -> bool:
    """Whether the mail, or what it answers, speaks of an application or names a job."""
    if title or is_job_system(text.letter.sender):
        return True
    events = " ".join(f"{each.summary} {each.description[:500]}" for each in text.letter.events)
    whole = f"{text.letter.subject}\n{text.pieces.fresh}\n{text.pieces.quoted[:3000]}\n{events}"
    folded = WISHES.sub(" ", fold(whole))
    return any(
        language.beginning("jobs").search(folded) for language in text.languages or (text.language,)
    )


def is_an_answer(text: MailText) -> bool:
    """Whether the mail answers one: by its headers, its subject or what it quotes."""
    is_prefixed = bool(PREFIX.match(text.letter.subject)) and not text.letter.is_bulk
    return text.letter.is_answer or is_prefixed


def is_from_a_program(text: MailText) -> bool:
    """Whether nobody in particular wrote it."""
    sender = text.letter.sender
    local = sender.email.partition("@")[0] if sender else ""
    return is_job_system(sender) or is_job_board(sender) or bool(PROGRAMS.search(local))


def is_to_many(text: MailText) -> bool:
    """Whether the same mail goes to many who did not apply: newsletters, alerts, advertising."""
    sender = text.letter.sender
    if is_job_system(sender) or is_free_mail(sender) or is_an_answer(text):
        return text.letter.is_bulk and not is_job_system(sender)
    return text.letter.is_bulk or bool(MANY.search(fold(text.letter.text)))


def speaks_of_an_application(text: MailText) -> bool:
    """Whether the text below the subject speaks of the reader's own application."""
    languages = text.languages or tuple(map(load, CODES))
    return any(each.pattern("mine").search(text.folded, text.begin) for each in languages)
