"""What presenters ask of the background, without a window.

Rule: work ends in exactly one of three ways, and only one piece is under way at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone_desktop.domain.errors import BackboneError
    from backbone_desktop.services.intake import Watch

KindT_contra = TypeVar("KindT_contra", contravariant=True)


class Errands(Protocol[KindT_contra]):
    """Runs one piece of work in the background; its kind says how it is told of while it runs."""

    def start(
        self,
        kind: KindT_contra,
        act: Callable[[Watch], Any],
        then: Callable[[Any], None],
        otherwise: Callable[[BackboneError], None],
        stopped: Callable[[], None],
    ) -> None:
        """Run ``act`` and end with exactly one of the three calls."""

    def cancel(self) -> None:
        """Ask the work under way to stop."""
