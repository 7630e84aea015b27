"""A row of the table of applications.

It is put together here since fifty of them stand on a page: a template looks each value up anew,
and takes half as long again to write them.
"""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from applications.lists import TableRow
from applications.templatetags.interest import interest
from jobtracker.templatetags.moments import day
from jobtracker.templatetags.ui import icon, stage_badge

register = template.Library()

ROW = """<tr>
  <td class="col-check"><input type="checkbox" class="form-check-input row-check" name="ids" \
value="{pk}" aria-label="{title}, {company}"></td>
  <td class="col-title"><a href="{url}">{title}</a>{archived}{tags}</td>
  <td class="col-company">{company}{place}</td>
  <td class="col-stage">{stage}</td>
  <td class="col-interest">{interest}</td>
  <td class="col-applied num">{applied}</td>
  <td class="col-pay num">{pay}</td>
  <td class="col-updated num">{updated}</td>
</tr>"""


@register.simple_tag
def application_row(row: TableRow) -> SafeString:
    """One application as a row: ``{% application_row row %}``."""
    return format_html(
        ROW,
        pk=row.pk,
        url=row.url,
        title=row.title,
        company=row.company,
        archived=_archived() if row.archived_at else "",
        tags=_tags(row.tags) if row.tags else "",
        place=format_html('<span class="row-sub">{}</span>', row.place) if row.place else "",
        stage=stage_badge(row.stage),
        interest=interest(row.interest),
        applied=day(row.applied_at),
        pay=row.pay,
        updated=day(row.updated_at),
    )


def _archived() -> SafeString:
    return format_html(" {}", icon("archive", label=_("Put away")))


def _tags(names: list[str]) -> SafeString:
    tags = format_html_join("", '<span class="tag">{}</span>', ((name,) for name in names))
    return format_html(' <span class="row-tags">{}</span>', tags)
