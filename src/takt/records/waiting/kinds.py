"""A kind of waiting thing: where its rows are found, since when each waits, and by which step it is done with."""

from dataclasses import dataclass

AT_MOST = 100
"""Of each kind the oldest so many are told: more than anybody works through before looking again."""
OLDEST = "limit 500"
"""Among so many of the oldest they are looked for: those that are left out the reader may not do at all."""
OLDEST_IN_REVIEW = "limit 5000"
"""The same where many of the oldest may wait for others. A limit lets the index find them one by one, in sequence."""
ORDERS_DATE = "(least(o.promised_date, o.requested_date) + 1)::timestamp at time zone %(zone)s::text"
"""The end of the day that the customer was promised, or asked for."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What waits for a step. Every field but `action` and `acts` is SQL over `o` (the order), `me` (whose duty it is)
    and the kind's own tables.

    `rows`: from and where; `subject` is acted on; `oldest`: the sequence in which rows are looked at, served by an
    index, and `among` how many of them; `begun`: since when it waits, by its own row; `acts`: or since the newest of
    these acts on the order; `dated`: by when, where the rule has no days; `starter`: who began it.
    `beside` and `when` narrow the rows one by one until enough are found; they see `carries` of the order as `o`.
    """

    action: str
    rows: str
    oldest: str
    subject: str = "s.id"
    reference: str = "s.number"
    among: str = OLDEST
    begun: str = "null::timestamptz"
    acts: tuple[str, ...] = ()
    dated: str = "null::timestamptz"
    starter: str = "o.entered_by_id"
    about: str = "''"
    about_en: str = "''"
    carries: str = ""
    beside: str = ""
    when: str = "true"
    also: str = "null::timestamptz"

    @property
    def since(self) -> str:
        """Since when it waits, as SQL over the rows that were looked at."""
        names = ", ".join(f"'{each}'" for each in self.acts)
        newest = f"""(select e.at from conduct_journalentry e
    where e.subject_id = o.id and e.action in ({names}) order by e.seq desc limit 1)"""  # noqa: S608  # words of our own
        return f"coalesce(greatest(o.begun, {self.also}{', ' + newest if self.acts else ''}), o.entered_at)"
