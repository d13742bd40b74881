"""Chinese text made comparable: for search, for duplicate keys, for CP950 files.

Rule: nothing here changes what is stored or shown; folded text is only ever compared or indexed.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

_VARIANTS = (
    "台臺 裏裡 羣群 峯峰 温溫 着著 恒恆 粧妝 銹鏽 墻牆 牀床 衆眾 敎教 靑青 淸清 戸戶 户戶 産產 "
    "爲為 僞偽 鈎鉤 綫線 麪麵 糉粽 菓果 嫺嫻 喆哲 堃坤 栢柏 佈布 佔占 祕秘 汚污 汙污 効效 勳勛 "
    "鑒鑑 厰廠 箇個 綉繡 脣唇 啓啟 吿告 説說 税稅 鋭銳 悦悅 脱脫 閲閱 緑綠 録錄 黄黃 横橫 内內 "
    "呉吳 强強 眞真 鎭鎮 値值 静靜 争爭 卽即 旣既 顔顏 髙高 姸妍 滙匯"
)
_ONE_FORM = str.maketrans({pair[0]: pair[1] for pair in _VARIANTS.split()})

_BLANK = re.compile(
    r"[\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]+"
)
"""White space and the invisible marks that come along when a name is pasted."""

_COMPATIBILITY = re.compile(r"[\uf900-\ufaff\U0002f800-\U0002fa1f]")
_IDEOGRAPH = re.compile(
    r"[\u3005-\u3007\u3040-\u30ff\u3105-\u312f\u31a0-\u31bf\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af"
    r"\U00020000-\U000323af]"
)
_RUN = re.compile(rf"(?P<ideographs>{_IDEOGRAPH.pattern}+)|(?:(?!{_IDEOGRAPH.pattern})[^\W_])+")
"""A run of ideographs, or of other letters and digits."""
_BLANK_BETWEEN_IDEOGRAPHS = re.compile(rf"(?<={_IDEOGRAPH.pattern}){_BLANK.pattern}(?={_IDEOGRAPH.pattern})")

_LEGAL_FORM = re.compile(r"股份有限公司|有限公司|無限公司|兩合公司|\(股\)公司|\(有\)公司|^財團法人|^社團法人")
_KIND_AT_END = re.compile(
    r"(?:(?<!分)公司|\(股\)|\(有\)|企業社|企業行|工業社|實業社|實業行|商行|商號|行號|工作室|co\.?,?ltd\.?|,?inc\.?)$"
)

_EXCERPT_LENGTH = 40
_WORD_LENGTH = 12


def quote(text: str) -> str:
    """Return text between 「」 for a message, cut to a length that fits a dialog."""
    given = text.strip()
    return f"「{given if len(given) <= _EXCERPT_LENGTH else given[:_EXCERPT_LENGTH] + '…'}」"


def fold(text: str) -> str:
    """Return the form in which texts are compared: one width, one variant, one case, no white space.

    Folding twice changes nothing more.
    """
    if text.isascii():
        return _BLANK.sub("", text.lower())
    return _fold_word(text) if len(text) <= _WORD_LENGTH else _fold(text)


@lru_cache(maxsize=4_096)
def _fold_word(text: str) -> str:
    """Fold a short text; files say the same words in thousands of rows."""
    return _fold(text)


def _fold(text: str) -> str:
    folded = _fold_once(text)
    # Dropping a blank can bring a letter and its accent together, which composes them on the next pass.
    while (again := _fold_once(folded)) != folded:
        folded = again
    return folded


def _fold_once(text: str) -> str:
    return _BLANK.sub("", _unify(text))


def _unify(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).translate(_ONE_FORM)


def fold_name(name: str) -> str:
    """Return the duplicate key of an organisation's name: folded, without the words for its legal kind.

    Equal keys mean "ask whether this is the same firm", never "merge". The name of a branch keeps its branch;
    a name that consists of such words only keeps them all.
    """
    folded = fold(name)
    key = _LEGAL_FORM.sub("", folded)
    while (shorter := _KIND_AT_END.sub("", key)) != key:
        key = shorter
    return key or folded


def fold_compatibility(text: str) -> str:
    """Replace CJK compatibility ideographs, which look right and never match, and leave all else alone.

    The twelve characters of that block that are ordinary ideographs stay as they are.
    """
    return _COMPATIBILITY.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)


def cp950_unencodable(text: str) -> list[str]:
    """Return the characters a CP950 file cannot hold, each once, in order of appearance."""
    try:
        text.encode("cp950")
    except UnicodeEncodeError:
        return [char for char in dict.fromkeys(text) if not _fits_cp950(char)]
    return []


def _fits_cp950(char: str) -> bool:
    try:
        char.encode("cp950")
    except UnicodeEncodeError:
        return False
    return True


def bigrams(text: str) -> list[str]:
    """Return the tokens under which a text is put into the search index, in order.

    The text is folded, blanks between two ideographs disappear, and every other character that is neither a
    letter nor a digit ends a run. A run of letters and digits is one token. A run of ideographs (kana,
    bopomofo and hangul count as such) gives every pair of neighbours and, last, its final character alone:
    ``中堅企業 ISO 9001`` gives ``中堅 堅企 企業 業 iso 9001``. So every character begins some token, and a
    single one can be found as a prefix.
    """
    tokens: list[str] = []
    for run, is_ideographic in _runs(text):
        if is_ideographic:
            tokens.extend(first + second for first, second in pairwise(run))
            tokens.append(run[-1])
        else:
            tokens.append(run)
    return tokens


def query_terms(text: str) -> list[str]:
    """Return what a searched text asks of the index made by `bigrams`; all terms must be found.

    A term is one token or several tokens separated by one space, which must stand next to each other in that
    order. The last token of a term is matched by its beginning, so that a half-typed word or a single
    ideograph is found: in FTS5, ``"中堅 堅企"*``. Words apart by a blank are separate terms.
    """
    terms: list[str] = []
    for word in _BLANK.split(text):
        for run, is_ideographic in _runs(word):
            pairs = [first + second for first, second in pairwise(run)]
            terms.append(" ".join(pairs) if is_ideographic and pairs else run)
    return list(dict.fromkeys(terms))


def _runs(text: str) -> list[tuple[str, bool]]:
    joined = _BLANK_BETWEEN_IDEOGRAPHS.sub("", _unify(text))
    return [(match[0], match["ideographs"] is not None) for match in _RUN.finditer(joined)]
