"""What we deliberately do not build stays unbuilt: the schema and the front end are searched for it."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field

TREE = Path(__file__).resolve().parents[1] / "lianyi"

# Words that would turn a record of a person into a judgement, a label or a track.
FORBIDDEN = re.compile(
    r"score|points?$|rank|credit|grade|rating|stars?$|risk|stability|religio|ethnic|politic|petition|migrant|origin"
    r"|lat$|latitude|lon$|lng|longitude|gps|mileage|face|fingerprint|id_card|identity_number",
    re.IGNORECASE,
)
ALLOWED = {
    ("circle.Home", "lon"): "where a building stands",
    ("circle.Home", "lat"): "where a building stands",
    ("circle.Facility", "lon"): "where a service point is",
    ("circle.Facility", "lat"): "where a service point is",
    ("circle.Candidate", "lon"): "where a service point could be",
    ("circle.Candidate", "lat"): "where a service point could be",
    ("groups.Wish", "rank"): "the order of a person's own wishes",
    ("jobs.Job", "fingerprint"): "the hash of a job's input",
}


def our_fields() -> list[tuple[str, str]]:
    models = [model for model in apps.get_models() if model.__module__.startswith("lianyi.")]
    return [
        (model._meta.label, field.name)
        for model in models
        for field in model._meta.get_fields(include_hidden=True)
        if isinstance(field, Field)
    ]


def test_there_are_fields_to_search() -> None:
    assert ("people.Person", "name") in our_fields()


@pytest.mark.parametrize(("model", "field"), our_fields())
def test_no_column_judges_labels_or_tracks_a_person(model: str, field: str) -> None:
    assert not FORBIDDEN.search(field) or (model, field) in ALLOWED, f"{model}.{field}"


def test_every_exception_still_exists() -> None:
    assert set(ALLOWED) <= set(our_fields())


def test_the_front_end_never_asks_where_somebody_is() -> None:
    files = [file for pattern in ("*.js", "*.html") for file in TREE.rglob(pattern)]
    assert files
    assert not [str(file) for file in files if "geolocation" in file.read_text(encoding="utf-8").lower()]


def test_no_page_names_an_address_outside_this_machine() -> None:
    """Links that a person may follow are text; what a page loads by itself is ours."""
    loads = re.compile(r"""(?:src|action|data-src|href)\s*=\s*["'](?:https?:)?//""", re.IGNORECASE)
    pages = [file for pattern in ("*.html", "*.css", "*.js", "*.svg") for file in TREE.rglob(pattern)]
    assert not [str(page) for page in pages if loads.search(page.read_text(encoding="utf-8"))]
