"""What a seal covers: every chain's head, in a tree whose leaves keep their places."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from takt.conduct.chain import MerkleTree, leaf
from takt.conduct.models import Ledger, SealedChain

LEDGER = UUID("00000000-0000-7000-8000-0000000000aa")
LONGEST_ACT = timedelta(hours=1)
"""No act lasts longer between its time and its commit (the server's time-outs are minutes), so chains
without an entry since the last seal's time less this span have not grown."""

_GROWN = """
select e.subject_id, max(e.seq), s.leaf from conduct_journalentry e
left join conduct_sealedchain s on s.subject_id = e.subject_id
where e.at >= %s and e.seq > coalesce(s.seq, 0)
group by e.subject_id, s.leaf order by s.leaf nulls last, e.subject_id
"""
_HEADS = """
select s.leaf, s.subject_id, s.seq, e.hash from conduct_sealedchain s
join conduct_journalentry e on e.subject_id = s.subject_id and e.seq = s.seq order by s.leaf
"""


def the_ledger() -> Ledger:
    """The one row that stands for the journal as a whole."""
    return Ledger.objects.get(pk=LEDGER)


def tree_with_what_grew(since: datetime | None) -> tuple[MerkleTree, list[tuple[int, str, int]]]:
    """The Merkle tree over all heads as they are now, and (leaf, subject, seq) of each chain that grew."""
    tree = MerkleTree()
    with connection.cursor() as cursor:
        cursor.execute(_HEADS)
        tree.set_leaves({place: leaf(str(subject), seq, bytes(head)) for place, subject, seq, head in cursor})
        cursor.execute(_GROWN, (since - LONGEST_ACT if since else datetime(1970, 1, 1).astimezone(),))
        rows = cursor.fetchall()
        free = len(tree.levels[0])
        grown = []
        for subject, seq, place in rows:
            if place is None:
                place, free = free, free + 1
            grown.append((place, str(subject), seq))
        cursor.execute(
            "select subject_id, seq, hash from conduct_journalentry where (subject_id, seq) in"
            " (select * from unnest(%s::uuid[], %s::int[]))",
            ([s for _, s, _ in grown], [q for _, _, q in grown]),
        )
        heads = {(str(s), q): bytes(h) for s, q, h in cursor}
    tree.set_leaves({place: leaf(subject, seq, heads[subject, seq]) for place, subject, seq in grown})
    return tree, grown


def remember_how_far(grown: list[tuple[int, str, int]]) -> None:
    """Keep how far each chain is sealed, for the next seal."""
    SealedChain.objects.bulk_create(
        [SealedChain(subject_id=UUID(subject), leaf=place, seq=seq) for place, subject, seq in grown],
        update_conflicts=True,
        unique_fields=["subject_id"],
        update_fields=["seq"],
        batch_size=5000,
    )
