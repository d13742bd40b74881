"""The refusals a consultant may read; every one says what happened, to what, and what to do.

Rule: text is zh-TW and complete when the error is raised. Nothing outside this hierarchy is shown
to a consultant as a sentence; any other exception is our defect.
"""


class BackboneError(Exception):
    """An expected refusal.

    Args:
        title: One short sentence naming what was refused.
        detail: What was found, with the file, row or value it was found in.
        remedy: What the consultant can do next.
    """

    def __init__(self, title: str, detail: str = "", remedy: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.detail = detail
        self.remedy = remedy

    def __str__(self) -> str:
        """Return the sentences on one line each, leaving out what is empty."""
        return "\n".join(part for part in (self.title, self.detail, self.remedy) if part)


class UserError(BackboneError):
    """The request cannot be carried out as given: a wrong value, an unknown case, a missing choice."""


class DataFileError(BackboneError):
    """A file handed to us, or a definition shipped with us, cannot be read as what it claims to be."""


class FileChangedError(DataFileError):
    """A file holds other bytes than when it was looked at; nothing that was decided of it holds any more."""


class StorageError(BackboneError):
    """The casebook, its folder or a backup cannot be opened or written."""


class ExportError(BackboneError):
    """A workbook could not be written; whatever stood at its path is still there unchanged."""


class Cancelled(Exception):  # noqa: N818 - the outcome of a wish, not a failure
    """Long work was stopped on request; nothing of it was kept."""
