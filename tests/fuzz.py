"""Requests that no browser sends, made up from a seed: odd addresses, headers, queries, bodies."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from random import Random
from urllib.parse import quote, quote_from_bytes

SEED = 20260319
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "LOCK")
READING = ("GET", "HEAD", "POST")
ODD_TEXTS = (
    "", " ", "0", "-1", "1", "9" * 18, "9" * 40, "1e9", "NaN", "None", "true", "\0", "a\0b", "'\"",
    "<script>", "%", "%zz", "{{ 7 }}", "../../etc/passwd", "http://[", "//[", "javascript:1",
    "https://elsewhere.example/", "x" * 5000, "\u202e", "\ud7ff", "😀" * 40, "e\u0301", "٣", "²",
    "2026-02-30", "2026-03-19", "0001-01-01", "9999-12-31", "2026-03-29T01:30", "25:61", "08:00",
    "0001-01-01T00:00", "9999-12-31T23:59", "Europe/London", "../UTC", "Etc/GMT+12", "en", "xx",
    "00000000-0000-4000-8000-000000000000", "applied", "offer", "a@b.example", "a@[", "on", "all",
)  # fmt: skip
ODD_BYTES = (b"\xff\xfe", b"\x80", b"\xc0\xaf", b"\xed\xa0\x80", "é".encode("latin-1"), b"\0\0")
"""What is no UTF-8."""
NO_URLS = (
    "http://[",
    "//[",
    "https://[::1",
    "http://a]b/",
    "http://\xa0/",
    "http://℀/",
    "%",
    "\udcff",
)
ODD_HEADERS: dict[str, Sequence[str]] = {
    "Referer": (*NO_URLS, "x" * 3000),
    "HX-Current-URL": (*NO_URLS, "%00"),
    "HX-Current-URL-URI-AutoEncoded": ("true",),
    "HX-Request": ("true", "false", "\xff"),
    "HX-Target": ("\xff", "x" * 300, "<b>"),
    "HX-Prompt": ("%", "\xe9"),
    "Triggering-Event": ("{", "[" * 2000, "1e999"),
    "Origin": ("null", "https://elsewhere.example", *NO_URLS),
    "Accept": ("", "*/*;q=x", "text/html;" * 300, "\xff"),
    "Accept-Language": ("xx-" + "y" * 600, "en;q=99", "*", ",,,", "\xff", "zh-hant-x-" + "a" * 40),
    "Accept-Encoding": ("gzip;q=", "br;q=-1", "\xff"),
    "Cookie": ("a=;;=", "csrftoken=\xff", "messages=[[", "=", "a" * 3000, "sessionid=../../x"),
    "If-None-Match": ("*", '"', 'W/"', '"\xff"', "x" * 2000),
    "If-Modified-Since": (
        "Thu, 99 Foo 0000 99:99:99 GMT",
        "\xff",
        "Thu, 01 Jan 99999 00:00:00 GMT",
    ),
    "Range": ("bytes=-", "bytes=9-1", "bytes=a-b", "bytes=0-0,1-1"),
    "Authorization": ("Bearer", "Basic !!", "Bearer \xff"),
    "X-Forwarded-For": ("", ",", "not-an-address", "::1%eth0", "999.1.1.1, \xff"),
    "X-Forwarded-Host": ("[", "a b"),
    "X-Request-ID": ("\xff" * 9, "x" * 65),
    "X-Requested-With": ("XMLHttpRequest",),
    "X-CSRFToken": ("\xff", "x" * 32),
    "Host": ("[", "a b", "testserver:port", "\xff.example"),
}
FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
CHARSETS = (
    "utf-16", "utf-32", "utf-7", "idna", "punycode", "undefined", "rot13", "base64", "cp037", "x",
    "unicode_escape", "x" * 300, '"utf-16', "\xff",
)  # fmt: skip
ODD_TYPES = (
    "", "/", "x", "\xff", ";", "text/plain", "application/json", FORM, MULTIPART,
    f"{MULTIPART}; boundary=", f"{MULTIPART}; boundary=\xff", f"{MULTIPART}; boundary={'b' * 300}",
    f"{MULTIPART}; boundary=b", f"{FORM}; charset*=utf-99''x",
    f"{FORM}; charset*0=base; charset*1=64",
)  # fmt: skip
FILES = (
    b"", b'; filename="a.zip"', b'; filename=""', b"; filename*=utf-99''%ff",
    b'; filename="\xff\0.."',
)  # fmt: skip
PART_HEADERS = (
    b"", b"Content-Transfer-Encoding: base64\r\n", b"Content-Type: text/plain; charset=none\r\n",
)  # fmt: skip
ENDS = (b"--b--\r\n", b"--b", b"", b"--b\r\n\r\n")
IN_QUERIES = ("page", "q", "o", "p", "next", "seen", "until", "view", "month", "as")
"""Names that no form has, but that addresses are asked by."""
FIELD = re.compile(rb'<(?:input|select|textarea|button)\b[^>]*?\bname="([^"]+)"')


@dataclass(frozen=True)
class Wild:
    """One request; its target is quoted, its headers are latin-1 text."""

    method: str
    target: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def fields_in(page: bytes) -> set[str]:
    """The names of the fields of a page's forms."""
    return {name.decode() for name in FIELD.findall(page)}


def wild(random: Random, path: str, fields: Collection[str], method: str = "") -> Wild:
    """A request to an address that a browser would not send, with fields that forms have."""
    method = method or random.choice(METHODS if random.random() < 0.3 else READING)
    names = sorted(fields)
    headers = {
        name: _in_header(random.choice(ODD_HEADERS[name]))
        for name in random.sample(sorted(ODD_HEADERS), random.choice((0, 1, 1, 2, 4)))
    }
    query = _pairs(random, names) if random.random() < 0.5 else ""
    kind, body = _body(random, names) if method not in ("GET", "HEAD") else ("", b"")
    if kind:
        headers["Content-Type"] = kind
    target = _bent(random, path)
    if method not in ("GET", "HEAD") and not target.endswith("/"):
        # With DEBUG, Django helps developers who forget it by an error of its own.
        target += "/"
    return Wild(method, target + (f"?{query}" if query else ""), headers, body)


def _in_header(text: str) -> str:
    """Bytes as a server reads them from the wire."""
    return text.encode("utf-8", "surrogateescape").decode("latin-1").replace("\0", "")


def _bent(random: Random, path: str) -> str:
    """The address, at times with one of its parts replaced."""
    if random.random() < 0.8:
        return path
    parts = path.split("/")
    parts[random.randrange(len(parts))] = _odd(random)
    return "/" + "/".join(parts).lstrip("/")


def _odd(random: Random) -> str:
    if random.random() < 0.15:
        return quote_from_bytes(random.choice(ODD_BYTES))
    return quote(random.choice(ODD_TEXTS), safe="")


def _pairs(random: Random, names: Sequence[str]) -> str:
    some = random.sample(names, min(len(names), random.choice((1, 2, 6))))
    return random.choice(("&", "&", "&", ";&&=")).join(f"{quote(n)}={_odd(random)}" for n in some)


def _body(random: Random, names: Sequence[str]) -> tuple[str, bytes]:
    """A content type and a body that may not go together."""
    roll = random.random()
    if roll < 0.45:
        return FORM, _pairs(random, names).encode()
    if roll < 0.6:
        return f"{MULTIPART}; boundary=b", _parts(random, names)
    kind = random.choice(ODD_TYPES)
    if random.random() < 0.5:
        kind += f"; charset={random.choice(CHARSETS)}"
    form = _pairs(random, names)
    bodies = (form.encode(), form.encode("utf-16"), _parts(random, names), random.randbytes(200))
    return _in_header(kind), random.choice(bodies)


def _parts(random: Random, names: Sequence[str]) -> bytes:
    """Parts of a form that are cut, doubled, or name an encoding that is none."""
    made = b""
    for name in random.sample(names, min(len(names), 4)):
        head = b'Content-Disposition: form-data; name="' + name.encode() + b'"'
        text = random.choice(ODD_TEXTS).encode("utf-8", "surrogatepass")
        head += random.choice(FILES) + b"\r\n" + random.choice(PART_HEADERS)
        made += b"--b\r\n" + head + b"\r\n" + text + b"\r\n"
    return made + random.choice(ENDS)
