import pytest
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import override


@pytest.mark.parametrize("hint", [0, 1, 2])
def test_hints_for_passwords_are_as_polite_as_the_site(hint: int) -> None:
    with override("zh-hans"):
        text = password_validators_help_texts()[hint]
    assert "您" in text
    assert "你" not in text
