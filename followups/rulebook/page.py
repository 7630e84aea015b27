"""Read model of the rules page, made only from the planner's own data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from followups.rulebook.example import Example, example
from followups.rulebook.example_days import Days
from followups.timing.catalogue.index import GUARDS, RULES
from followups.timing.catalogue.sources import PLACES, SOURCES, Source, source_of
from followups.timing.policy.fields import Field
from followups.timing.policy.make import FIELDS, NAMED, Policy, make
from followups.wording import figure, limits, rule_sentence


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited place in a document, and what it says in our words."""

    citation: str
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a policy: its meaning, value, limits, and the reason for the limits."""

    field: Field
    meaning: str
    value: str
    usual: str
    limits: str
    why: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule or guard in words, under the reader's policy."""

    name: str
    title: str
    sentence: str
    figures: tuple[Figure, ...]
    sources: tuple[Citation, ...]
    optional: str = "no"
    example: Example | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """Rules on one subject."""

    slug: str
    title: str
    entries: tuple[RuleEntry, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One named policy in the comparison."""

    name: str
    title: str
    view: str
    meaning: str
    sources: tuple[Citation, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A figure under each named policy; a cell is its value, and True if the policy changes it."""

    meaning: str
    cells: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document, with all of its cited places."""

    source: Source
    author: str
    description: str
    places: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything on the page."""

    chapters: tuple[Chapter, ...]
    guards: tuple[RuleEntry, ...]
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    figures: tuple[Figure, ...]
    documents: tuple[Document, ...]


def rulebook(policy: Policy, base: str, zone: ZoneInfo, now: datetime) -> Rulebook:
    """Return the catalogue under ``policy``, which is the named policy ``base`` with changes.

    The examples take place in the week of ``now`` (aware), on the calendar of ``zone``.
    """
    days = Days.around(now, zone)
    return Rulebook(
        chapters=tuple(_chapters(policy, days)),
        guards=tuple(_entry(name, policy) for name in GUARDS),
        rows=tuple(map(_row, differing_fields())),
        columns=tuple(_column(name, base) for name in NAMED),
        figures=tuple(_figure(name, policy) for name in FIELDS),
        documents=tuple(_document(source) for source in SOURCES.values()),
    )


def chapter_titles() -> Sequence[tuple[str, str, tuple[str, ...]]]:
    """Return the chapters in order: slug, title, and prefixes of their rules' names."""
    return (
        ("applying", _("Applying"), ("application.apply_by", "application.receipt")),
        ("talks", _("Around an interview"), ("interview.", "screen.")),
        ("asking", _("Asking how things stand"), ("status.",)),
        ("ending", _("Offers and endings"), _ENDINGS),
        ("referrers", _("People who refer you"), ("referrer.",)),
        ("references", _("People who speak for you"), ("references.", "reference.")),
    )


_ENDINGS = ("application.close_out", "application.withdraw_note", "offer.")


def _chapters(policy: Policy, days: Days) -> Iterator[Chapter]:
    for slug, title, beginnings in chapter_titles():
        names = [name for name in RULES if name.startswith(beginnings)]
        yield Chapter(slug, title, tuple(_entry(name, policy, days) for name in names))


def _entry(name: str, policy: Policy, days: Days | None = None) -> RuleEntry:
    rule = RULES.get(name)
    entry = rule or GUARDS[name]
    return RuleEntry(
        name=name,
        title=_(entry.title),
        sentence=rule_sentence(entry, policy),
        figures=tuple(_figure(each, policy) for each in rule.fields) if rule else (),
        sources=citations(entry.sources),
        optional=rule.optional if rule else "no",
        example=example(name, policy, days) if days else None,
    )


def _figure(name: str, policy: Policy) -> Figure:
    field = FIELDS[name]
    return Figure(
        field=field,
        meaning=_(field.meaning),
        value=figure(name, getattr(policy, name)),
        usual=figure(name, field.default),
        limits=limits(name),
        why=_(field.limit_meaning) if field.limit_meaning else "",
        sources=citations(field.sources),
    )


def differing_fields() -> Iterator[str]:
    """Yield the figures in which the named policies differ, in the catalogue's order."""
    named = [make(name) for name in NAMED]
    for name in FIELDS:
        if len({getattr(policy, name) for policy in named}) > 1:
            yield name


def _row(field: str) -> Row:
    cells = (
        (figure(field, getattr(make(name), field)), field in named.changes)
        for name, named in NAMED.items()
    )
    return Row(_(FIELDS[field].meaning), tuple(cells))


def _column(name: str, base: str) -> Column:
    entry = NAMED[name]
    return Column(
        name=name,
        title=_(entry.title),
        view=_(entry.view),
        meaning=_(entry.meaning),
        sources=citations(entry.sources),
        chosen=name == base,
    )


def _document(source: Source) -> Document:
    places = [place for place in PLACES if place.startswith(f"{source.id}:")]
    return Document(source, _(source.author), _(source.description), citations(places))


def citations(places: Sequence[str]) -> tuple[Citation, ...]:
    """Return what each cited place says, with its document."""
    return tuple(Citation(each, _(PLACES[each]), source_of(each)) for each in places)
