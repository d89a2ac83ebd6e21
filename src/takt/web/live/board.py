"""Who listens to which case, in this process. A listener's box has one place: the newest position replaces what waits there,
so that a slow page costs no memory."""

import asyncio
from uuid import UUID


class Listener:
    """One open page that shows a case. `told` is the position that it knows; `None` from `news` means: stop."""

    def __init__(self, case: UUID, told: int) -> None:
        self.case = case
        self.told = told
        self._newest = told
        self._is_over = False
        self._called = asyncio.Event()

    def tell(self, position: int) -> None:
        """The case has come so far; nothing happens when the page knows that."""
        if position > self._newest:
            self._newest = position
            self._called.set()

    def end(self) -> None:
        """No more is told."""
        self._is_over = True
        self._called.set()

    async def news(self) -> int | None:
        """Wait until there is something to tell: the position; None when it is over."""
        await self._called.wait()
        if self._is_over:
            return None
        self._called.clear()
        self.told = self._newest
        return self.told


class Board:
    """All listeners of this process."""

    def __init__(self) -> None:
        self._listeners: dict[UUID, set[Listener]] = {}
        self._somebody = asyncio.Event()
        self._nobody = asyncio.Event()
        self._nobody.set()
        self.is_closed = False

    def add(self, listener: Listener) -> None:
        """The page listens from now on."""
        self._listeners.setdefault(listener.case, set()).add(listener)
        self._somebody.set()
        self._nobody.clear()
        if self.is_closed:
            listener.end()

    def remove(self, listener: Listener) -> None:
        """The page is gone."""
        those = self._listeners.get(listener.case, set())
        those.discard(listener)
        if not those:
            self._listeners.pop(listener.case, None)
        if not self._listeners:
            self._somebody.clear()
            self._nobody.set()

    def cases(self) -> list[UUID]:
        """What is listened to."""
        return list(self._listeners)

    def __len__(self) -> int:
        return sum(len(those) for those in self._listeners.values())

    def tell(self, case: UUID, position: int) -> None:
        """Everybody who listens to the case learns how far it has come."""
        for listener in self._listeners.get(case, ()):
            listener.tell(position)

    async def somebody(self) -> None:
        """Wait until anybody listens."""
        await self._somebody.wait()

    async def nobody(self) -> None:
        """Wait until nobody listens any more."""
        await self._nobody.wait()

    def close(self) -> None:
        """Every listener is ended, and whoever comes later too."""
        self.is_closed = True
        for those in self._listeners.values():
            for listener in those:
                listener.end()
