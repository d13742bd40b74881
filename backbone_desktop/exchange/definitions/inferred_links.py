"""Reading the links no brochure prints: to guidance systems and to core strategic industries.

Rule: a link is an inference of ours and is refused without a sentence on what it rests on.
"""

from dataclasses import dataclass

from backbone_desktop.domain.reference import CORE_INDUSTRY_NUMBERS, GUIDANCE_NUMBERS
from backbone_desktop.exchange.definitions.toml_table import Table


@dataclass(frozen=True, slots=True)
class LinkKind:
    """The two keys of one kind of link, the numbers it may name, and what they are called."""

    key: str
    basis_key: str
    known: range
    label: str


GUIDANCE_LINKS = LinkKind("guidance_systems", "guidance_basis", GUIDANCE_NUMBERS, "輔導體系")
INDUSTRY_LINKS = LinkKind("core_industries", "core_industries_basis", CORE_INDUSTRY_NUMBERS, "核心戰略產業")


def read_links(table: Table, kind: LinkKind) -> tuple[tuple[int, ...], str]:
    """Read the numbers linked to and the basis of the inference; both are empty where nothing is linked."""
    numbers = table.integers(kind.key)
    basis = table.text(kind.basis_key, "")
    for number in numbers:
        if number not in kind.known:
            table.problem(kind.key, f"沒有編號 {number} 的{kind.label}。")
    if numbers and not basis:
        table.problem(kind.basis_key, f"{kind.label}為推論，須載明依據。")
    if basis and not numbers:
        table.problem(kind.basis_key, f"沒有載明{kind.label}，不可只有依據。")
    return numbers, basis
