"""What an erased person leaves in files that were handed in or made: nothing."""

from __future__ import annotations

from lianyi.people import erasure
from lianyi.people.models import Person
from lianyi.rosters.models import Extract, Upload


@erasure.register
def forget(person_id: int) -> None:
    """Throws away the files of the person's community that are still kept, with what was found and left over in them.

    A file that waits would bring the person back, and no search through a workbook proves that somebody is not in it.
    """
    community_id = Person.objects.values_list("community_id", flat=True).get(pk=person_id)
    Upload.objects.filter(community=community_id).delete()
    Extract.objects.filter(community=community_id).delete()
