"""Text in two languages, and numbers as people say them in each."""

from dataclasses import dataclass
from fractions import Fraction

_ZH_DIGITS = "零一二三四五六七八九十"
_EN_DIGITS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_EN_PARTS = {3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth", 10: "tenth"}


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def within(self, language: str | None) -> str:
        """Return the words for a language code (`zh-hans`, `zh_CN`, `en-gb`, ...); English where it is not Chinese."""
        return self.zh if (language or "").lower().startswith("zh") else self.en


def say_fraction(share: Fraction) -> Bilingual:
    """Return `4/5` as 五分之四 and "four fifths"; fractions with larger parts keep their figures."""
    top, bottom = share.numerator, share.denominator
    if share == Fraction(1, 2):
        return Bilingual("半数", "half")
    if bottom in _EN_PARTS and 0 < top < bottom:
        plural = "" if top == 1 else "s"
        return Bilingual(f"{_ZH_DIGITS[bottom]}分之{_ZH_DIGITS[top]}", f"{_EN_DIGITS[top]} {_EN_PARTS[bottom]}{plural}")
    if bottom in (2, 4, 5, 10, 20, 25, 100):
        figure = f"{float(share):.2f}".rstrip("0").rstrip(".")
        return Bilingual(figure, figure)
    return Bilingual(str(share), str(share))
