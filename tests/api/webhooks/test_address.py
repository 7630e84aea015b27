"""The addresses that a webhook may have."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from api.webhooks.address import Address, parse

GOOD = {
    "https://hooks.example.org": Address("hooks.example.org", 443, "/", True),
    "https://hooks.example.org:8443/a/b?c=d": Address("hooks.example.org", 8443, "/a/b?c=d", True),
    "HTTPS://Hooks.Example.ORG./x": Address("hooks.example.org", 443, "/x", True),
    "https://bücher.example/grüße?ü=é": Address(
        "xn--bcher-kva.example", 443, "/gr%C3%BC%C3%9Fe?%C3%BC=%C3%A9", True
    ),
    "https://8.8.8.8/": Address("8.8.8.8", 443, "/", True),
    "https://[2606:4700::1111]/": Address("2606:4700::1111", 443, "/", True),
    "http://127.0.0.1:5000/in": Address("127.0.0.1", 5000, "/in", False),
}
BAD = {
    "http://hooks.example.org/": "https",
    "https://127.0.0.2/": "public",
    "https://localhost/": "public",
    "https://printer.local/": "public",
    "https://[::1]/": "public",
    "https://[::ffff:127.0.0.1]/": "public",
    "https://10.0.0.1/": "public",
    "https://169.254.169.254/latest/meta-data/": "public",
    "https://user:pw@hooks.example.org/": "user name",
    "https://user@hooks.example.org/": "user name",
    "https://hooks.example.org:22/": "ports: 443, 8443",
    "https://hooks.example.org:0/": "ports: 443, 8443",
    "https://hooks.example.org:99999/": "web address",
    "https://hooks.example.org/#part": "after #",
    "https://": "whole address",
    "hooks.example.org": "whole address",
    "ftp://hooks.example.org/": "whole address",
    "https://hooks.example.org/a b": "spaces",
    "https://hooks.example.org/\r\nX: y": "spaces",
    "https://hooks.example.org\\@127.0.0.2/": "spaces",
    "https://[::1": "web address",
    "https://a..b/": "web address",
    "https://exa<mple.org/": "web address",
    f"https://{'a' * 64}.example/": "web address",
}


@pytest.mark.parametrize("url", GOOD)
def test_it_is_taken_apart(url: str) -> None:
    assert parse(url) == GOOD[url]


@pytest.mark.parametrize("url", BAD)
def test_it_is_refused_in_words(url: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse(url)
    assert BAD[url] in refused.value.messages[0]


def test_the_operator_allows_a_host_with_any_port(settings: Any) -> None:
    settings.WEBHOOK_ALLOW_PRIVATE_HOSTS = ["hooks.lan"]
    assert parse("http://hooks.lan:8080/x") == Address("hooks.lan", 8080, "/x", False)
    with pytest.raises(ValidationError):
        parse("http://other.lan:8080/x")


def test_the_host_header_names_an_unusual_port() -> None:
    names = [parse(url).authority for url in GOOD]
    assert names[:2] == ["hooks.example.org", "hooks.example.org:8443"]
    assert names[-2:] == ["[2606:4700::1111]", "127.0.0.1:5000"]
