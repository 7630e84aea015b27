"""A row of the table: what it says, and that nothing anybody typed is taken for markup."""

from dataclasses import replace

from django.template.loader import render_to_string
from django.utils.html import strip_spaces_between_tags, strip_tags

from applications.table.page import NextStep, TableRow

PLAIN = TableRow(
    pk=7,
    url="/applications/7/",
    title="Designer",
    company="Harbour",
    stage="applied",
    interest=3,
    place="",
    pay="",
    tags=[],
    applied="",
    updated="Thu 19 Mar",
    is_archived=False,
)


def shown(row: TableRow, step: NextStep | None = None) -> str:
    return render_to_string("applications/table/_table_rows.html", {"rows": [(row, step)]})


def squeezed(html: str) -> str:
    return strip_spaces_between_tags(" ".join(html.split()))


def test_it_leads_to_its_page_and_can_be_ticked() -> None:
    row = squeezed(shown(PLAIN))
    assert '<a class="row-name" href="/applications/7/">Designer</a></td>' in row
    assert 'name="ids" value="7" aria-label="Designer, Harbour"' in row
    assert "row-tags" not in row
    assert "row-sub" not in row
    assert "archive" not in row


def test_what_is_known_besides_stands_in_its_column() -> None:
    known = replace(PLAIN, place="Bristol", pay="£50,000", tags=["remote", "ui"], is_archived=True)
    row = squeezed(shown(known))
    assert 'Harbour</span><span class="row-sub">Bristol</span></td>' in row
    assert '<td class="col-pay num">£50,000</td>' in row
    assert '<span class="tag">remote</span><span class="tag">ui</span>' in row
    assert 'aria-label="Put away"' in row


def test_nothing_that_was_typed_is_markup() -> None:
    typed = '<b>"x" & y</b>'
    row = shown(
        replace(PLAIN, title=typed, company=typed, place=typed, pay=typed, tags=[typed]),
        NextStep(f"Thank {typed}", ""),
    )
    assert "<b>" not in row
    escaped = "&lt;b&gt;&quot;x&quot; &amp; y&lt;/b&gt;"
    assert f'aria-label="{escaped}, {escaped}"' in row
    assert strip_tags(row).count(escaped) == 6


def test_what_is_next_is_red_only_where_it_is_late() -> None:
    late, due = NextStep("Thank Bo", "was due Fri 20 Mar", True), NextStep("Thank Bo", "by Fri 20")
    assert '<td class="col-next"></td>' in shown(PLAIN)
    red = '>Thank Bo</span><span class="row-sub overdue-text">was due Fri 20 Mar</span>'
    assert red in shown(PLAIN, late)
    assert "overdue-text" not in shown(PLAIN, due)
