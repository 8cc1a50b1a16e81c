"""What is asked for a template."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class TemplateForm(forms.Form):
    file = forms.FileField(
        label=_("Your template"),
        help_text=_("A Word document (.docx) of at most 5 MB, without macros. It is tried out with example data."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"required": _("Please choose a file."), "empty": _("This file is empty.")},
    )
