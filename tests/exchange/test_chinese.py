"""Amounts on contracts stand in Chinese capitals; customers and items are found by pinyin and initials."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takt.exchange.chinese import amount_in_capitals, initials, pinyin
from takt.exchange.errors import ExchangeError

VALUES = {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


def whole(words: str) -> int:
    """What capitals below 元 mean, counted the other way round from how they are written."""
    for sign, unit in (("亿", 10**8), ("万", 10**4)):
        if sign in words:
            left, right = words.rsplit(sign, 1)
            return whole(left) * unit + whole(right)
    total = digit = 0
    for character in words:
        if character in UNITS:
            total += digit * UNITS[character]
            digit = 0
        else:
            digit = VALUES[character]
    return total + digit


def meaning(words: str) -> Decimal:
    sign = -1 if words.startswith("负") else 1
    yuan, _, rest = words.removeprefix("负").rpartition("元")
    fen = sum(
        VALUES[rest[rest.index(unit) - 1]] * worth for unit, worth in (("角", 10), ("分", 1)) if unit in rest
    )
    return sign * (whole(yuan) + Decimal(fen) / 100)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        # The examples of the regulation (支付结算办法, 附一, 四).
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.5", "伍角"),
        ("10", "壹拾元整"),
        ("100000001", "壹亿零壹元整"),
        ("100001000", "壹亿零壹仟元整"),
        ("20000300", "贰仟万零叁佰元整"),
        ("1200000000000", "壹万贰仟亿元整"),
        ("-3.2", "负叁元贰角"),
    ],
)
def test_amounts_are_written_as_the_regulation_writes_them(amount: str, words: str) -> None:
    assert amount_in_capitals(Decimal(amount)) == words


@settings(deadline=None)
@given(st.decimals(-(10**12), 10**12, places=2))
def test_the_words_mean_the_amount_and_never_repeat_a_zero(amount: Decimal) -> None:
    words = amount_in_capitals(amount)
    assert meaning(words) == amount
    assert "零零" not in words
    assert words.endswith(("整", "角", "分"))


@settings(deadline=None)
@given(st.decimals(-1000, 1000, places=2), st.decimals(-1000, 1000, places=2))
def test_different_amounts_have_different_words(one: Decimal, other: Decimal) -> None:
    assert (amount_in_capitals(one) == amount_in_capitals(other)) == (one == other)


@pytest.mark.parametrize("amount", ["0.001", "1e16", "NaN", "Infinity"])
def test_an_amount_that_has_no_words_is_refused(amount: str) -> None:
    with pytest.raises(ExchangeError, match="amount"):
        amount_in_capitals(Decimal(amount))


@pytest.mark.parametrize(
    ("text", "letters", "syllables"),
    [
        ("不锈钢轴承", "bxgzc", "buxiugangzhoucheng"),
        ("重庆长城", "cqcc", "chongqingchangcheng"),
        ("轴承 A7-ⅲ", "zca7iii", "zhouchenga7iii"),
        ("Ａ１２ 银行", "a12yh", "a12yinhang"),
        ("绿", "l", "lv lu"),
        ("🙂 -", "", ""),
    ],
)
def test_names_are_found_by_initials_and_by_syllables(text: str, letters: str, syllables: str) -> None:
    assert (initials(text), pinyin(text)) == (letters, syllables)


def test_a_name_with_several_readings_is_found_by_each() -> None:
    assert pinyin("曾").split() == ["ceng", "zeng"]
    assert initials("曾").split() == ["c", "z"]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_keys_are_short_in_number_and_plain(text: str) -> None:
    for keys in (pinyin(text), initials(text)):
        assert keys.isascii()
        assert keys == keys.lower()
        assert len(keys.split()) <= 16
