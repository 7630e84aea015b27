"""Files as spreadsheets save them: encodings, delimiters, banners, workbooks; and hostile ones."""

from __future__ import annotations

import io
import time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from data_exchange.spreadsheet.reading.read import read_table
from data_exchange.spreadsheet.reading.table import MOST_ROWS, SheetError

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATION = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEADS = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
STYLES = (
    '<numFmts><numFmt numFmtId="170" formatCode="[$£-809]#,##0"/>'
    '<numFmt numFmtId="171" formatCode="dd\\.mm\\.yyyy"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/>'
    "</cellXfs>"
)


def workbook(
    *sheets: str, settings: str = "", styles: str = STYLES, states: tuple[str, ...] = ()
) -> bytes:
    """Return a workbook whose sheets hold these rows."""
    target = io.BytesIO()
    tabs = "".join(
        f'<sheet name="S{at}" sheetId="{at}" r:id="rId{at}" state="{state}"/>'
        for at, state in enumerate(states or ("visible",) * len(sheets), 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{at}" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    texts = (
        "<si><t>Company</t></si><si><r><t>Job </t></r><r><t>title</t></r></si>"
        "<si><t>Acme</t><rPh><t>x</t></rPh></si>"
    )
    with ZipFile(target, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr(
            "xl/workbook.xml",
            f"<workbook {MAIN} {RELATION}>{settings}<sheets>{tabs}</sheets></workbook>",
        )
        zipped.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{relations}</Relationships>")
        zipped.writestr("xl/sharedStrings.xml", f"<sst {MAIN}>{texts}</sst>")
        zipped.writestr("xl/styles.xml", f"<styleSheet {MAIN}>{styles}</styleSheet>")
        for at, rows in enumerate(sheets, 1):
            zipped.writestr(
                f"xl/worksheets/sheet{at}.xml",
                f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>",
            )
    return target.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        "Company,Title\nGröße,Clerk\n".encode(),
        "\ufeffCompany,Title\nGröße,Clerk\n".encode(),
        "Company;Title\r\nGröße;Clerk\r\n".encode("cp1252"),
        "Company\tTitle\nGröße\tClerk\n".encode("utf-16"),
        "Company\tTitle\nGröße\tClerk\n".encode("utf-16-le"),
        "Company|Title\nGröße|Clerk\n".encode(),
        "sep=;\nCompany;Title\nGröße;Clerk\n".encode(),
        "My search, 2026,\n,,\nCompany,Title\nGröße,Clerk\n".encode(),
        "Company,Title\rGröße,Clerk\r".encode(),
    ],
)
def test_a_table_saved_as_text(content: bytes) -> None:
    table = read_table(content)
    assert table.heads == ("Company", "Title")
    assert list(table.rows.values()) == [("Größe", "Clerk")]


def test_rows_have_the_numbers_that_a_spreadsheet_shows() -> None:
    table = read_table(b'sep=,\n\nCompany,Title\n,,\n"Acme\n& Co",A\nBolt\n')
    assert table.rows == {5: ("Acme\n& Co", "A"), 6: ("Bolt",)}


def test_a_cell_of_a_workbook_is_what_people_see() -> None:
    rows = (
        '<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" t="inlineStr"><is><t>Clerk</t></is></c>'
        '<c r="C3" s="1"><v>46302</v></c><c r="D3" s="2"><v>45000</v></c><c r="E3"><v>12.5</v></c>'
        '<c r="F3" s="3"><v>46302.5</v></c><c r="G3" t="b"><v>1</v></c>'
        '<c r="H3" t="e"><v>#N/A</v></c>'
        '<c r="I3" t="str"><v>a &amp; b</v></c></row>'
    )
    table = read_table(workbook(HEADS + rows))
    assert table.heads[:2] == ("Company", "Job title")
    assert table.rows == {
        3: ("Acme", "Clerk", "2026-10-07", "£45000", "12.5", "2026-10-07 12:00", "yes", "", "a & b")
    }


def test_days_are_counted_from_where_the_workbook_says() -> None:
    rows = HEADS + '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>44840</v></c></row>'
    table = read_table(workbook(rows, settings='<workbookPr date1904="1"/>'))
    assert table.rows[2] == ("Acme", "2026-10-07")


def test_the_visible_sheet_whose_heads_are_known_is_read() -> None:
    other = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
    rows = HEADS + '<row r="2"><c t="s"><v>2</v></c></row>'
    table = read_table(workbook(other, HEADS, rows, states=("visible", "hidden", "visible")))
    assert table.rows == {2: ("Acme",)}


def test_a_cell_in_the_last_corner_takes_no_memory() -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    near = '<row r="2"><c r="A2" t="s"><v>2</v></c></row>'
    assert read_table(workbook(HEADS + near + far)).rows == {2: ("Acme",)}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"Company,Title\n", "empty"),
        (b"a\x00\x00\x00b\n", "binary"),
        (b"%PDF-1.7\n", "binary"),
        (b"PK\x03\x04" + b"x" * 100, "broken"),
        (b"x" * (5 * 1024 * 1024 + 1), "large"),
        (b"Company,Title\n" + b"a,b\n" * (MOST_ROWS + 1), "rows"),
        (b"Company,Title" + b"," * 200 + b"\n" + b"a," * 200 + b"b\n", "columns"),
        (workbook(HEADS), "empty"),
        (workbook("<row"), "broken"),
        (workbook('<row r="2"><c r="A2" t="s"><v>99</v></c></row>'), "broken"),
        (workbook('<row r="2"><c r="A2" s="1"><v>soon</v></c></row>'), "broken"),
        (workbook(HEADS + "<row/>" * 1_000_001), "large"),
        (workbook(HEADS + " " * 50_000_000), "large"),
        (workbook(HEADS, styles="<!DOCTYPE x>"), "broken"),
    ],
)
def test_a_file_that_is_no_table_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(SheetError) as refused:
        read_table(content)
    assert refused.value.reason == reason


def test_no_entity_is_expanded() -> None:
    target = io.BytesIO()
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><workbook>&b;</workbook>'
    with ZipFile(target, "w") as zipped:
        zipped.writestr("xl/workbook.xml", bomb)
    with pytest.raises(SheetError, match="damaged"):
        read_table(target.getvalue())


@pytest.mark.parametrize("piece", ['"', '""', ',"', "a,", ";", "\n", "|", 'a"b,'])
def test_no_text_takes_long(piece: str) -> None:
    content = (piece * (1_000_000 // len(piece))).encode()
    start = time.process_time()
    with pytest.raises(SheetError):
        read_table(b"Company,Title\n" + content)
    assert time.process_time() - start < 2
