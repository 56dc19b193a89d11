/** Keeps the store as the server's outbox is: by its stream, or by looking again and again. */

import { ask, query } from "./api.js";
import * as clock from "./clock.js";

/**
 * @typedef {import("./api.js").Message} Message
 * @typedef {"live" | "polling" | "reconnecting"} Connection
 */

/** Messages of the first page, for somebody waits for its rows, and of the others. */
const FIRST = 50;
const PAGE = 1000;
/** Milliseconds between two looks at a server that does not stream. */
const PAUSE = 2000;
/** Looks after which the stream is tried again. */
const LOOKS = 15;

export class Live {
  #store;
  #show;
  #arrived;
  /** Counts the readings of all pages: only the last one goes on. */
  #reading = 0;
  /** What the stream told while pages are read, which may be older. @type {Set<string>} */
  #told = new Set();
  #first = true;
  /** How it is kept: by the stream, or by looking. @type {"live" | "polling"} */
  #connection = "live";

  /**
   * @param {import("./store.js").Store} store
   * @param {(connection: Connection) => void} show
   * @param {(messages: Message[]) => void} arrived hears of messages that were sent just now
   */
  constructor(store, show, arrived) {
    this.#store = store;
    this.#show = show;
    this.#arrived = arrived;
    this.#listen();
  }

  #listen() {
    const stream = new EventSource("stream");
    const on = (/** @type {string} */ name, /** @type {(data: any) => void} */ act) =>
      stream.addEventListener(name, (event) => act(JSON.parse(/** @type {MessageEvent} */ (event).data)));
    stream.addEventListener("open", () => this.#reread("live"));
    stream.addEventListener("error", () => {
      // The browser tries again by itself, unless the server has refused.
      if (stream.readyState === EventSource.CLOSED) this.#poll(LOOKS);
      else this.#show("reconnecting");
    });
    on("sent", (message) => {
      const isNew = this.#store.get(message.id) === undefined;
      this.#take(message);
      if (isNew) this.#arrived([message]);
    });
    on("changed", (message) => this.#take(message));
    on("deleted", () => this.#reread("live"));
    on("reset", () => this.#store.keep(() => false));
    on("clock", ({ now }) => this.#setClock(now));
  }

  /** Looks at all messages anew. */
  reread() {
    this.#reread(this.#connection);
  }

  /** @param {Message} message */
  #take(message) {
    this.#told.add(message.id);
    this.#store.put(message);
  }

  /** @param {string} now */
  #setClock(now) {
    clock.set(now);
    this.#store.changed();
  }

  /** @param {"live" | "polling"} connection what it is when this succeeds */
  async #reread(connection) {
    this.#connection = connection;
    const reading = ++this.#reading;
    const done = await this.#readAll(reading).then(() => true, () => false);
    if (reading !== this.#reading) return; // another one goes on
    this.#show(done ? connection : "reconnecting");
    if (!done && connection === "live") {
      setTimeout(() => reading === this.#reading && this.#reread(connection), PAUSE);
    }
  }

  /** @param {number} reading */
  async #readAll(reading) {
    this.#told.clear();
    const listed = new Set();
    const fresh = [];
    /** @type {string | null} */
    let token = null;
    do {
      /** @type {{messages: Message[], nextToken: string | null}} */
      const page = await ask({
        method: "GET",
        path: query("messages", { peek: "true", limit: String(token ? PAGE : FIRST), ...(token && { token }) }),
      });
      if (reading !== this.#reading) return;
      for (const message of page.messages) {
        listed.add(message.id);
        if (this.#told.has(message.id)) continue;
        const known = this.#store.get(message.id);
        if (known === undefined) fresh.push(message);
        if (JSON.stringify(known) !== JSON.stringify(message)) this.#store.put(message);
      }
      token = page.nextToken;
    } while (token !== null);
    this.#store.keep(({ id }) => listed.has(id) || this.#told.has(id));
    if (!this.#first && fresh.length) this.#arrived(fresh);
    this.#first = false;
  }

  /** @param {number} looks */
  async #poll(looks) {
    await this.#reread("polling");
    await ask({ method: "GET", path: "clock" }).then(({ now }) => this.#setClock(now), () => {});
    if (looks > 1) setTimeout(() => this.#poll(looks - 1), PAUSE);
    else this.#listen();
  }
}
