"""What was raised, the course it took, how it ended, and what is counted of it."""

from lianyi.matters.models.checklist import Lesson, Task
from lianyi.matters.models.course import Dispute, Helping, Hop, Pause, Step, Trip
from lianyi.matters.models.ending import Crossing, Feedback
from lianyi.matters.models.figures import Tally
from lianyi.matters.models.matter import Asker, Backer, Gram, Matter, Picture

__all__ = [
    "Asker",
    "Backer",
    "Crossing",
    "Dispute",
    "Feedback",
    "Gram",
    "Helping",
    "Hop",
    "Lesson",
    "Matter",
    "Pause",
    "Picture",
    "Step",
    "Tally",
    "Task",
    "Trip",
]
