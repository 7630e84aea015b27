"""What stands behind the name of a firm: “GmbH & Co. KG”, “, Inc.”, “S.p.A.”."""

from __future__ import annotations

import re

DOTTED_FORMS = (
    r"(?:S\. ?A\. ?R\. ?L|S\. ?A\. ?S(?:\. ?U)?|S\. ?A\. ?U|S\. ?A\. de C\. ?V|S\. ?L\. ?[LUP]"
    r"|S\. ?p\. ?A|S\. ?r\. ?l|S\. ?Coop|S\. ?C|S\. ?L|S\. ?A|B\. ?V|N\. ?V|V\. ?O\. ?F|L\. ?L\. ?C"
    r"|L\. ?L\. ?P|P\. ?L\. ?C|e\. ?V|e\. ?G|e\. ?K|Sp\. z o\. ?o)\."
)
SHORTENED_FORMS = r"(?:Inc|Pty\.? Ltd|Co\.?,? Ltd|Ltd|Corp|Cía|Cie|Co)"
PLAIN_FORMS = (
    r"(?:(?:GmbH|AG|SE|UG)(?: & Co\.? ?(?:KGaA|KG|OHG))?|gGmbH|mbH|KGaA|KG|OHG|eG|& Co\.? KG"
    r"|Incorporated|Limited|Corporation|LLC|LLP|PLC|plc|SARL|SASU|SAS|SA|SLU|SLL|SL|SAU|EURL|SNC"
    r"|SCOP|SpA|Srl|BVBA|BV|NV|VOF|Oy|AB|ASA|ApS|A/S|CIC|Sàrl)(?!\w)"
)
FORM = rf"(?:{DOTTED_FORMS}|{PLAIN_FORMS}|{SHORTENED_FORMS}(?:\.|(?!\w)))"
ONLY_FORM = re.compile(rf"(?:& )?{FORM}(?:,? {FORM})*")
COMMA = rf",\s(?!{FORM}(?:[\s,.;:)|]|$))"
"""A comma that parts two things, not a firm's name from its form."""
ENDS_IN_A_FORM = re.compile(rf"(?:{DOTTED_FORMS}|(?<!\w){SHORTENED_FORMS}\.)$")
BEHIND = re.compile(
    rf",? (?:{DOTTED_FORMS}|{PLAIN_FORMS}|{SHORTENED_FORMS}(?:\.(?=,| [a-z(])|(?!\w)))"
)


def after_the_form(text: str, end: int) -> int:
    """Return where the legal form behind a name ends; ``end`` where there is none."""
    while found := BEHIND.match(text, end):
        end = found.end()
    return end


def is_only_a_form(name: str) -> bool:
    """Whether nothing stands there but “S.L.” or “GmbH & Co. KG”."""
    return bool(ONLY_FORM.fullmatch(name) or ONLY_FORM.fullmatch(f"{name}."))
