"""Marks the engine's English texts for translation; the callers translate them."""


def gettext_noop(text: str) -> str:
    """Return `text` unchanged; makemessages extracts the arguments of this function."""
    return text
