"""A file is what its content says, not what its name says."""

from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.file_kinds import LARGEST, ODT, kind_of


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def zipped(**members: bytes) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name, member in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), member)
    return content.getvalue()


DOCX = zipped(word__document_dot_xml=b"<w/>")
FITS = [
    ("cv.pdf", b"%PDF-1.7\n..."),
    ("CV.PDF", b"%PDF-1.4"),
    ("cv.rtf", b"{\\rtf1 hello}"),
    ("cv.docx", DOCX),
    ("cv.odt", zipped(mimetype=ODT)),
    ("cv.txt", "Résumé".encode()),
    ("cv.md", b"# CV"),
]


@pytest.mark.parametrize(("name", "content"), FITS)
def test_documents_are_known(name: str, content: bytes) -> None:
    file = upload(name, content)
    assert kind_of(file).content_type
    assert file.read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cv.pdf", b"MZ\x90\x00 a program"),
        ("cv.pdf", b"<html><script>alert(1)</script>"),
        ("cv.docx", b"%PDF-1.7"),
        ("cv.docx", zipped(other=b"")),
        ("cv.docx", zipped(word__document_dot_xml=b"", word__vbaProject_dot_bin=b"")),
        ("cv.odt", zipped(mimetype=b"application/zip")),
        ("cv.odt", zipped(content=b"")),
        ("cv.rtf", b"plain"),
        ("cv.txt", b"\xff\xfe\x00"),
        ("cv.txt", b"text\x00with a zero"),
    ],
)
def test_a_name_that_lies_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError) as caught:
        kind_of(upload(name, content))
    assert caught.value.code == "content"


ENCRYPTED, UTF_8 = 0x0001, 0x0800


def spoilt(content: bytes, **shorts: int) -> bytes:
    """A zip of one member whose two heads have these in place of its flags or its method."""
    spoilt, central = bytearray(content), content.index(b"PK\x01\x02")
    for name, value in shorts.items():
        at = {"flags": 6, "method": 8}[name]
        for head in (at, central + at + 2):
            spoilt[head : head + 2] = value.to_bytes(2, "little")
    return bytes(spoilt)


@pytest.mark.parametrize(
    "content",
    [
        spoilt(zipped(mimetype=ODT), flags=ENCRYPTED),
        spoilt(zipped(mimetype=ODT), method=99),
        spoilt(zipped(mimetype=ODT), method=ZIP_DEFLATED),
        spoilt(zipped(mimetype=ODT), method=ZIP_BZIP2),
        spoilt(zipped(mimetype=ODT), method=ZIP_LZMA),
        spoilt(zipped(mimetype=ODT), flags=UTF_8).replace(b"mimetype", b"\xff\xfe\xfdetype"),
        zipped(mimetype=ODT).replace(ODT, ODT[::-1]),
    ],
)
def test_what_cannot_be_unpacked_is_no_document(content: bytes) -> None:
    with pytest.raises(ValidationError) as caught:
        kind_of(upload("cv.odt", content))
    assert caught.value.code == "content"


@pytest.mark.parametrize("name", ["cv.exe", "cv.html", "cv.svg", "cv", "cv.pdf.js"])
def test_other_kinds_are_refused(name: str) -> None:
    with pytest.raises(ValidationError) as caught:
        kind_of(upload(name, b"%PDF-1.7"))
    assert caught.value.code == "kind"


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(ValidationError, match="empty"):
        kind_of(upload("cv.pdf", b""))


def test_a_file_that_is_too_large_is_refused() -> None:
    file = upload("cv.pdf", b"%PDF-")
    file.size = LARGEST
    kind_of(file)
    file.size = LARGEST + 1
    with pytest.raises(ValidationError, match="larger than 10 MB"):
        kind_of(file)
