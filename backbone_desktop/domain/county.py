"""The 22 counties and cities of Taiwan, and which of them an address names.

Rule: the address stays as typed; a county is derived only from a name that can mean no other.
"""

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class County:
    """A county or city.

    Attributes:
        code: The letters of ISO 3166-2:TW.
        name: Today's official name, written with 臺.
    """

    code: str
    name: str


COUNTIES: tuple[County, ...] = (
    County("TPE", "臺北市"),
    County("NWT", "新北市"),
    County("TAO", "桃園市"),
    County("TXG", "臺中市"),
    County("TNN", "臺南市"),
    County("KHH", "高雄市"),
    County("KEE", "基隆市"),
    County("HSZ", "新竹市"),
    County("CYI", "嘉義市"),
    County("HSQ", "新竹縣"),
    County("MIA", "苗栗縣"),
    County("CHA", "彰化縣"),
    County("NAN", "南投縣"),
    County("YUN", "雲林縣"),
    County("CYQ", "嘉義縣"),
    County("PIF", "屏東縣"),
    County("ILA", "宜蘭縣"),
    County("HUA", "花蓮縣"),
    County("TTT", "臺東縣"),
    County("PEN", "澎湖縣"),
    County("KIN", "金門縣"),
    County("LIE", "連江縣"),
)

_BY_NAME = {county.name: county for county in COUNTIES}
_BY_CODE = {county.code: county for county in COUNTIES}

# Merged or raised to a special municipality in 2010 and, 桃園, in 2014; still printed on older papers.
_FORMER_NAMES = {
    "臺北縣": "新北市",
    "桃園縣": "桃園市",
    "臺中縣": "臺中市",
    "臺南縣": "臺南市",
    "高雄縣": "高雄市",
}
_LEADING = re.compile(r"(?:[(\[〔【]?\d{3,6}[)\]〕】]?)?(?:中華民國)?(?:臺灣省|福建省|臺灣)?")
_NAME_LENGTH = 3


def county_by_code(code: str) -> County | None:
    """Return the county of an ISO 3166-2:TW code without its country part; None when there is none."""
    return _BY_CODE.get(code)


def county_by_name(name: str) -> County | None:
    """Return the county of a full name, today's or a former one, with 臺 or 台; None when there is none."""
    clean = _clean(name)
    return _BY_NAME.get(_FORMER_NAMES.get(clean, clean))


def county_of_address(address: str) -> County | None:
    """Return the county an address begins with, after a postcode; None when it names none.

    臺北縣, 桃園縣, 臺中縣, 臺南縣 and 高雄縣 are read as what they are today.
    """
    clean = _clean(address)
    start = _LEADING.match(clean)
    rest = clean if start is None else clean[start.end() :]
    return county_by_name(rest[:_NAME_LENGTH])


def _clean(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("台", "臺")
