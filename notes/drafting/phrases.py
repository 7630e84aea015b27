"""Decides whether a user's own shorthand can be quoted inside a letter.

People write down whole sentences, lists, and remarks about the recipient (“She asked me why I
left”). Only a short phrase is quoted; anything else is left to the user to put into words.
"""

import re
from collections.abc import Collection

from django.utils.translation import gettext as _

MOST_LINES, MOST_WORDS = 3, 12
BULLET = re.compile(r"^(?:[-–—•·*+>]+|\d{1,2}[.)])(?:\s+|$)")
STOPS = " \t.,;:…"
BROKEN = re.compile(r"""[^\w\s'’"“”&/+,.()%#°-]|_|\.(?=\s|$)|\s-\s|//""")
"""What a phrase does not contain: a sentence end, a second thought, other marks."""
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SHORTENED = re.compile(
    r"n't$|'(?:re|ve|ll|d|m)$|^(?:it|that|there|here|what|who|where|how|let)'s$", re.IGNORECASE
)
PEOPLE = frozenset(
    {
        *("i", "me", "we", "us", "our", "ours", "he", "him", "his", "she", "her", "hers", "they"),
        *("them", "their", "theirs", "it", "its", "himself", "herself", "themselves", "myself"),
    }
)
"""Pronouns: about the recipient they would be wrong, about others unclear."""
VERBS = frozenset(
    {
        *("am", "is", "are", "was", "were", "be", "been", "has", "have", "had", "having", "do"),
        *("does", "did", "can", "cannot", "could", "will", "would", "shall", "should", "may"),
        *("might", "must", "said", "says", "say", "told", "tells", "tell", "asked", "asks"),
        *("ask", "wanted", "wants", "want", "knows", "knew", "thinks", "thought", "feels"),
        *("felt", "finds", "found", "gets", "got", "gives", "gave", "goes", "went", "comes"),
        *("came", "takes", "took", "makes", "made", "keeps", "kept", "needs", "needed", "need"),
        *("seems", "seemed", "sees", "saw", "likes", "liked", "loves", "loved", "hates", "hated"),
        *("hate", "uses", "works", "worked", "runs", "ran", "moved", "moves", "means", "meant"),
        *("meets", "met", "speaks", "spoke", "talked", "discussed", "mentioned", "explained"),
        *("described", "showed", "shows", "shown", "started", "joined", "left", "built", "grew"),
        *("lost", "won", "led", "became", "began", "brought", "bought", "chose", "sold", "sent"),
        *("spent", "taught", "wrote", "reads", "hires", "hired", "helps", "helped", "starts"),
        *("stays", "stayed", "believes", "believed", "hopes", "hoped", "tries", "tried"),
        *("remember", "mention", "check", "followed", "like", "looking"),
    }
)
"""Words that turn a phrase into a sentence or a note to self."""
JUDGING = frozenset(
    {
        *("nice", "lovely", "great", "friendly", "unfriendly", "kind", "funny", "rude", "weird"),
        *("awkward", "boring", "bored", "arrogant", "cold", "tired", "strange", "bad", "good"),
        *("pleasant", "unpleasant", "sceptical", "skeptical", "nervous", "vibe", "vibes", "chat"),
    }
)
"""Judgments about the recipient, which do not belong in a letter."""
NOT_AFTER_ED = frozenset(
    {
        *("a", "an", "the", "to", "in", "on", "at", "by", "for", "from", "with", "since"),
        *("about", "of", "last", "this", "that", "these", "those", "up", "down", "out", "over"),
        *("into", "and", "but", "again", "already", "twice", "very", "so", "my", "your"),
    }
)
PLAIN = frozenset(
    {
        *("a", "an", "the", "how", "why", "what", "when", "where", "which", "who", "whether"),
        *("my", "your", "some", "any", "more", "most", "less", "few", "both", "all", "no", "not"),
        *("old", "new", "next", "first", "last", "early", "late", "good", "better", "best"),
        *("big", "small", "long", "short", "quick", "slow", "hard", "easy", "remote", "hybrid"),
        *("open", "shared", "real", "plain", "about", "from", "for", "with", "without"),
        *("between", "working", "leading", "building", "moving", "running", "growing", "hiring"),
        *("testing", "pricing", "onboarding", "mentoring", "coaching", "teaching", "learning"),
        *("planning", "writing", "sailing", "hiking", "climbing", "cycling", "cooking"),
        *("travelling", "accessibility", "research", "design", "tokens", "grids", "charts"),
        *("product", "products", "data", "metrics", "roadmap", "culture", "team", "teams"),
        *("people", "user", "users", "customer", "customers", "patients", "process", "tools"),
        *("weekend", "growth", "strategy", "handover", "interviews", "prototyping", "sketching"),
    }
)
"""Words that are not names: at the start of a phrase they lose their capital letter."""


def lines_in(text: str) -> list[str]:
    """Return the lines of a note, without bullets, numbers and trailing punctuation."""
    lines = (" ".join(line.split()) for line in re.split(r"[\n;]", text.replace("\r", "\n")))
    return [line for line in (BULLET.sub("", each).rstrip(STOPS) for each in lines) if line]


def inline_phrase(noted: str, unfit: re.Pattern[str] | None = None) -> str:
    """Return what was noted as a phrase to quote in a sentence; empty if it cannot be.

    Several short lines become “a, b and c”. ``unfit`` matches further text that cannot be quoted.
    """
    lines = lines_in(noted)
    words = sum(len(line.split()) for line in lines)
    if not lines or len(lines) > MOST_LINES or words > MOST_WORDS:
        return ""
    if not all(is_phrase(line) for line in lines) or (unfit and unfit.search(noted)):
        return ""
    return listed([lower_first(line) for line in lines])


def is_phrase(line: str) -> bool:
    """Whether a line is a phrase rather than a sentence, judging by its words."""
    words = [_normalized(word, line) for word in WORD.findall(line)]
    if not words or BROKEN.search(line) or line.count("(") != line.count(")"):
        return False
    heads = {word.partition("'")[0] for word in words}
    if heads & (PEOPLE | VERBS | JUDGING):
        return False
    return not any(SHORTENED.search(word) for word in words) and not _is_clause(words)


def _normalized(word: str, line: str) -> str:
    """Normalize a word for the lists; “IT” and “US” are not pronouns."""
    is_acronym = len(word) > 1 and word.isupper() and not line.isupper()
    return word if is_acronym else word.replace("’", "'").casefold()


def _is_clause(words: list[str]) -> bool:
    """Whether a word in -ed ends it or comes before a function word: “team doubled since June”."""
    after = [*words[1:], "the"]
    return any(
        word.endswith("ed") and len(word) > 4 and following in NOT_AFTER_ED
        for word, following in zip(words, after, strict=True)
    )


def lower_first(phrase: str) -> str:
    """Lowercase the first letter of a phrase, unless it starts with a name."""
    first = re.split(r"[\s,/’'-]", phrase, maxsplit=1)[0]
    is_plain = first.casefold() in PLAIN and not first[1:].isupper()
    return phrase[0].lower() + phrase[1:] if is_plain or first == "A" else phrase


def listed(parts: Collection[str]) -> str:
    """Join parts: “a”, “a and b”, “a, b and c”."""
    *most, last = parts
    if not most:
        return last
    return _("%(most)s and %(last)s") % {"most": ", ".join(most), "last": last}
