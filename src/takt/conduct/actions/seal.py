"""Sealing the journal: one Merkle root over all chain heads, signed."""

import hashlib

from takt.conduct import keys, seals
from takt.conduct.action import action
from takt.conduct.actors import Actor, Department
from takt.conduct.canonical import plain
from takt.conduct.chain import GENESIS, seal_body
from takt.conduct.door import now
from takt.conduct.models import Ledger, Seal

SEALERS = (Department.SYSTEM, Department.ADMINISTRATION, Department.MANAGEMENT)


@action("VI.2", by=SEALERS)
def seal(ledger: Ledger, *, by: Actor) -> int:
    """Close all chains of the journal into one signed root."""
    last = Seal.objects.order_by("-number").first()
    tree, grown = seals.tree_with_what_grew(since=last.at if last else None)
    number = ledger.sealed + 1
    body = seal_body(number, plain(now()), bytes(last.hash) if last else GENESIS, tree.root, grown)
    Seal.objects.create(
        number=number,
        at=now(),
        hash=hashlib.sha256(body.encode()).digest(),
        body=body,
        signature=keys.seal_key().sign(body.encode()),
    )
    seals.remember_how_far(grown)
    ledger.sealed = number
    return number
