"""What is filled in about the checklist of a long matter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy

from lianyi.dated import today
from lianyi.matters.following_playbooks import playbooks
from lianyi.matters.forms.acts import SHORT, ActForm
from lianyi.matters.models import Lesson, Task
from lianyi.matters.queries.checklists import Checklist
from lianyi.offering import choices_of, rows_of
from lianyi.places.forms import DayField


class StartForm(ActForm):
    playbook = forms.ChoiceField(label=gettext_lazy("which kind of matter"), widget=forms.RadioSelect)

    def fill(self) -> None:
        language = get_language()
        choices = [
            (key, f"{one.title.within(language)}: {one.when.within(language)}") for key, one in playbooks().items()
        ]
        choices_of(self, "playbook").choices = choices


class TickForm(ActForm):
    """Which line, and the day on which it was done."""

    task = forms.ModelChoiceField(Task.objects.none(), label=gettext_lazy("which line"))
    done_on = DayField(label=gettext_lazy("done on"), initial=today)

    def fill(self) -> None:
        rows_of(self, "task").queryset = self.matter.tasks.all()


class UntickForm(ActForm):
    task = forms.ModelChoiceField(Task.objects.none(), label=gettext_lazy("which line"))

    def fill(self) -> None:
        rows_of(self, "task").queryset = self.matter.tasks.all()


class LineForm(ActForm):
    title = forms.CharField(label=gettext_lazy("what is to be done"), max_length=160)
    note = forms.CharField(
        label=gettext_lazy("note"), max_length=500, required=False, widget=forms.Textarea(attrs=SHORT)
    )
    due_on = DayField(label=gettext_lazy("until"), required=False)


class LessonsForm(forms.Form):
    """A field for each line of the playbook, a tick for each line of the matter's own."""

    def __init__(self, *args: Any, checklist: Checklist, lessons: list[Lesson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.checklist = checklist
        said = {lesson.key: lesson.text for lesson in lessons if lesson.key}
        own = {lesson.text for lesson in lessons if not lesson.key}
        for line in checklist.lines:
            name, task = f"line-{line.task.pk}", line.task
            if task.key:
                self.fields[name] = forms.CharField(
                    label=line.title,
                    max_length=300,
                    required=False,
                    initial=said.get(task.key, ""),
                )
            else:
                self.fields[name] = forms.BooleanField(
                    label=line.title, required=False, initial=" ".join(line.title.split()) in own
                )

    def lessons(self) -> list[tuple[str, str, bool]]:
        """Each line as (key, text, whether it is kept)."""
        found = []
        for line in self.checklist.lines:
            given = self.cleaned_data[f"line-{line.task.pk}"]
            found.append((line.task.key, given or "", bool(given)) if line.task.key else ("", line.title, given))
        return found
