"""A link to the reader's own mail program: all of the note in it, and nothing smuggled in."""

from urllib.parse import parse_qs, urlsplit

from jobtracker.mail.mailto import LONGEST, is_long, mailto


def test_the_mail_program_gets_the_note_as_it_is() -> None:
    subject = "Thanks & more? 100%"
    link = urlsplit(mailto("bo+jobs@harbour.example", subject, "Dear Bo,\n\nÜber + 1#2 – 日本\n"))
    query = parse_qs(link.query)
    assert link.scheme == "mailto"
    assert link.path == "bo%2Bjobs@harbour.example"
    assert query == {"subject": [subject], "body": ["Dear Bo,\r\n\r\nÜber + 1#2 – 日本"]}
    assert not link.fragment
    assert "+" not in link.geturl()


def test_lines_end_as_mails_want_them_however_they_were_typed() -> None:
    for ending in ("\n", "\r\n", "\r"):
        assert mailto("", "", f"a{ending}b").endswith("body=a%0D%0Ab")


def test_an_address_cannot_smuggle_headers() -> None:
    link = mailto("a@b.example?cc=x@y.example\r\nBcc: z", "s\r\nBcc: z", "b")
    assert link.count("?") == 1
    assert "cc=" not in urlsplit(link).query
    assert not {"\r", "\n", " "} & set(link)


def test_a_link_is_long_where_some_mail_programs_would_cut_it() -> None:
    frame = len(mailto("", "", ""))
    assert not is_long(mailto("", "", "x" * (LONGEST - frame)))
    assert is_long(mailto("", "", "x" * (LONGEST - frame + 1)))
    assert is_long(mailto("", "", "日" * (LONGEST // 9)))
