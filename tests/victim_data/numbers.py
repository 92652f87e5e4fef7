"""Made numbers of nobody, in the form of each state; the same each time."""

from __future__ import annotations

import random
from collections.abc import Callable

from stdnum.id import nik
from stdnum.my import nric
from stdnum.th import pin

Make = Callable[[random.Random], str]
_FG, _ST = "XWUTRQPNMLK", "JZIHGFEDCBA"


def _some(chance: random.Random, count: int) -> str:
    return "".join(str(chance.randrange(10)) for _ in range(count))


def _day(chance: random.Random) -> str:
    return f"{chance.randrange(60, 100):02}{chance.randrange(1, 13):02}{chance.randrange(1, 29):02}"


def thai(chance: random.Random) -> str:
    """Thirteen digits with their check digit."""
    body = str(chance.randrange(1, 9)) + _some(chance, 11)
    number = body + pin.calc_check_digit(body)
    return chance.choice([pin.format(number), number, pin.format(number).replace("-", " ")])


def malaysian(chance: random.Random) -> str:
    """Day of birth, place of birth, a number."""
    number = f"{_day(chance)}{chance.randrange(1, 15):02}{_some(chance, 4)}"
    return chance.choice([nric.format(number), number])


def indonesian(chance: random.Random) -> str:
    """Place, day of birth, a number; a woman's day has 40 more."""
    day, month, year = (
        chance.randrange(1, 29) + chance.choice([0, 40]),
        chance.randrange(1, 13),
        chance.randrange(70, 99),
    )
    place = chance.choice(["3174", "3273", "5171", "1271", "3578"])
    number = f"{place}01{day:02}{month:02}{year:02}{chance.randrange(1, 9999):04}"
    assert nik.is_valid(number)
    return chance.choice([number, f"{number[:4]} {number[4:8]} {number[8:12]} {number[12:]}"])


def vietnamese(chance: random.Random) -> str:
    """Twelve digits that begin with the province."""
    province = chance.choice(["001", "031", "038", "048", "079", "092"])
    number = f"{province}{chance.randrange(4)}{chance.randrange(60, 99):02}{_some(chance, 6)}"
    return chance.choice([number, " ".join(number[at : at + 3] for at in range(0, 12, 3))])


def singaporean(chance: random.Random) -> str:
    """A letter, seven digits, a check letter."""
    first, digits = chance.choice("STFG"), _some(chance, 7)
    total = sum(int(one) * by for one, by in zip(digits, (2, 7, 6, 5, 4, 3, 2), strict=True)) + 4 * (first in "TG")
    return first + digits + (_ST if first in "ST" else _FG)[total % 11]


def bruneian(chance: random.Random) -> str:
    """The colour of the card, and six digits."""
    return f"{chance.choice(['00', '01', '30', '50', '51'])}-{_some(chance, 6)}"


def myanmar(chance: random.Random) -> str:
    """State or region, township, kind of citizenship, six digits."""
    town = chance.choice(["LaMaNa(N)", "OuKaMa(N)", "မရမ(နိုင်)", "လမန(နိုင်)", "ဗဟန(ဧည့်)", "TaMaNa(Naing)"])
    number = f"{chance.randrange(1, 15)}/{town}{_some(chance, 6)}"
    return number if town.isascii() else number.translate(str.maketrans("0123456789", "၀၁၂၃၄၅၆၇၈၉"))


def cambodian(chance: random.Random) -> str:
    """Nine digits, on newer cards with two behind them."""
    return f"0{chance.randrange(1, 6)}0{_some(chance, 6)}" + chance.choice(["", "(01)"])


def philippine(chance: random.Random) -> str:
    """The numbers of PhilSys, common reference, social security, or a passport."""
    passport = f"P{_some(chance, 7)}{chance.choice('AB')}"
    return chance.choice(
        [
            f"{_some(chance, 4)}-{_some(chance, 7)}-{_some(chance, 1)}",
            f"34-{_some(chance, 7)}-{_some(chance, 1)}",
            passport,
            "-".join(f"{chance.randrange(1000, 9999)}" for _ in range(4)),
        ]
    )


def lao(chance: random.Random) -> str:
    """Digits of a card or of the family book, as they are written there."""
    return chance.choice(
        [
            f"0{chance.randrange(1, 9)}-{_some(chance, 2)} {_some(chance, 6)}",
            f"1{_some(chance, 9)}",
            f"PA{_some(chance, 7)}",
        ]
    )


def timorese(chance: random.Random) -> str:
    """Digits of an identity card or of a voter's card."""
    return chance.choice([f"0{_some(chance, 7)}", f"0{_some(chance, 16)}", f"000{_some(chance, 5)}"])


MAKERS: dict[str, Make] = {
    "BN": bruneian, "KH": cambodian, "ID": indonesian, "LA": lao, "MY": malaysian, "MM": myanmar,
    "PH": philippine, "SG": singaporean, "TH": thai, "TL": timorese, "VN": vietnamese,
}  # fmt: skip
