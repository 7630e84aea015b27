"""Forms to connect a mailbox and to choose its folders."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inbox.mailboxes.problems import MailboxProblem, Problem
from inbox.mailboxes.providers import provider_of
from inbox.mailboxes.session import Account
from inbox.models import Mailbox

Security = Mailbox.Security
USUAL_PORTS = {Security.TLS: 993, Security.STARTTLS: 143}
LONGEST_PASSWORD = 500


def plain(text: str) -> None:
    """Refuse what would end a command of the protocol."""
    if not text.isprintable():
        raise ValidationError(_("Remove the line break or other invisible character."))


class MailboxForm(forms.Form):
    """Where a mailbox is, and how to sign in. The password is never shown again."""

    host = forms.CharField(
        label=gettext_lazy("IMAP server"),
        max_length=253,
        validators=[plain],
        help_text=gettext_lazy("For example imap.gmail.com"),
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}
        ),
    )
    security = forms.ChoiceField(
        label=gettext_lazy("Security"),
        choices=Security.choices,
        initial=Security.TLS,
        help_text=gettext_lazy("TLS is right for nearly everybody."),
    )
    port = forms.IntegerField(
        label=gettext_lazy("Port"), min_value=1, max_value=65535, required=False
    )
    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=254,
        validators=[plain],
        help_text=gettext_lazy("Usually your whole email address."),
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}
        ),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        validators=[plain],
        help_text=gettext_lazy("An app password where your provider offers one."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if set(settings.INBOX_PORTS) <= set(USUAL_PORTS.values()):
            del self.fields["port"]

    def clean_host(self) -> str:
        """Return the server's name. One whose provider takes no passwords is not even tried."""
        host = str(self.cleaned_data["host"]).rstrip(".").lower()
        provider = provider_of(host)
        if provider is not None and provider.refuses:
            raise ValidationError(str(provider.hint))
        return host

    def clean_port(self) -> int | None:
        """Return the port, if the operator allows it."""
        port: int | None = self.cleaned_data["port"]
        if port is not None and port not in settings.INBOX_PORTS:
            ports = ", ".join(map(str, settings.INBOX_PORTS))
            raise ValidationError(_("Choose one of these ports: %(ports)s.") % {"ports": ports})
        return port

    @property
    def account(self) -> Account:
        """Return where to sign in, of a valid form."""
        data = self.cleaned_data
        port = data.get("port") or USUAL_PORTS[Security(data["security"])]
        return Account(data["host"], port, data["security"], data["username"], data["password"])

    def add_problem(self, problem: MailboxProblem) -> None:
        """Say beside the field what the server did not like."""
        field, text = _explained(problem.code, self.account)
        self.add_error(field, text)


def _explained(code: str, account: Account) -> tuple[str, str]:
    """Return the field that is to be changed, and what to do about it."""
    if code == Problem.LOGIN:
        provider = provider_of(account.host)
        text = _("The server refused this user name and password.")
        return "password", f"{text} {provider.hint}" if provider else text
    if code == Problem.INSECURE:
        return "security", _("This server doesn't offer STARTTLS. Choose TLS.")
    texts = {
        Problem.HOST_REFUSED: _("This server isn't on the public internet, so it isn't allowed."),
        Problem.CERTIFICATE: _("The certificate isn't valid for this server. Check its name."),
        Problem.UNREACHABLE: _("This server doesn't answer. Check its name and the security."),
    }
    return "host", texts.get(Problem(code), _("The server broke off the connection. Try again."))


class FoldersForm(forms.Form):
    """Which folders are read, of those that the mailbox had when it was connected."""

    inbox = forms.ChoiceField(label=gettext_lazy("Emails that arrive"))
    sent = forms.ChoiceField(
        label=gettext_lazy("Emails you sent"),
        required=False,
        help_text=gettext_lazy("The notes you sent to employers are suggested as well."),
    )

    def __init__(self, mailbox: Mailbox, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = {folder.role: folder.name for folder in mailbox.folders.all()}
        self.initial = {"inbox": chosen.get("inbox", ""), "sent": chosen.get("sent", ""),
                        **self.initial}  # fmt: skip
        marked = [each["name"] for each in mailbox.offered if each["is_sent"]]
        others = [each["name"] for each in mailbox.offered if not each["is_sent"]]
        nothing = [("", _("None"))]
        self._offer("inbox", _choices([chosen.get("inbox", ""), *others, *marked]))
        self._offer("sent", nothing + _choices([chosen.get("sent", ""), *marked, *others]))

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Refuse the same folder for both."""
        data = super().clean() or {}
        if data.get("inbox") and data.get("inbox") == data.get("sent"):
            self.add_error("sent", _("Choose another folder than for emails that arrive."))
        return data


def _choices(names: Sequence[str]) -> list[tuple[str, str]]:
    return [(name, name) for name in dict.fromkeys(names) if name]
