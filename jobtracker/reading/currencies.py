"""The signs and codes of currencies, as people write them."""

import re

CODES = (
    "AED", "ARS", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP",
    "EUR", "GBP", "HKD", "HUF", "IDR", "ILS", "INR", "JPY", "KES", "KRW", "MAD", "MXN", "MYR",
    "NGN", "NOK", "NZD", "PEN", "PHP", "PKR", "PLN", "RON", "RSD", "SAR", "SEK", "SGD", "THB",
    "TND", "TRY", "TWD", "UAH", "USD", "VND", "ZAR",
)  # fmt: skip
SIGNS = {
    "us$": "USD", "ca$": "CAD", "c$": "CAD", "a$": "AUD", "au$": "AUD", "nz$": "NZD",
    "hk$": "HKD", "s$": "SGD", "r$": "BRL", "mx$": "MXN", "nt$": "TWD", "$": "USD", "£": "GBP",
    "€": "EUR", "₹": "INR", "zł": "PLN", "kč": "CZK", "fr.": "CHF", "sfr.": "CHF", "¥": "JPY",
    "₪": "ILS", "₺": "TRY", "₩": "KRW", "₱": "PHP", "₴": "UAH", "rs.": "INR", "rs": "INR",
    "ft": "HUF", "lei": "RON", "euro": "EUR", "euros": "EUR",
}  # fmt: skip
KRONA = "kr"
"""Swedish, Norwegian or Danish: which one, the country around it tells."""
KRONA_OF = (
    (
        "SEK",
        re.compile(r"\b(?:sweden|sverige|swedish|stockholm|göteborg|gothenburg|malmö)\b", re.I),
    ),
    ("NOK", re.compile(r"\b(?:norway|norge|norwegian|oslo|bergen|trondheim|stavanger)\b", re.I)),
    ("DKK", re.compile(r"\b(?:denmark|danmark|danish|copenhagen|københavn|aarhus|odense)\b", re.I)),
)
WEAK = frozenset({
    "ARS", "CLP", "COP", "CZK", "DKK", "EGP", "HUF", "IDR", "INR", "JPY", "KES", "KRW",
    "MAD", "MXN", "NGN", "NOK", "PHP", "PKR", "RSD", "RUB", "SEK", "THB", "TRY", "TWD",
    "UAH", "VND", "ZAR",
})  # fmt: skip
"""Currencies of which a month's pay takes more digits."""
_WORDS = sorted(
    {*SIGNS, KRONA, "kr."} - {"$", "£", "€", "₹", "¥", "₪", "₺", "₩", "₱", "₴"}, key=len
)
PATTERN = (
    r"(?:(?<![^\W\d_])(?:"
    + "|".join(re.escape(word) for word in reversed(_WORDS))
    + "|"
    + "|".join(CODES)
    + r")(?![^\W\d_])|[$£€₹¥₪₺₩₱₴])"
)
"""One currency: a sign, a word or a code that is no part of a longer word."""


def currency_of(written: str, around: str = "") -> str | None:
    """Return the code of a currency; ``around`` is the text that tells whose crowns are meant."""
    if is_krona(written):
        return krona_in(around)
    word = "".join(written.casefold().split())
    code = SIGNS.get(word, word.upper())
    return code if code in CODES else None


def is_krona(written: str) -> bool:
    """Whether a currency is some country's crowns."""
    return written.strip().casefold() in {KRONA, "kr."}


def krona_in(text: str) -> str | None:
    """Return the currency of the country that the text names, if its money is called so."""
    return next((code for code, country in KRONA_OF if country.search(text)), None)
