"""The upload form of a document."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import services
from applications.file_kinds import LARGEST, SUFFIXES, Upload, kind_of
from applications.forms.base import OnceForm
from applications.models import Application, Document


class DocumentForm(OnceForm):
    """A resume, a cover letter or another file, with a name to recognize it by."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, Word (.docx), OpenDocument, RTF or plain text, up to %(limit)s MB.")
        % {"limit": LARGEST // 1024**2},
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Document.Kind.choices)
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_("Such as “Resume, design, March”. Empty: the file’s own name."),
    )

    def clean_file(self) -> Upload:
        """Check that the content fits the file name."""
        upload: Upload = self.cleaned_data["file"]
        kind_of(upload)
        return upload

    def keep(
        self, owner: User, *, now: datetime, application: Application | None = None
    ) -> Document | None:
        """Store the file; if the account has no room for it, add that error and return None."""
        data: dict[str, Any] = self.cleaned_data
        try:
            return services.keep_document(
                owner,
                data["file"],
                kind=data["kind"],
                name=(data["name"] or data["file"].name)[:120],
                token=data["token"],
                application=application,
                now=now,
            )
        except ValidationError as error:
            self.add_error("file", error.messages)
            return None
