"""One door for messages that come in: the format is told by how the file begins."""

from collections.abc import Callable

from takt.exchange.lines import b2mml_in, csv_twin, json_twin
from takt.exchange.lines.facts import LinePerformance, LineSchedule
from takt.exchange.lines.faults import MessageFault

_BOM = b"\xef\xbb\xbf"


def read(content: bytes) -> LineSchedule | LinePerformance:
    """A schedule or a report, from B2MML 7, JSON or CSV. Raises MessageFault: what is wrong, where, and what was expected.

    No operation stands in a message twice."""
    found = _reader(content)(content)
    rows = found.operations if isinstance(found, LineSchedule) else found.actuals
    lines: dict[str, int] = {}
    for row in rows:
        if row.number in lines:
            raise MessageFault(
                "operation",
                row.number,
                f"each operation once; it is on line {lines[row.number]} as well",
                row.line,
            )
        lines[row.number] = row.line
    return found


def _reader(content: bytes) -> Callable[[bytes], LineSchedule | LinePerformance]:
    start = content.removeprefix(_BOM).lstrip()[:1]
    if not start:
        raise MessageFault("the message", "", "B2MML 7, JSON or CSV")
    if start == b"<":
        return b2mml_in.read
    if start in (b"{", b"["):
        return json_twin.read
    return csv_twin.read
