"""Requests that cannot be read: odd headers count for nothing, odd forms are answered 400."""

from io import BytesIO
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from asgiref.sync import async_to_sync
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.test import Client

from jobtracker.http.charsets import readable, readable_asgi, readable_type

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
NO_URLS = ["http://[", "//[", "https://[::1", "http://a]b/", "http://℀/", "http%3A//%5B"]


@pytest.mark.parametrize("url", NO_URLS)
@pytest.mark.parametrize(
    "htmx", [{}, {"HX-Request": "true", "HX-Current-URL-URI-AutoEncoded": "true"}]
)
def test_a_guest_is_led_to_the_sign_in_whatever_the_page_before(
    url: str, htmx: dict[str, str], client: Client
) -> None:
    sent = url.encode().decode("latin-1")
    headers = {**htmx, "Referer": sent, "HX-Current-URL": sent}
    for answer in (
        client.get("/settings/", headers=headers),
        client.post("/settings/profile/", headers=headers),
    ):
        there = answer.headers.get("Location", "") + answer.headers.get("HX-Redirect", "")
        assert there.startswith("/account/login/?next=/")


@pytest.mark.parametrize("url", NO_URLS)
def test_a_signed_in_person_is_answered_whatever_the_page_before(
    url: str, seeker_client: Client
) -> None:
    headers = {"Referer": url.encode().decode("latin-1")}
    assert seeker_client.get("/settings/", headers=headers).status_code == 200


ODD = [
    "utf-16", "utf-32", "utf-7", "idna", "punycode", "undefined", "rot13", "base64", "none",
    "x" * 99, "latin-1", '"utf-16', '""', "\xff", "", "utf-8; charset=base64",
]  # fmt: skip
"""Charsets that Django would fail by, some with a codec of their name."""
ODDLY_SAID = [
    "charset*=utf-99''utf-8",
    "charset*0=base; charset*1=64",
    "charset*=''%ff",
    "; ;charset",
]
Answer = tuple[int, str, str]


@pytest.fixture(scope="module")
def application() -> Any:
    """What a web server calls."""
    return readable(WSGIHandler())


def asked(application: Any, method: str, path: str, kind: str, body: bytes = b"") -> Answer:
    """The status of an answer, its reason and its page."""
    path, _mark, query = path.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_HOST": "testserver",
        "wsgi.input": BytesIO(body),
    }
    setup_testing_defaults(environ)
    said: list[str] = []
    page = b"".join(application(environ, lambda status, headers: said.append(status)))
    status, _space, reason = said[0].partition(" ")
    return int(status), reason, page.decode()


@pytest.mark.parametrize("charset", [f"charset={each}" for each in ODD] + ODDLY_SAID)
@pytest.mark.parametrize("debug", [True, False])
def test_a_form_in_another_charset_is_answered_400(
    charset: str, debug: bool, application: Any, settings: Any
) -> None:
    settings.DEBUG = debug
    body = "login=a&password=b".encode("utf-16")
    for kind in (FORM, "multipart/form-data; boundary=b"):
        status, _reason, page = asked(
            application, "POST", "/account/login/?next=/%C3%A9", f"{kind}; {charset}", body
        )
        assert status in (400, 403), page
        assert "<html" in page


@pytest.mark.parametrize("charset", [f"charset={each}" for each in ODD] + ODDLY_SAID)
def test_a_page_is_read_as_ever_whatever_charset_is_named(charset: str, application: Any) -> None:
    status, _reason, page = asked(
        application, "GET", "/account/login/?next=/%C3%A9", f"text/plain; {charset}"
    )
    assert status == 200
    assert 'name="next" value="/é"' in page


@pytest.mark.parametrize(
    "kind", ["", "x", FORM, f"{FORM}; charset=utf-8", f"{FORM}; charset=UTF-8"]
)
def test_what_is_readable_is_left_as_it_is(kind: str) -> None:
    assert readable_type(kind) == kind


@pytest.mark.parametrize("charset", ["utf8", "UTF8", "utf_8", "U8", '"Utf8"', "cp65001"])
def test_a_form_in_utf_8_is_read_whatever_it_calls_it(
    charset: str, application: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = b'--b;"\r\nContent-Disposition: form-data; name="login"\r\n\r\n\xc3\xa9\r\n--b;"--\r\n'
    seen = []

    def read(self: Any, request: HttpRequest) -> HttpResponse:
        seen.append(request.POST.get("login"))
        return HttpResponse()

    monkeypatch.setattr("accounts.middleware.ReaderMiddleware.__call__", read)
    monkeypatch.setattr(
        "django.middleware.csrf.CsrfViewMiddleware.process_view", lambda *each: None
    )
    for kind, body in ((FORM, b"login=%C3%A9"), (r'multipart/form-data; boundary="b;\""', parts)):
        asked(application, "POST", "/account/login/", f"{kind}; charset={charset}", body)
    assert seen == ["é", "é"]


def test_asgi_is_given_what_can_be_read() -> None:
    seen: list[Any] = []

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope)

    headers = [(b"content-type", b"a/b; charset=base64"), (b"host", b"testserver")]
    scope: Any = {"type": "http", "headers": headers}
    async_to_sync(readable_asgi(answer))(scope, None, None)  # type: ignore[arg-type]
    assert seen[0]["headers"] == [(b"content-type", b"a/b; charset=unreadable"), headers[1]]
