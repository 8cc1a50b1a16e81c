"""What can be done with people's records."""

from lianyi.people.actions.bulk import NewPerson, add_people
from lianyi.people.actions.correct import FIELDS, correct_people, correct_person
from lianyi.people.actions.corrections import answer_correction, ask_for_correction
from lianyi.people.actions.erase import erase_person
from lianyi.people.actions.lives import move_home, set_standing
from lianyi.people.actions.single import add_person

__all__ = [
    "FIELDS",
    "NewPerson",
    "add_people",
    "add_person",
    "answer_correction",
    "ask_for_correction",
    "correct_people",
    "correct_person",
    "erase_person",
    "move_home",
    "set_standing",
]
