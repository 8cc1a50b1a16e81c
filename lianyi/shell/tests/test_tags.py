import pytest
from django import forms
from django.core.paginator import Paginator
from django.utils.translation import override
from pytest_django import Settings

from lianyi.rules import UnknownRuleError
from lianyi.shell.tests.pages import asked, rendered


class Wishes(forms.Form):
    name = forms.CharField(help_text="As on your card")
    nickname = forms.CharField(required=False)
    agrees = forms.BooleanField(label="I agree")
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13812341234", "138****1234"),
        ("02388887777", "023****7777"),
        ("88887777", "******77"),
        ("110", "***"),
        ("", ""),
    ],
)
def test_a_telephone_number_is_masked(phone: str, shown: str) -> None:
    assert rendered("{% masked phone %}", phone=phone) == shown


@pytest.mark.parametrize(
    ("pack", "chinese", "english"), [("cn-community", "小组", "groups"), ("cn-party", "党支部", "Party branches")]
)
def test_terms_follow_the_pack_and_the_language(settings: Settings, pack: str, chinese: str, english: str) -> None:
    settings.LIANYI_PACK = pack
    with override("zh-hans"):
        assert rendered('{% term "group" count=2 %}') == chinese
    with override("en"):
        assert rendered('{% term "group" count=2 as word %}{{ word }}') == english


def test_a_rule_links_to_its_page_and_to_its_dialog() -> None:
    html = rendered('{% rule "groups.minimum_members" %}')
    assert 'href="/rules/groups.minimum_members/"' in html
    assert 'hx-get="/rules/groups.minimum_members/"' in html


def test_a_rule_that_does_not_exist_fails_loudly() -> None:
    with pytest.raises(UnknownRuleError):
        rendered('{% rule "groups.no_such_rule" %}')


def test_a_field_ties_label_help_and_errors_to_its_input() -> None:
    form = Wishes({"name": ""})
    html = rendered("{% field form.name autofocus=True %}", form=form)
    assert '<label for="id_name">' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert "autofocus" in html


def test_only_optional_fields_say_so() -> None:
    with override("en"):
        assert "(optional)" not in rendered("{% field form.name %}", form=Wishes())
        assert "(optional)" in rendered("{% field form.nickname %}", form=Wishes())


def test_what_another_answer_asks_for_is_not_called_optional_nor_is_what_is_wrong() -> None:
    class Asked(forms.Form):
        asked = ("reason",)
        reason = forms.CharField(required=False)
        day = forms.DateField(required=False)

    for form, optional in ((Asked(), 1), (Asked({"day": "x"}), 0)):
        page = rendered("{% field form.reason %}{% field form.day %}", form=form)
        assert page.count('class="optional"') == optional


def test_a_choice_is_a_named_group_and_a_checkbox_stands_in_its_label() -> None:
    assert "<fieldset" in rendered("{% field form.kind %}", form=Wishes())
    assert "<legend>Kind" in rendered("{% field form.kind %}", form=Wishes())
    assert '<label class="choice" for="id_agrees">' in rendered("{% field form.agrees %}", form=Wishes())


def test_the_list_of_errors_leads_to_the_fields() -> None:
    form = Wishes({"agrees": "on", "kind": "a"})
    assert '<a href="#id_name">Name</a>' in rendered("{% form_errors form %}", form=form)
    assert rendered("{% form_errors form %}", form=Wishes()).strip() == ""


def test_other_pages_of_a_list_keep_the_question() -> None:
    page = Paginator(range(100), 10).page(3)
    html = rendered("{% pagination page %}", asked("/desk/people/?q=沈&page=3"), page=page)
    assert 'href="?q=%E6%B2%88&amp;page=4"' in html
    assert 'aria-current="page" href="?q=%E6%B2%88&amp;page=3"' in html


def test_a_list_of_one_page_has_no_other_pages() -> None:
    assert rendered("{% pagination page %}", page=Paginator([1], 10).page(1)).strip() == ""


def test_progress_tells_its_numbers() -> None:
    html = rendered('{% progress 3 12 label="Forms" %}')
    assert 'max="12" value="3" aria-label="Forms"' in html
    assert "3 / 12" in html


def test_an_empty_total_is_no_error() -> None:
    assert 'max="1"' in rendered("{% progress 0 0 %}")


def test_the_date_control_shows_the_day_asked_and_keeps_the_rest() -> None:
    html = rendered('{% include "parts/as_of.html" %}', asked("/x/?on=2026-05-01&q=a&page=2"))
    assert 'value="2026-05-01"' in html
    assert '<input type="hidden" name="q" value="a">' in html
    assert 'name="page"' not in html


def test_a_part_of_another_app_is_left_out_while_it_is_missing() -> None:
    assert rendered('{% include_if_there "nowhere/_part.html" %}') == ""
    assert "<p>hello</p>" in rendered('{% include_if_there "parts/empty.html" %}', text="hello")
