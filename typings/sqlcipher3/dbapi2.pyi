# The driver ships no types. Its classes are CPython's sqlite3 built against SQLCipher, so the signatures are
# borrowed; its errors are its own and are no sqlite3.Error. Connection lacks blobopen, serialize,
# deserialize, getlimit, setlimit and iterdump of the standard module.
import sqlite3
from collections.abc import Callable
from sqlite3.dbapi2 import (
    PARSE_COLNAMES as PARSE_COLNAMES,
)
from sqlite3.dbapi2 import (
    PARSE_DECLTYPES as PARSE_DECLTYPES,
)
from sqlite3.dbapi2 import (
    Binary as Binary,
)
from sqlite3.dbapi2 import (
    apilevel as apilevel,
)
from sqlite3.dbapi2 import (
    complete_statement as complete_statement,
)
from sqlite3.dbapi2 import (
    paramstyle as paramstyle,
)
from sqlite3.dbapi2 import (
    threadsafety as threadsafety,
)
from typing import Any

sqlite_version: str
sqlite_version_info: tuple[int, int, int]
SQLITE_DENY: int
SQLITE_OK: int
SQLITE_OPEN_CREATE: int
SQLITE_OPEN_READONLY: int
SQLITE_OPEN_READWRITE: int
SQLITE_OPEN_URI: int

class Warning(Exception): ...

class Error(Exception):
    sqlite_errorcode: int
    sqlite_errorname: str

class InterfaceError(Error): ...
class DatabaseError(Error): ...
class DataError(DatabaseError): ...
class OperationalError(DatabaseError): ...
class IntegrityError(DatabaseError): ...
class InternalError(DatabaseError): ...
class ProgrammingError(DatabaseError): ...
class NotSupportedError(DatabaseError): ...
class Row(sqlite3.Row): ...
class Cursor(sqlite3.Cursor): ...

class Connection(sqlite3.Connection):
    def set_busy_handler(self, handler: Callable[[int], int] | None) -> None: ...
    def set_busy_timeout(self, timeout: float) -> None: ...

def connect(
    database: str,
    timeout: float = ...,
    detect_types: int = ...,
    isolation_level: str | None = ...,
    check_same_thread: bool = ...,
    factory: type[Connection] = ...,
    cached_statements: int = ...,
    uri: bool = ...,
    flags: int = ...,
    vfs: str | None = ...,
) -> Connection: ...
def register_adapter(type: type[Any], adapter: Callable[[Any], Any]) -> None: ...
def register_converter(name: str, converter: Callable[[bytes], Any]) -> None: ...
