"""The one place of colour, type and spacing, light and dark.

Rule: no other module names a colour or a pixel size; a widget asks for a token or sets a property
the style sheet knows.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

FONT_FAMILIES = ("Microsoft JhengHei UI", "PingFang TC", "Noto Sans CJK TC", "Noto Sans TC")


class Space:
    """Distances in device-independent pixels."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 20


class TypeSize:
    """Type sizes in device-independent pixels."""

    TITLE = 20
    HEADING = 15
    BODY = 14
    SMALL = 13
    NOTE = 12


CONTROL_HEIGHT = 30
ROW_HEIGHT = 36
TWO_LINE_ROW_HEIGHT = 56


class Tone(StrEnum):
    """The meaning a colour carries; a tag always says it in words too."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one scheme; every text and background pair used reaches a contrast of 4.5:1."""

    ink: str
    ink_second: str
    muted: str
    line: str
    line_faint: str
    background: str
    surface: str
    navigation: str
    accent: str
    accent_soft: str
    on_accent: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    unknown: str
    unknown_soft: str

    def text(self, tone: Tone) -> str:
        """Return the text colour of a tone."""
        return self.ink_second if tone is Tone.NEUTRAL else str(getattr(self, tone.value))

    def soft(self, tone: Tone) -> str:
        """Return the background colour of a tone."""
        return self.navigation if tone is Tone.NEUTRAL else str(getattr(self, f"{tone.value}_soft"))


LIGHT = Palette(
    ink="#17212B",
    ink_second="#44525F",
    muted="#5D6B78",
    line="#DFE5EA",
    line_faint="#EDF1F4",
    background="#F4F6F8",
    surface="#FFFFFF",
    navigation="#EAEFF3",
    accent="#0B5CAD",
    accent_soft="#E3EEF9",
    on_accent="#FFFFFF",
    ok="#17734A",
    ok_soft="#E1F3EA",
    warn="#8A5200",
    warn_soft="#FCEFD6",
    bad="#A82A22",
    bad_soft="#FBE6E4",
    unknown="#5B4BA3",
    unknown_soft="#ECE9F8",
)

DARK = Palette(
    ink="#E7EDF2",
    ink_second="#B9C5CF",
    muted="#8D9BA8",
    line="#2B3742",
    line_faint="#232E38",
    background="#12191F",
    surface="#1A232B",
    navigation="#161F26",
    accent="#6CB0F5",
    accent_soft="#1C3450",
    on_accent="#12191F",
    ok="#67CFA0",
    ok_soft="#173A2B",
    warn="#E9B45A",
    warn_soft="#3B2D12",
    bad="#F08F87",
    bad_soft="#43201E",
    unknown="#B3A6F2",
    unknown_soft="#2B2650",
)


class Scheme(StrEnum):
    """Which palette to use; ``SYSTEM`` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme:
    """The palette in force and everything derived from it; one per application."""

    def __init__(self, application: QApplication, resources: Path, scheme: Scheme = Scheme.SYSTEM) -> None:
        self._application = application
        self._template = Template((resources / "style" / "app.qss").read_text(encoding="utf-8"))
        self._icons = resources / "icons"
        self.palette = LIGHT
        application.setStyle(QStyleFactory.create("Fusion"))
        application.setFont(application_font())
        self.use(scheme)

    def use(self, scheme: Scheme) -> None:
        """Switch to a scheme at once."""
        self.palette = DARK if self._is_dark(scheme) else LIGHT
        self._application.setPalette(qt_palette(self.palette))
        self._application.setStyleSheet(self._template.substitute(self._tokens()))

    def _is_dark(self, scheme: Scheme) -> bool:
        if scheme is not Scheme.SYSTEM:
            return scheme is Scheme.DARK
        return self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark

    def _tokens(self) -> Mapping[str, str]:
        shade = "dark" if self.palette is DARK else "light"
        return {**asdict(self.palette), "icons": self._icons.as_posix(), "shade": shade}


def application_font() -> QFont:
    """Return the body font, Taiwanese faces first; without the list Qt picks a Japanese one."""
    font = QFont()
    font.setFamilies(list(FONT_FAMILIES))
    font.setPixelSize(TypeSize.BODY)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


def qt_palette(palette: Palette) -> QPalette:
    """Return the Qt palette, so that parts no style sheet reaches agree with it."""
    roles = {
        QPalette.ColorRole.Window: palette.background,
        QPalette.ColorRole.WindowText: palette.ink,
        QPalette.ColorRole.Base: palette.surface,
        QPalette.ColorRole.AlternateBase: palette.background,
        QPalette.ColorRole.Text: palette.ink,
        QPalette.ColorRole.PlaceholderText: palette.muted,
        QPalette.ColorRole.Button: palette.surface,
        QPalette.ColorRole.ButtonText: palette.ink,
        QPalette.ColorRole.Highlight: palette.accent_soft,
        QPalette.ColorRole.HighlightedText: palette.ink,
        QPalette.ColorRole.Link: palette.accent,
        QPalette.ColorRole.ToolTipBase: palette.surface,
        QPalette.ColorRole.ToolTipText: palette.ink,
    }
    result = QPalette()
    for role, colour in roles.items():
        result.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.muted))
    return result
