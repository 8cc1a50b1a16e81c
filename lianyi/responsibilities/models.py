"""Who is responsible for what (职责清单): subject × body × role, with basis, source and days; and where one goes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from lianyi.dated import Dated, order_of_days
from lianyi.organisations.models import Organisation
from lianyi.organisations.models.naming import Named, split_names
from lianyi.places.models import Place


class Subject(Named, Dated):
    """Something that somebody needs done or looked after (事项), in the words of whoever asks.

    `asked_as` holds other ways of asking, in either language, separated by semicolons. From `ends_on` on nobody needs
    it any more, as `end_source` says.
    """

    name = models.CharField(pgettext_lazy("thing", "name"), max_length=80, unique=True)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    asked_as = models.CharField(_("also asked as"), max_length=600, blank=True)
    answer = models.CharField(_("the answer in one sentence"), max_length=120, blank=True)
    answer_en = models.CharField(_("the answer in English"), max_length=240, blank=True)
    bring = models.TextField(_("what to bring, one thing a line"), max_length=600, blank=True)
    bring_en = models.TextField(_("what to bring, in English"), max_length=900, blank=True)
    end_source = models.CharField(_("why it is no longer needed"), max_length=200, blank=True)

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [order_of_days("subject")]

    def __str__(self) -> str:
        return self.name

    def other_names(self) -> list[str]:
        return [self.name_en, *split_names(self.asked_as)]

    @property
    def shown_name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if _reads_english() and self.name_en else self.name

    @property
    def shown_answer(self) -> str:
        return self.answer_en if _reads_english() and self.answer_en else self.answer

    @property
    def shown_bring(self) -> list[str]:
        text = self.bring_en if _reads_english() and self.bring_en else self.bring
        return [line.strip() for line in text.splitlines() if line.strip()]


class Responsibility(Dated):
    """What a body does about a subject, in one area or (None) wherever it serves."""

    class Role(models.TextChoices):
        LEADS = "leads", _("leads")
        ASSISTS = "assists", _("assists")
        NOT_OURS = "not_ours", _("is not responsible")

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="responsibilities")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="responsibilities")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    area = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("only in")
    )
    basis = models.CharField(_("basis"), max_length=200)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        ordering = ["subject_id", "role", "pk"]
        constraints = [order_of_days("responsibility")]
        indexes = [models.Index(fields=["organisation", "role"])]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.role} {self.subject_id}"


class ServicePoint(Named, Dated):
    """Where one goes: a window, a station. `hours` follows the OpenStreetMap notation of opening hours.

    No subject named: everything that its organisation leads.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="service_points")
    name = models.CharField(pgettext_lazy("thing", "name"), max_length=100)
    address = models.CharField(_("address"), max_length=160)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    is_step_free = models.BooleanField(_("can be reached without steps"), default=False)
    note = models.CharField(_("note"), max_length=200, blank=True)
    subjects = models.ManyToManyField(Subject, blank=True, related_name="service_points")

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [order_of_days("servicepoint")]

    def __str__(self) -> str:
        return self.name


def _reads_english() -> bool:
    return (get_language() or "").startswith("en")
