"""The rows of the table of applications.

They are put together here since fifty of them stand on a page: a template looks each value up anew,
and what is the same in every row (the reader's language, zone and year) is looked up once.
"""

from collections.abc import Iterable, Mapping
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from applications.models import Stage
from applications.table.page import NextStep, TableRow
from applications.templatetags.interest import MOST, interest
from jobtracker.templatetags.dates import day_formatter
from jobtracker.templatetags.ui import icon, stage_badge

register = template.Library()

ROW = """<tr>
  <td class="col-check"><input type="checkbox" class="form-check-input row-check" name="ids" \
value="{pk}" aria-label="{title}, {company}"></td>
  <td class="col-title"><a class="row-name" href="{url}">{title}</a>{archived}{tags}</td>
  <td class="col-company"><span class="row-name">{company}</span>{place}</td>
  <td class="col-stage">{stage}</td>
  <td class="col-next">{next}</td>
  <td class="col-interest">{interest}</td>
  <td class="col-applied num">{applied}</td>
  <td class="col-pay num">{pay}</td>
  <td class="col-updated num">{updated}</td>
</tr>
"""


@register.simple_tag
def application_rows(rows: Iterable[TableRow], steps: Mapping[int, NextStep]) -> SafeString:
    """Applications as rows: ``{% application_rows rows steps %}``. Whatever was typed is escaped.

    ``steps`` has what is next, by the keys of the applications.
    """
    day = day_formatter()
    stages = {stage.value: stage_badge(stage.value) for stage in Stage}
    dots = {value: interest(value) for value in range(1, MOST + 1)}
    written = (
        ROW.format(
            pk=row.pk,
            url=row.url,
            title=escape(row.title),
            company=escape(row.company),
            archived=_archived() if row.archived_at else "",
            tags=_tags(row.tags) if row.tags else "",
            place=f'<span class="row-sub">{escape(row.place)}</span>' if row.place else "",
            stage=stages[row.stage],
            next=_next(steps[row.pk]) if row.pk in steps else "",
            interest=dots[row.interest],
            applied=day(row.applied_at),
            pay=escape(row.pay),
            updated=day(row.updated_at),
        )
        for row in rows
    )
    return mark_safe("".join(written))  # each value is a number, ready-made or escaped


def _next(step: NextStep) -> str:
    look = " overdue-text" if step.is_overdue else ""
    when = f'<span class="row-sub{look}">{escape(step.when)}</span>' if step.when else ""
    return f'<span class="row-name">{escape(step.title)}</span>{when}'


def _archived() -> str:
    return f" {icon('archive', label=_('Put away'))}"


def _tags(names: Iterable[str]) -> str:
    tags = "".join(f'<span class="tag">{escape(name)}</span>' for name in names)
    return f' <span class="row-tags">{tags}</span>'
