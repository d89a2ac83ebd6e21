"""Chinese capitals for amounts, and pinyin keys for search."""

import itertools
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal

from takt.exchange.errors import ExchangeError

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_LIMIT = Decimal(10) ** 16
_MAX_KEYS = 16  # heteronyms multiply; past this number of keys the rarest combinations are left out


def amount_in_capitals(amount: Decimal) -> str:
    """An amount in yuan as 人民币大写, without the words 人民币 (which stand directly before it).

    Follows the People's Bank of China, 支付结算办法 (1997), 附一《正确填写票据和结算凭证的基本规定》:
    整 after yuan, none after jiao and fen; one 零 for a run of zeros, also between yuan and jiao or fen.
    Raises `ExchangeError` for fractions of a fen (nothing is rounded) and from 10^16 yuan on.
    """
    if not amount.is_finite() or abs(amount) >= _LIMIT:
        raise ExchangeError(f"amount {amount}: expected a number below {_LIMIT}")
    fen = abs(amount) * 100
    if fen != fen.to_integral_value():
        raise ExchangeError(f"amount {amount}: expected at most two decimal places")
    yuan, rest = divmod(int(fen), 100)
    sign = "负" if amount < 0 else ""
    return sign + _yuan(yuan, with_zero=not rest) + _fraction(yuan, *divmod(rest, 10))


def _yuan(yuan: int, *, with_zero: bool) -> str:
    if not yuan:
        return "零元" if with_zero else ""
    groups = []
    while yuan:
        yuan, group = divmod(yuan, 10_000)
        groups.append(group)
    words = ""
    for index in reversed(range(len(groups))):
        words = _joined(words, groups, index)
    return words + "元"


def _joined(words: str, groups: Sequence[int], index: int) -> str:
    """Append one group of four digits; 零 where its first digit or the whole group before is zero."""
    group = groups[index]
    if not group:
        return words
    gap = words and (group < 1000 or not groups[index + 1])
    unit = _GROUPS[index]
    if index == 3 and len(groups) > 2 and groups[2]:
        unit = "万"  # 壹万贰仟亿, not 壹万亿贰仟亿
    return words + ("零" if gap else "") + _thousands(group) + unit


def _thousands(group: int) -> str:
    words = ""
    for place in reversed(range(4)):
        digit = group // 10**place % 10
        if digit:
            words += _DIGITS[digit] + _PLACES[place]
        elif words and group % 10**place and not words.endswith("零"):
            words += "零"
    return words


def _fraction(yuan: int, jiao: int, fen: int) -> str:
    if not jiao and not fen:
        return "整"
    zero = "零" if yuan and (not jiao or yuan % 10 == 0) else ""
    return zero + (f"{_DIGITS[jiao]}角" if jiao else "") + (f"{_DIGITS[fen]}分" if fen else "")


def pinyin(text: str) -> str:
    """Search keys in pinyin without tones, lower case, Latin and digits kept: 轴承A7 is "zhouchenga7".

    A text with heteronyms has several keys, joined by spaces, the usual one first.
    """
    return _keys(text, "NORMAL")


def initials(text: str) -> str:
    """Search keys of first letters: 不锈钢轴承 gives "bxgzc"; several keys as in `pinyin`."""
    return _keys(text, "FIRST_LETTER")


def _keys(text: str, style: str) -> str:
    plain = unicodedata.normalize("NFKC", text).lower()
    usual = _syllables(plain, style, heteronym=False)
    every = _syllables(plain, style, heteronym=True)
    keys = dict.fromkeys(["".join(part[0] for part in usual)])
    for combination in itertools.islice(itertools.product(*every), _MAX_KEYS):
        keys["".join(combination)] = None
    return " ".join(key for key in itertools.islice(keys, _MAX_KEYS) if key)


def _syllables(text: str, style: str, *, heteronym: bool) -> list[list[str]]:
    # here, because its dictionaries take half a second, which not every program that starts should wait for
    from pypinyin import Style  # noqa: PLC0415
    from pypinyin import pinyin as readings_of  # noqa: PLC0415

    found = readings_of(text, style=getattr(Style, style), heteronym=heteronym, errors=_kept, v_to_u=False)
    return [list(dict.fromkeys(_kept(reading) for reading in readings)) for readings in found]


def _kept(characters: Iterable[str]) -> str:
    return "".join(character for character in characters if character.isascii() and character.isalnum())
