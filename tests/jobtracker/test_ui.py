"""The parts that pages are made of."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template import Context, RequestContext, Template, engines
from django.test import RequestFactory
from django.urls import path
from django.urls.resolvers import ResolverMatch

from jobtracker import navigation
from jobtracker.templatetags.ui import icon, stage_badge

ICON_IN_TEMPLATE = re.compile(r"""\{%\s*icon\s+"([^"]+)"|symbol="([^"]+)\"""")


class Attributes(HTMLParser):
    """The attributes of each start tag of some HTML, by tag name."""

    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def first(self, tag):
        return next(attrs for name, attrs in self.tags if name == tag)


class ApplicationForm(forms.Form):
    title = forms.CharField(help_text="As the posting says it.")
    company = forms.CharField(required=False)
    stage = forms.ChoiceField(choices=[("a", "Applied"), ("b", "Offer")], required=False)
    place = forms.ChoiceField(choices=[("r", "Remote")], widget=forms.RadioSelect)
    urgent = forms.BooleanField(required=False)
    token = forms.CharField(widget=forms.HiddenInput)


def render(source, **context):
    return Template(source).render(Context(context))


def test_an_icon_is_decoration_unless_it_is_named():
    assert 'aria-hidden="true"' in icon("bell")
    assert icon("bell").count("vendor/icons.svg#bell") == 1
    named = icon("bell", label='Overdue "now"')
    assert 'role="img" aria-label="Overdue &quot;now&quot;"' in named
    assert "aria-hidden" not in named


def test_an_icon_can_have_a_class():
    assert icon("bell", css="icon-lg").startswith('<svg class="icon icon-lg"')


def test_every_icon_that_a_template_names_is_in_the_sprite():
    listed = set((settings.BASE_DIR / "scripts" / "icons.txt").read_text().splitlines())
    used = {
        name
        for template in (settings.BASE_DIR / "templates").rglob("*.html")
        for pair in ICON_IN_TEMPLATE.findall(template.read_text())
        for name in pair
        if name
    } | {entry.icon for entry in navigation.ENTRIES}
    assert used
    assert used <= listed


@pytest.mark.parametrize(
    ("stage", "html"),
    [
        ("applied", '<span class="stage stage-applied">Applied</span>'),
        ("reference_check", '<span class="stage stage-reference-check">Reference check</span>'),
    ],
)
def test_a_stage_has_its_badge(stage, html):
    assert stage_badge(stage) == html


def test_a_stage_nobody_knows_is_shown_escaped():
    assert "<b>" not in stage_badge("<b>")


def test_a_field_is_tied_to_its_label_its_help_and_its_error():
    form = ApplicationForm({"title": "", "company": "Globex"})
    html = render("{% field form.title %}", form=form)
    parts = Attributes(html)
    control = parts.first("input")
    ids = {attrs.get("id") for _, attrs in parts.tags}
    assert parts.first("label")["for"] == control["id"]
    assert set(control["aria-describedby"].split()) <= ids
    assert len(control["aria-describedby"].split()) == 2
    assert control["aria-invalid"] == "true"
    assert "This field is required." in html


def test_a_field_keeps_what_was_typed():
    form = ApplicationForm({"title": "", "company": "Globex & <Co>"})
    html = render("{% field form.company %}", form=form)
    assert 'value="Globex &amp; &lt;Co&gt;"' in html


def test_what_may_be_left_out_says_so_except_a_list():
    form = ApplicationForm()
    assert "optional" in render("{% field form.company %}", form=form)
    assert "optional" not in render("{% field form.title %}", form=form)
    assert "optional" not in render("{% field form.stage %}", form=form)


def test_a_label_can_be_hidden_but_not_lost():
    html = render('{% field form.title hide_label=True label="Job" %}', form=ApplicationForm())
    assert 'class="form-label visually-hidden"' in html
    assert "Job" in html


def test_other_options_become_attributes():
    html = render('{% field form.title hx_get="/hint/" %}', form=ApplicationForm())
    control = Attributes(html).first("input")
    assert control["hx-get"] == "/hint/"
    assert control["class"] == "form-control"


@pytest.mark.parametrize(
    ("name", "css"),
    [("title", "form-control"), ("stage", "form-select"), ("urgent", "form-check-input")],
)
def test_each_control_has_its_class(name, css):
    form = ApplicationForm()
    html = render("{% field bound %}", bound=form[name])
    assert f'class="{css}"' in html


def test_a_group_of_choices_is_a_fieldset_with_a_legend():
    html = render("{% field form.place %}", form=ApplicationForm({}))
    assert [tag for tag, _ in Attributes(html).tags][:2] == ["fieldset", "legend"]
    assert "This field is required." in html


def test_a_hidden_field_has_nothing_around_it():
    html = render("{% field form.token %}", form=ApplicationForm())
    assert [tag for tag, _ in Attributes(html).tags] == ["input"]


def test_what_is_wrong_with_a_whole_form_stands_above_it():
    form = ApplicationForm({"title": "x", "place": "r"})
    form.add_error(None, "You applied there already.")
    html = render("{% form_errors form %}", form=form)
    assert "You applied there already." in html
    assert "token" in html.lower()


def nav(user, view_name="", **context):
    request = RequestFactory().get("/")
    request.resolver_match = ResolverMatch(lambda r: None, (), {}, url_name=view_name)
    request.user = user
    return Template("{% nav %}").render(RequestContext(request, context))


class Pages:
    """Addresses with one page for the signed-in and one for everybody."""

    urlpatterns = [
        path("", lambda r: None, name="today"),
        path("rules/", lambda r: None, name="rules"),
        path("sign-in/", lambda r: None, name="account_login"),
        path("email/", lambda r: None, name="account_email"),
        path("password/", lambda r: None, name="account_change_password"),
        path("two-step/", lambda r: None, name="mfa_index"),
        path("sign-out/", lambda r: None, name="account_logout"),
    ]


@pytest.fixture
def _pages(settings, monkeypatch):
    settings.ROOT_URLCONF = Pages
    entries = (
        navigation.Entry("today", "Today", "sun", "t", tab=True),
        navigation.Entry("rules", "Rules", "journal-text", "u", public=True),
        navigation.Entry("nowhere", "Nowhere", "x-lg", "n"),
    )
    monkeypatch.setattr(navigation, "ENTRIES", entries)
    forget_addresses()
    yield
    forget_addresses()


def forget_addresses():
    navigation._reachable.cache_clear()
    for loader in engines["django"].engine.template_loaders:
        loader.reset()  # and with the templates what they keep of fixed pieces


@pytest.mark.usefixtures("_pages")
class TestNav:
    def test_marks_where_one_is(self, django_user_model):
        html = nav(django_user_model(email="ana@example.com"), "today")
        links = [a for tag, a in Attributes(html).tags if a.get("aria-current") == "page"]
        assert [link["href"] for link in links] == ["/", "/"]  # the side bar's, and the tab's

    def test_a_page_names_the_entry_that_it_belongs_to(self, django_user_model):
        html = nav(django_user_model(email="ana@example.com"), "deeper", section="rules")
        links = [a for tag, a in Attributes(html).tags if a.get("aria-current") == "page"]
        assert {link["href"] for link in links} == {"/rules/"}

    def test_leaves_out_pages_that_do_not_exist(self, django_user_model):
        assert "Nowhere" not in nav(django_user_model(email="ana@example.com"))

    def test_a_guest_sees_what_is_public_and_the_way_in(self):
        html = nav(AnonymousUser())
        assert "/rules/" in html
        assert "/sign-in/" in html
        assert "Today" not in html
        assert "tabs-bar" not in html


STYLE_ATTRIBUTE = re.compile(r"\sstyle=|\son[a-z]+=\"|javascript:")
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))")


def test_no_page_needs_an_inline_style_or_script():
    pages = [
        template
        for template in (settings.BASE_DIR / "templates").rglob("*.html")
        if not {"email", "emails"} & set(template.parts)  # mails have no such policy
    ]
    assert pages
    for template in pages:
        text = Path(template).read_text()
        assert not STYLE_ATTRIBUTE.search(text), template
        assert not INLINE_SCRIPT.search(text), template
