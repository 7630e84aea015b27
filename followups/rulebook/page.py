"""The rules page's read model: made from the engine's own data, and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from followups.rulebook.days import Days
from followups.rulebook.example import Example, example
from followups.timing.catalogue.index import GUARDS, RULES
from followups.timing.catalogue.sources import PLACES, SOURCES, Source, source_of
from followups.timing.policy.fields import Field
from followups.timing.policy.make import FIELDS, NAMED, Policy, make
from followups.wording import figure, limits, rule_sentence


@dataclass(frozen=True, slots=True)
class Cited:
    """What one place in a document says, in our words."""

    citation: str
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Figure:
    """A policy's figure: what it means, how it stands, and how far it may be moved, and why."""

    field: Field
    meaning: str
    value: str
    usual: str
    limits: str
    why: str
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule or guard in plain words under the reader's policy."""

    name: str
    title: str
    sentence: str
    figures: tuple[Figure, ...]
    sources: tuple[Cited, ...]
    optional: str = "no"
    example: Example | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """Rules that belong together."""

    slug: str
    title: str
    entries: tuple[RuleEntry, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One named policy beside the others."""

    name: str
    title: str
    view: str
    meaning: str
    sources: tuple[Cited, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A figure under each named policy; ``changed`` marks those that differ from Balanced."""

    meaning: str
    cells: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One of the documents, with every place that a rule rests on."""

    source: Source
    author: str
    description: str
    places: tuple[Cited, ...]


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
    """The catalogue under ``policy``, which is the named policy ``base`` and changes on top.

    Examples are told in the week of ``now`` (aware), on the calendar of ``zone``.
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
    """The chapters in order: slug, title, and how the names of their rules begin."""
    return (
        ("applying", _("When you have applied"), ("application.receipt",)),
        ("talks", _("Around an interview"), ("interview.", "screen.")),
        ("asking", _("Asking how things stand"), ("status.",)),
        ("ending", _("Letting go"), ("application.close_out", "offer.")),
        ("references", _("People who speak for you"), ("references.", "reference.")),
    )


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
        sources=cited(entry.sources),
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
        sources=cited(field.sources),
    )


def differing_fields() -> Iterator[str]:
    """The figures in which the named policies differ, in the order of the catalogue."""
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
        sources=cited(entry.sources),
        chosen=name == base,
    )


def _document(source: Source) -> Document:
    places = [place for place in PLACES if place.startswith(f"{source.id}:")]
    return Document(source, _(source.author), _(source.description), cited(places))


def cited(citations: Sequence[str]) -> tuple[Cited, ...]:
    """What each citation says, with the document it stands in."""
    return tuple(Cited(each, _(PLACES[each]), source_of(each)) for each in citations)
