"""How much the engine costs: verdicts of many firms against plain ``if``s, and the full trace of one firm.

Run ``python -m benchmarks.matching`` in the checkout. Both sides judge the same firms in the same run, and
must agree on every verdict before anything is timed.
"""

import argparse
import gc
import json
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from time import perf_counter

from backbone_desktop.domain.facts import FactDefinition
from backbone_desktop.domain.measure import Edition
from backbone_desktop.domain.verdict import Verdict
from backbone_desktop.exchange.definitions.edition_file import read_edition
from backbone_desktop.exchange.definitions.facts_file import read_facts
from backbone_desktop.matching.advice import ask_next
from backbone_desktop.matching.engine import assess, verdicts
from benchmarks.baseline_ifs import judge
from benchmarks.firms import ON, Firm, invent_firms
from benchmarks.plain_firm import Answer, plain_firm

RESOURCES = Path(__file__).parent.parent / "resources"
ANSWERS = {True: Verdict.ELIGIBLE, False: Verdict.NOT_ELIGIBLE, None: Verdict.UNDETERMINED}
ROUNDS = 5
TRACED_FIRMS = 50


def main() -> int:
    """Measure and print one JSON document; exit 1 when the two sides disagree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--firms", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=105)
    arguments = parser.parse_args()

    facts = read_facts(RESOURCES)
    edition = read_edition(RESOURCES / "catalogue" / "105", facts)
    firms = invent_firms(arguments.firms, facts, arguments.seed)
    plain = [plain_firm(firm.contents, ON) for firm in firms]
    sheets = [firm.sheet for firm in firms]
    differing = disagreements(verdicts(edition, sheets, ON), [judge(firm) for firm in plain])
    if differing:
        sys.stderr.write(f"engine and baseline disagree on measures {differing}\n")
        return 1

    # Both sides keep all results alive; the collector walking over them would be measured instead.
    gc.freeze()
    gc.disable()
    engine = best_of(lambda: verdicts(edition, sheets, ON))
    baseline = best_of(lambda: [judge(firm) for firm in plain])
    report = {
        "firms": len(firms),
        "measures": len(edition.measures),
        "baseline_us_per_firm": round(baseline / len(firms) * 1e6, 2),
        "engine_us_per_firm": round(engine / len(firms) * 1e6, 2),
        "ratio": round(engine / baseline, 2),
        **one_firm(edition, facts, firms[:TRACED_FIRMS]),
    }
    sys.stdout.write(json.dumps(report, indent=2) + "\n")
    return 0


def disagreements(found: dict[int, tuple[Verdict, ...]], answers: list[list[Answer]]) -> list[int]:
    """Return the numbers of the measures on which engine and baseline differ for some firm."""
    expected = zip(*answers, strict=True)
    return [
        number
        for number, column in enumerate(expected, start=1)
        if found[number] != tuple(ANSWERS[answer] for answer in column)
    ]


def one_firm(edition: Edition, facts: Mapping[str, FactDefinition], firms: list[Firm]) -> dict[str, float]:
    """Return milliseconds for the slowest trace and the slowest question list among some firms."""
    traces = [best_of(partial(assess, edition, facts, firm.sheet, (), ON)) for firm in firms]
    lists = [best_of(partial(ask_next, edition, facts, firm.sheet, ON)) for firm in firms]
    return {"trace_ms": round(max(traces) * 1e3, 2), "ask_next_ms": round(max(lists) * 1e3, 2)}


def best_of(work: Callable[[], object]) -> float:
    """Return the seconds of the fastest of a few rounds."""
    times = []
    for _ in range(ROUNDS):
        started = perf_counter()
        work()
        times.append(perf_counter() - started)
    return min(times)


if __name__ == "__main__":
    raise SystemExit(main())
