"""Which encoding a text file is in, and how sure that is.

Rule: a mark at the beginning decides, then strict UTF-8; CP950 is a guess, says so and is shown.
"""

from collections import Counter
from dataclasses import dataclass

from backbone_desktop.domain.errors import DataFileError

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8", "UTF-8（含 BOM）"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
_LABELS = {
    "utf-8": "UTF-8",
    "cp950": "CP950（Big5）",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "big5": "Big5",
}
_PLAUSIBLE = 0.9
_REMEDY = "請在 Excel 另存為「CSV UTF-8（逗號分隔）」或 .xlsx 後再匯入，或指定正確的編碼。"


@dataclass(frozen=True, slots=True)
class Decoding:
    """A decoded text.

    Attributes:
        label: The encoding as a person calls it.
        guessed: Nothing in the file says so; a person should look at the beginning.
    """

    text: str
    encoding: str
    label: str
    guessed: bool


def decode(content: bytes, name: str, encoding: str = "") -> Decoding:
    """Decode a text file, which holds no zero characters whatever its encoding.

    Args:
        content: The whole file.
        name: Its name, for the sentences.
        encoding: Use this encoding and no other.

    Raises:
        DataFileError: No encoding fits, or not the one asked for.
    """
    decoding = _decode_as(content, name, encoding) if encoding else _decode_found(content, name)
    if "\0" in decoding.text:
        detail = f"「{name}」夾雜文字檔不會有的控制字元，可能已損毀，或不是文字檔。"
        raise DataFileError("檔案內容異常", detail, _REMEDY)
    return decoding


def _decode_found(content: bytes, name: str) -> Decoding:
    for mark, codec, label in _MARKS:
        if content.startswith(mark):
            text = _try(content[len(mark) :], codec)
            if text is None:
                raise DataFileError("文字編碼有誤", f"「{name}」標示為 {label}，內容卻不符。", _REMEDY)
            return Decoding(text, codec, label, guessed=False)
    text = _try(content, "utf-8")
    if text is not None:
        return Decoding(text, "utf-8", "UTF-8", guessed=False)
    text = _try(content, "cp950")
    if text is None or plausibility(text) < _PLAUSIBLE:
        raise DataFileError("無法判斷文字編碼", f"「{name}」不是 UTF-8，也不像 CP950（Big5）。", _REMEDY)
    return Decoding(text, "cp950", _LABELS["cp950"], guessed=True)


def plausibility(text: str) -> float:
    """Return the share, 0 to 1, of the non-ASCII characters that Taiwanese office texts are made of.

    Level-one Big5 characters (the 5,401 common ones), punctuation and full-width forms count whole, the rare
    ones a little, everything else nothing; a text in another encoding read as CP950 is mostly the rest.
    """
    others = {char: count for char, count in Counter(text).items() if char > "\x7f"}
    weighed = sum(_weight(char) * count for char, count in others.items())
    return weighed / sum(others.values()) if others else 1.0


def _weight(char: str) -> float:
    code = char.encode("cp950", "replace")
    if len(code) != 2:
        return 0.0
    lead = code[0]
    if 0xA1 <= lead <= 0xC6:
        return 1.0
    return 0.75 if 0xC9 <= lead <= 0xF9 else 0.0


def _decode_as(content: bytes, name: str, encoding: str) -> Decoding:
    codec = encoding.strip().lower().replace("_", "-")
    for mark, *_ in _MARKS:
        if codec in {"utf-8", "utf8", "utf-8-sig"} and content.startswith(mark):
            content, codec = content[len(mark) :], "utf-8"
    text = _try(content, codec)
    if text is None:
        detail = f"「{name}」無法以「{encoding}」解讀。"
        raise DataFileError("指定的編碼不符", detail, "請改用其他編碼，或不指定編碼由程式判斷。")
    return Decoding(text, codec, _LABELS.get(codec, encoding), guessed=False)


def _try(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except (UnicodeError, LookupError):
        return None
