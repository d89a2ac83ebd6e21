// @ts-check
/**
 * Live pages: what happens to the order that a page shows appears there within a second.
 *
 * `data-live-order`, `data-live-url`, `data-live-since`, `data-live-said` stand on the element round the parts; each part names
 * its own address in `data-live`. The server tells only that something happened; the parts are read with the reader's rights.
 * Without events (a proxy that swallows them, a server that is away) the parts are read every ten seconds.
 * `data-live-every="2"` reads a part every two seconds until it holds an element with `data-live-done`.
 */

import { announce, NotForYou, refresh } from "./refresh.js";

const POLL_MS = 10_000;
const LONGEST_WAIT_MS = 60_000;

class LiveOrder {
  /** @param {HTMLElement} holder */
  constructor(holder) {
    this.holder = holder;
    this.since = holder.dataset.liveSince ?? "";
    this.tries = 0;
    /** @type {EventSource | null} */
    this.source = null;
    /** @type {number | undefined} */
    this.waiting = undefined;
    /** @type {number | undefined} */
    this.polling = undefined;
    this.isReading = false;
    this.isStale = false;
    this.isOver = false;
  }

  listen() {
    if (this.source || this.isOver || document.hidden) return;
    const asked = new URLSearchParams({ order: this.holder.dataset.liveOrder ?? "", since: this.since });
    this.source = new EventSource(`${this.holder.dataset.liveUrl}?${asked}`, { withCredentials: true });
    this.source.onopen = () => {
      this.tries = 0;
      this.stopPolling();
      this.show("live");
    };
    this.source.addEventListener("changed", (event) => {
      this.since = event.lastEventId;
      void this.read();
    });
    this.source.onerror = () => this.lost();
  }

  /** Come back after a while, each page after another one, so that a restart is not answered by all at once. */
  lost() {
    this.close();
    if (this.isOver || document.hidden) return;
    this.tries += 1;
    const longest = Math.min(LONGEST_WAIT_MS, 1500 * 2 ** this.tries);
    this.waiting = setTimeout(() => this.listen(), longest * (0.3 + 0.7 * Math.random()));
    if (this.tries > 1) this.poll();
  }

  poll() {
    if (this.polling) return;
    this.show("polling");
    this.polling = setInterval(() => void this.read(), POLL_MS * (0.9 + 0.2 * Math.random()));
  }

  stopPolling() {
    clearInterval(this.polling);
    this.polling = undefined;
  }

  close() {
    clearTimeout(this.waiting);
    this.source?.close();
    this.source = null;
  }

  /** Nobody looks: neither listen nor read. */
  rest() {
    this.close();
    this.stopPolling();
  }

  wake() {
    this.tries = 0;
    void this.read();
    this.listen();
  }

  /** Read every part again; asked again meanwhile, do it once more. */
  async read() {
    this.isStale = true;
    if (this.isReading || this.isOver) return;
    this.isReading = true;
    try {
      while (this.isStale) {
        this.isStale = false;
        const changed = await Promise.all(this.parts().map(refresh));
        if (changed.includes(true)) announce(this.holder.dataset.liveSaid ?? "");
      }
    } catch (error) {
      if (error instanceof NotForYou) this.end();
      else if (!(error instanceof TypeError)) throw error; // TypeError: the network is away; the next event or poll tries again
    } finally {
      this.isReading = false;
    }
  }

  parts() {
    const inside = [...this.holder.querySelectorAll("[data-live]")];
    return this.holder.matches("[data-live]") ? [this.holder, ...inside] : inside;
  }

  end() {
    this.isOver = true;
    this.rest();
    this.show("ended");
  }

  /** @param {"live" | "polling" | "ended"} state */
  show(state) {
    this.holder.dataset.liveState = state;
    for (const status of document.querySelectorAll("[data-live-status]")) {
      if (!(status instanceof HTMLElement)) continue;
      status.hidden = false;
      for (const word of status.querySelectorAll("[data-live-when]"))
        if (word instanceof HTMLElement) word.hidden = word.dataset.liveWhen !== state;
    }
  }
}

/** @param {HTMLElement} part */
function readEvery(part) {
  const pause = Number(part.dataset.liveEvery) * 1000;
  const again = () => setTimeout(look, pause);
  const look = async () => {
    if (!part.isConnected || part.querySelector("[data-live-done]")) return;
    try {
      if (!document.hidden) await refresh(part);
    } catch (error) {
      if (error instanceof NotForYou) return;
      if (!(error instanceof TypeError)) throw error;
    }
    again();
  };
  again();
}

/** @type {LiveOrder[]} */
const orders = [...document.querySelectorAll("[data-live-order]")].map((e) => new LiveOrder(/** @type {HTMLElement} */ (e)));
for (const order of orders) order.listen();
for (const part of document.querySelectorAll("[data-live][data-live-every]")) readEvery(/** @type {HTMLElement} */ (part));

document.addEventListener("visibilitychange", () => {
  for (const order of orders) document.hidden ? order.rest() : order.wake();
});
addEventListener("pagehide", () => orders.forEach((order) => order.rest()));
addEventListener("pageshow", (event) => event.persisted && orders.forEach((order) => order.wake()));
addEventListener("online", () => orders.forEach((order) => order.wake()));
