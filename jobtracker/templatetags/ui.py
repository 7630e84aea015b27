"""Template tags for the parts of pages: icons, form fields, stage badges, navigation."""

from functools import cache, lru_cache
from typing import Any

from django import forms, template
from django.apps import apps
from django.conf import settings
from django.forms.boundfield import BoundField
from django.template.context import Context, RequestContext
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from jobtracker import extension_points, navigation

register = template.Library()

CONTROL_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "form-check-input"),
    (forms.RadioSelect, ""),  # a group's class would go to its outer element
    (forms.Select, "form-select"),
    (forms.Widget, "form-control"),
)
FIELD_PARAMETERS = frozenset({"label", "help_text", "hide_label"})


@register.simple_tag(takes_context=True)
def panel(context: Context, place: str, **more: Any) -> SafeString:
    """Render what a higher app shows at this place: ``{% panel "interview.thank_yous" %}``."""
    engine = context.template.engine  # type: ignore[union-attr]
    with context.push(**more):
        return engine.get_template(extension_points.template_of(place)).render(context)


@register.simple_tag
def provided(name: str, *arguments: Any) -> Any:
    """Return a value from a higher app: ``{% provided "table.next_steps" rows now as steps %}``."""
    return extension_points.value_of(name, *arguments)


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """Render an icon of the sprite, hidden from screen readers unless it has a ``label``."""
    head = f'<svg class="icon {css}"' if css else '<svg class="icon"'
    tail = f' focusable="false"><use href="{_sprite()}#{name}"></use></svg>'
    if not label:
        return mark_safe(f'{head} aria-hidden="true"{tail}')  # names come from templates
    role = f' role="img" aria-label="{conditional_escape(label)}"'
    return mark_safe(head + role + tail)  # the label is escaped


@cache
def _sprite() -> str:
    return static("vendor/icons.svg")


@register.simple_tag
def site_name() -> str:
    """Return the site's name, for error pages, which have no context of their own."""
    return settings.SITE_NAME


@register.simple_tag
def stage_badge(stage: str) -> SafeString:
    """Render the badge of an application's stage: ``{% stage_badge application.stage %}``."""
    return _badge(str(stage), get_language())


@lru_cache(maxsize=256)
def _badge(value: str, language: str | None) -> SafeString:
    field = apps.get_model("applications", "Application")._meta.get_field("stage")
    label = dict(field.flatchoices).get(value, value)
    return format_html('<span class="stage stage-{}">{}</span>', value.replace("_", "-"), label)


@register.inclusion_tag("_field.html")
def field(bound: BoundField, **options: Any) -> dict[str, Any]:
    """Render a form field with its label, help and error, linked for screen readers.

    ``label``, ``help_text`` and ``hide_label`` change what is shown; other options become
    attributes of the input, with dashes for underscores: ``{% field form.q hx_get="/x/" %}``.
    """
    attrs = {
        name.replace("_", "-"): value
        for name, value in options.items()
        if name not in FIELD_PARAMETERS
    }
    widget = bound.field.widget
    attrs["class"] = " ".join(
        filter(None, [widget.attrs.get("class"), attrs.get("class"), _control_class(widget)])
    )
    return {
        "field": bound,
        "control": bound.as_widget(attrs=attrs),
        "label": options.get("label", bound.label),
        "help_text": options.get("help_text", bound.help_text),
        "hide_label": options.get("hide_label", False),
        "is_check": isinstance(widget, forms.CheckboxInput),
        "is_group": widget.use_fieldset,
        # A select shows by itself whether a choice is needed.
        "is_optional": not (bound.field.required or isinstance(widget, forms.Select)),
        "help_id": f"{bound.auto_id}_helptext",
        "error_id": f"{bound.auto_id}_error",
    }


def _control_class(widget: forms.Widget) -> str:
    return next(css for kind, css in CONTROL_CLASSES if isinstance(widget, kind))


@register.inclusion_tag("_form_errors.html")
def form_errors(form: forms.BaseForm) -> dict[str, Any]:
    """Render the form's own errors, above its fields."""
    return {"form": form}


@register.inclusion_tag("_nav.html", takes_context=True)
def nav(context: RequestContext) -> dict[str, Any]:
    """Render the main navigation: a side bar, or a tab bar on a phone.

    A page that is not an entry itself names the one it belongs to as ``section`` in its context;
    one that knows what waits on the entries' pages gives it as ``counts``.
    """
    match = context["request"].resolver_match
    view_name = match.view_name if match else ""
    user = context.get("user")
    signed_in = bool(user and user.is_authenticated)
    here = context.get("section") or navigation.entry_of(view_name)
    counts = context.get("counts", None if signed_in else {})
    if counts is None:
        counts = extension_points.value_of("navigation.counts", user)
    return {
        "user": user,
        "signed_in": signed_in,
        "entries": navigation.entries(here, counts, signed_in=signed_in),
        "SITE_NAME": context.get("SITE_NAME"),
        "csrf_token": context.get("csrf_token"),
    }
