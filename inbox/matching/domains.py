"""The domain by which an employer is known; never that of a mail service or a hiring system."""

from urllib.parse import urlsplit

from inbox.reading.findings import Address
from inbox.reading.senders import COUNTRY_SECOND, is_free_mail, own_label

MAIL_SERVICES = {
    "gmail", "googlemail", "outlook", "hotmail", "live", "msn", "yahoo", "ymail", "icloud", "aol",
    "gmx", "web", "freenet", "tonline", "proton", "protonmail", "posteo", "mailbox", "fastmail",
    "zoho", "yandex", "mailru", "qq", "libero", "virgilio", "wanadoo", "laposte", "bluewin",
    "btinternet", "telefonica", "comcast", "verizon", "tutanota",
}  # fmt: skip
"""The names of mail services under whatever ending: “yahoo.it”, “gmx.ch”."""
SHARED_HOSTS = {
    "google.com", "github.io", "github.com", "notion.site", "notion.so", "wordpress.com",
    "wixsite.com", "squarespace.com", "webflow.io", "vercel.app", "netlify.app", "herokuapp.com",
    "azurewebsites.net", "facebook.com", "instagram.com", "twitter.com", "x.com", "medium.com",
    "youtube.com", "crunchbase.com", "wikipedia.org", "amazonaws.com", "cloudfront.net",
    "onmicrosoft.com", "kununu.com", "wellfound.com", "angel.co", "otta.com", "join.com",
    "ycombinator.com", "dice.com", "handshake.com", "joinhandshake.com", "simplyhired.com",
    "jobs.ch", "jobteaser.com", "cv-library.co.uk", "adzuna.co.uk", "jooble.org", "seek.com.au",
}  # fmt: skip
"""Sites on which many firms have a page, and which therefore name none of them."""


def domain_of_email(email: str) -> str:
    """Return the domain that an address's owner holds; empty where many share it."""
    return own_domain(email.rpartition("@")[2])


def domain_of_url(url: str) -> str:
    """Return the domain that a site's owner holds; empty where many share it."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return own_domain(host)


def own_domain(host: str) -> str:
    """Return “harbour.example” of “careers.harbour.example”; empty for what many share."""
    host = host.strip(" .").lower()
    address = Address(None, f"x@{host}")
    label = own_label(address)
    if "." not in host or not label or label in MAIL_SERVICES or is_free_mail(address):
        return ""
    parts = host.split(".")
    is_under_a_country = len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in COUNTRY_SECOND
    domain = ".".join(parts[-3:] if is_under_a_country else parts[-2:])
    return "" if domain in SHARED_HOSTS else domain


def label_of(email: str) -> str:
    """Return the part of an address's domain that names its owner: “harbour”."""
    return own_label(Address(None, email)) if domain_of_email(email) else ""
