"""By what a mail or an event is known again."""

from inbox.keys import digest, event_key, message_key


def test_a_message_is_known_with_and_without_its_brackets() -> None:
    assert message_key("<Abc.1@Mail.Example>") == message_key(" Abc.1@mail.example ")
    assert message_key("<Abc.1@mail.example>") == message_key("<abc.1@MAIL.example>")
    assert message_key("<abc.1@mail.example>") != message_key("<abc.2@mail.example>")


def test_a_message_without_a_domain_has_a_key() -> None:
    assert message_key("<abc>") == digest("abc") == message_key("<ABC>")


def test_an_event_is_known_by_its_uid() -> None:
    assert event_key("a@b ") == event_key("a@b") != event_key("A@b")
    assert len(event_key("\udcff")) == 64
