"""What a note that the seeker wrote is about, by its words, in five languages."""

from __future__ import annotations

import re
from types import MappingProxyType

from inbox.reading.text import fold

MOST = 6_000
"""So much of a note is read; what it is about stands at its beginning."""
WORDS = MappingProxyType({
    "withdraw": (
        r"withdraw(?:ing)? (?:my|from)|take my name out",
        r"no longer (?:a candidate|interested in the)",
        r"(?:ziehe?n?|nehme) (?:ich )?(?:hiermit )?meine bewerbung .{0,30}zuruck",
        r"meine bewerbung (?:hiermit )?(?:zuruckziehen|zuruckzuziehen|zuruckziehe)",
        r"retir(?:er|e|ons) ma candidature|desiste?r? de ma candidature",
        r"retir(?:ar|o) mi (?:candidatura|solicitud)|retirarme del proceso",
        r"trek (?:ik )?mijn sollicitatie .{0,30}(?:in|terug)\b",
        r"mijn sollicitatie (?:bij deze )?(?:in te trekken|intrekken|terugtrekken)",
    ),
    "decline": (
        r"(?:declin(?:e|ing)|turn(?:ing)? down|not (?:be able to )?accept) (?:\w+ ){0,3}offer",
        r"(?:decided|have) to decline",
        r"angebot .{0,60}(?:ablehnen|absagen|nicht annehmen|ausschlagen)",
        r"(?:lehne|schlage) .{0,30}angebot .{0,40}(?:ab|aus)\b",
        r"(?:declin|refus)(?:er|e|ons) (?:\w+ ){0,3}(?:offre|proposition)",
        r"ne (?:peux|pourrai|souhaite) pas accepter (?:\w+ ){0,3}(?:offre|proposition)",
        r"pas donner suite a votre (?:offre|proposition)",
        r"(?:rechaz|declin)(?:ar|o) (?:\w+ ){0,3}oferta",
        r"no (?:puedo|voy a) aceptar (?:\w+ ){0,3}oferta",
        r"(?:aanbod|aanbieding) .{0,60}(?:afslaan|af te slaan|afwijzen)",
        r"(?:aanbod|aanbieding) .{0,60}niet (?:aannemen|accepteren)",
        r"sla .{0,30}aanbod .{0,20}\baf\b",
    ),
    "offer": (
        r"\boffer\b", r"\bangebot\b", r"\boffre\b|\bproposition\b", r"\boferta\b",
        r"\baanbod\b|\baanbieding\b",
    ),
    "thanks": (
        r"\bthank(?:s| you|ful)\b|grateful|appreciated?\b|pleasure (?:to meet|meeting|speaking)",
        r"\b(?:vielen |herzlichen |besten )?dank\b|\bdanke\b|bedanke[n]? (?:ich )?mich",
        r"mich .{0,30}bedanken",
        r"\bmerci\b|remerci\w+|\breconnaissante?\b",
        r"\bgracias\b|agradec\w+|agradezco",
        r"\bbedankt\b|\bdank(?: je| u)?\b|\bbedanken\b",
    ),
    "references": (
        r"\b(?:my|list of|three|two) (?:\w+ )?(?:references|referees)\b",
        r"references (?:you|as|are|below|attached)|reference list",
        r"referenz(?:en|liste|geber)",
        r"(?:mes|liste de|des) references|personnes? de reference",
        r"(?:mis|lista de|las|tres|dos) referencias",
        r"(?:mijn|lijst (?:met|van)|de|drie|twee) referent(?:en|ies)|referenties",
    ),
    "update": (
        r"\bupdates?\b|\bstatus\b|follow(?:ing)?[ -]up|check(?:ing)? in|any news|heard back",
        r"where things stand|next steps|timeline|still (?:very )?interested",
        r"stand (?:meiner|der|des|ihrer)|nachfragen|nachzufragen|sachstand|zwischenstand",
        r"ruckmeldung|neuigkeiten|schon (?:etwas )?entschieden",
        r"des nouvelles|ou en est|relance|suivi de|avancement|etat de ma candidature",
        r"suite donnee|un retour",
        r"novedad(?:es)?|estado de|seguimiento|alguna noticia|siguientes pasos",
        r"como va (?:el|la|mi)",
        r"stand van zaken|nog niets (?:gehoord|vernomen)|navraag",
        r"hoe (?:het|mijn) .{0,30}(?:staat|ervoor)",
        r"al (?:iets )?bekend|terugkoppeling",
    ),
})  # fmt: skip
PATTERNS = MappingProxyType(
    {
        about: re.compile("|".join(f"(?:{each})" for each in sources))
        for about, sources in WORDS.items()
    }
)


def words_about(subject: str, text: str) -> frozenset[str]:
    """Return which of ``WORDS`` a note speaks of; ``text`` is what it says without quotes."""
    folded = fold(f"{subject}\n{text[:MOST]}").replace("\n", " ")
    return frozenset(about for about, pattern in PATTERNS.items() if pattern.search(folded))
