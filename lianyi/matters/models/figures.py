"""What is counted of matters, day by day, so that figures of any past day cost the same at any size."""

from __future__ import annotations

from django.db import models

from lianyi.places.models import Place


class Tally(models.Model):
    """How often something came to be known on a day about the matters received in a month.

    An index of the journal and nothing else: it is written beside each entry, and can be made anew from the entries
    (`manage.py count_matters_anew`). The keys are those of the body and the subject; 0 is the office of the
    community, or no subject.
    """

    community = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+", db_index=False)
    month = models.DateField()
    known_on = models.DateField()
    event = models.CharField(max_length=16)
    body_key = models.BigIntegerField(default=0)
    subject_key = models.BigIntegerField(default=0)
    count = models.IntegerField()

    class Meta:
        ordering = ["month", "known_on", "pk"]
        indexes = [models.Index(fields=["community", "month", "known_on"], name="tally_asked")]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "month", "known_on", "event", "body_key", "subject_key"],
                name="tally_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.event} {self.count}"
