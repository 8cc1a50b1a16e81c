"""The plan of a matter: what somebody answered, what it comes to, and its errands one by one."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianyi.matters.models import Matter
from lianyi.papers_map.models.certificates import Certificate, Counter


class Plan(models.Model):
    """How the papers of a matter are had with the fewest ways. Days of its errands count from `made_on`.

    `helpers_in` are the cities in which somebody can go for them, separated by semicolons. `before` is how often
    somebody has to go without a plan, `in_vain` of these. No plan asks for fewer own trips than `least_own`;
    `is_proven` says that no plan is better in anything.
    """

    class Goes(models.TextChoices):
        ANYWHERE = "anywhere", _("Yes, to other cities too")
        HOME = "home", _("Yes, but only in the city where I am")
        NOWHERE = "nowhere", _("No, I cannot go")

    matter = models.OneToOneField(Matter, on_delete=models.CASCADE, related_name="papers_plan")
    made_on = models.DateField()
    goals = models.ManyToManyField(Certificate, related_name="+")
    home = models.CharField(max_length=40, blank=True)
    goes = models.CharField(max_length=10, choices=Goes.choices)
    helpers_in = models.CharField(max_length=400, blank=True)
    post = models.BooleanField(default=True)
    online = models.BooleanField(default=False)
    before = models.PositiveSmallIntegerField()
    in_vain = models.PositiveSmallIntegerField()
    own_trips = models.PositiveSmallIntegerField()
    helper_trips = models.PositiveSmallIntegerField()
    letters = models.PositiveSmallIntegerField()
    days = models.PositiveIntegerField()
    fees = models.PositiveIntegerField()
    least_own = models.PositiveSmallIntegerField()
    is_proven = models.BooleanField()

    class Meta:
        ordering = ["matter_id"]

    def __str__(self) -> str:
        return f"papers of {self.matter_id}"

    @property
    def trips(self) -> int:
        return self.own_trips + self.helper_trips

    @property
    def has_fewest_own(self) -> bool:
        return self.own_trips == self.least_own


class Errand(models.Model):
    """One thing to be done about one paper, in the order of the plan.

    `trip` 0: nobody has to go. `day` is when it is done and `ready_day` when the paper is there or can be collected,
    counted from the day of the plan. `done_on` stands on all errands of a paper that is there.
    """

    class Way(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        PROXY = "proxy", _("by a helper with a mandate")
        POST = "post", _("by post")
        ONLINE = "online", _("online")

    class Act(models.TextChoices):
        FETCH = "fetch", _("get at once")
        APPLY = "apply", _("apply for")
        COLLECT = "collect", _("collect")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="errands")
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="+")
    counter = models.ForeignKey(Counter, on_delete=models.SET_NULL, null=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    trip = models.PositiveSmallIntegerField(default=0)
    way = models.CharField(max_length=10, choices=Way.choices)
    act = models.CharField(max_length=10, choices=Act.choices)
    day = models.PositiveIntegerField(default=0)
    ready_day = models.PositiveIntegerField(default=0)
    is_sent = models.BooleanField(default=False)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["plan_id", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "position"], name="errand_once")]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.act} {self.certificate_id}"
