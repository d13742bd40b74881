"""Text files that are damaged, disguised or endless, and odd ones that are sound.

Rule: each builder returns the bytes of one file.
"""

from openpyxl.utils import get_column_letter

HEADER = "統一編號,企業名稱,員工人數,其他已使用資源\r\n"
ROW = "04595257,示範碁恒精密股份有限公司,186,{text}\r\n"


def sound(text: str = "無", encoding: str = "utf-8") -> bytes:
    """One response with a text."""
    return (HEADER + ROW.format(text=text)).encode(encoding)


def wide(count: int) -> bytes:
    """That many columns, each with a header and a value."""
    names = ",".join(get_column_letter(each) for each in range(1, count + 1))
    return f"統一編號,企業名稱,{names}\r\n04595257,示範,{','.join('1' * count)}\r\n".encode()


def long_headers() -> bytes:
    """Twenty rows of a thousand texts, each as long as a header may be and full of brackets."""
    return (",".join(["[?" * 249] * 1_000) + "\r\n").encode() * 20


def tall(rows: int) -> bytes:
    """That many rows of thirty cells."""
    return HEADER.encode() + b"04595257,a,1" + b",x" * 27 + b"\n" + (b"x," * 29 + b"x\n") * rows


def one_line(megabytes: int) -> bytes:
    """One line without any separator."""
    return HEADER.encode() + b"x" * (megabytes * 1_000_000)


def only_separators(megabytes: int) -> bytes:
    """Nothing but commas."""
    return HEADER.encode() + b"," * (megabytes * 1_000_000)


def only_quotes(megabytes: int) -> bytes:
    """Nothing but quotation marks."""
    return HEADER.encode() + b'"' * (megabytes * 1_000_000 + 1)


def endless_quote() -> bytes:
    """A quotation mark that is never closed, before very much text."""
    return (HEADER + '04595257,示範,1,"').encode() + b"x\n" * 200_000


def quote_unclosed_at_end() -> bytes:
    """A quotation mark that is never closed, in a file that ends soon."""
    return (
        HEADER + ROW.format(text="一")
    ).encode() + '04595252,示範乙,1,"沒有結尾\r\n10458575,示範丙,5,x\r\n'.encode()


def nul_bytes() -> bytes:
    """Zeros between the letters."""
    return sound("a\0b\0c")


def utf16_without_mark() -> bytes:
    """UTF-16 that does not say that it is."""
    return (HEADER + ROW.format(text="x")).encode("utf-16-le")


def two_encodings() -> bytes:
    """One line in UTF-8, the next in CP950."""
    return HEADER.encode("utf-8") + ROW.format(text="許功蓋").encode("cp950")


def page(encoding: str = "utf-8") -> bytes:
    """An HTML page, as some systems save it under .xls."""
    text = "<html><head><meta charset='utf-8'></head><table><tr><td>統一編號</td></tr></table></html>"
    return text.encode(encoding)


def xml_spreadsheet() -> bytes:
    """A workbook of 2003 in one XML file."""
    return b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'


def page_archive() -> bytes:
    """A page with its pictures, as Excel saves it on request."""
    return b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n--x"
