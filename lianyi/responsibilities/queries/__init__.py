"""The one door to responsibilities. They are public: who is responsible is nobody's secret."""

from lianyi.responsibilities.queries.lists import (
    duties_of,
    duty,
    kept_body,
    point,
    require_keeper,
    subject,
    subject_on,
    subjects,
)
from lianyi.responsibilities.queries.responsible import (
    Answer,
    answer,
    answers,
    leading_at,
    led_by,
    led_until,
    points_of,
)

__all__ = [
    "Answer",
    "answer",
    "answers",
    "duties_of",
    "duty",
    "kept_body",
    "leading_at",
    "led_by",
    "led_until",
    "point",
    "points_of",
    "require_keeper",
    "subject",
    "subject_on",
    "subjects",
]
