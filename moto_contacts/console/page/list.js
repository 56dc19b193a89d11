/**
 * The list of messages, of which only the rows in view are in the document.
 *
 * A list of links, each with its place in the whole (aria-posinset, aria-setsize). The row that has
 * the focus stays in the document wherever one scrolls, so that the focus is never lost.
 */

import { copyOf, reconcile, within } from "./dom.js";
import { setText, showAgo, showSecret, showState } from "./parts.js";
import { link, route } from "./route.js";
import { oneLine } from "./text.js";

/** @typedef {import("./api.js").Message} Message */

/** Rows beyond the edges of the view. */
const MORE = 5;

export class List {
  #scroller;
  #list;
  #deeds;
  /** @type {Message[]} */
  #messages = [];
  /** @type {Map<string, number>} */
  #places = new Map();
  /** The message that keys and focus are at. */
  #current = "";
  /** Pixels of a row and of the view; measured, for a reader may have chosen large letters. */
  #rowHeight = 0;
  #viewHeight = 0;
  #awaited = false;

  /**
   * @param {HTMLElement} scroller
   * @param {HTMLElement} list
   * @param {import("./kinds.js").Deeds} deeds
   */
  constructor(scroller, list, deeds) {
    this.#scroller = scroller;
    this.#list = list;
    this.#deeds = deeds;
    scroller.addEventListener("scroll", () => this.#renderSoon(), { passive: true });
    new ResizeObserver(([{ contentRect }]) => {
      this.#viewHeight = contentRect.height;
      this.#rowHeight = 0;
      this.#renderSoon();
    }).observe(scroller);
    list.addEventListener("focusin", (event) => {
      this.#current = this.#rowOf(event.target)?.dataset.key ?? this.#current;
    });
    list.addEventListener("focusout", () => this.#renderSoon());
  }

  /**
   * Shows these messages. What is in view stays there, though others come before it.
   * @param {Message[]} messages newest first
   */
  show(messages) {
    const top = this.#scroller.scrollTop;
    const anchor = top && this.#rowHeight ? this.#messages[Math.floor(top / this.#rowHeight)] : undefined;
    const before = anchor && this.#places.get(anchor.id);
    const focused = this.#rowOf(document.activeElement)?.dataset.key;
    const place = focused === undefined ? -1 : (this.#places.get(focused) ?? -1);
    this.#messages = messages;
    this.#places = new Map(messages.map(({ id }, index) => [id, index]));
    const after = anchor && this.#places.get(anchor.id);
    this.#render(before === undefined || after === undefined ? 0 : after - before);
    if (focused !== undefined && !this.#places.has(focused)) this.#focusNear(place);
  }

  /** The id of the message that keys and focus are at; blank before there is one. */
  get current() {
    return this.#current;
  }

  /**
   * The row of a message, where it is in view.
   * @param {string} id
   * @returns {HTMLElement | null}
   */
  rowOf(id) {
    return this.#list.querySelector(`[data-key="${CSS.escape(id)}"]`);
  }

  /** Lets the times in view go on. */
  tick() {
    for (const row of this.#list.children) this.#showPassing(/** @type {HTMLElement} */ (row));
  }

  /**
   * The message so many places below the current one; at the ends, the current one.
   * @param {number} step
   * @returns {Message | undefined}
   */
  neighbour(step) {
    const place = this.#places.get(route().message ?? this.#current);
    const last = this.#messages.length - 1;
    return this.#messages[place === undefined ? 0 : Math.min(Math.max(place + step, 0), last)];
  }

  /**
   * Gives the focus to the link of a message, scrolled into view; whether there is one.
   * @param {string} id
   */
  focus(id) {
    if (!this.#places.has(id)) return false;
    this.reveal(id);
    this.#link(id)?.focus({ preventScroll: true });
    return true;
  }

  /**
   * What Up, Down, Page, Home and End do where nothing has the focus: at once, without a click.
   * @param {string} key
   */
  scroll(key) {
    const far = Math.max(this.#viewHeight - this.#rowHeight, this.#rowHeight);
    const steps = { ArrowDown: this.#rowHeight, ArrowUp: -this.#rowHeight, PageDown: far, PageUp: -far };
    const by = { ...steps, Home: -Infinity, End: Infinity }[key] ?? 0;
    const most = this.#messages.length * this.#rowHeight;
    this.#scroller.scrollTop = Math.min(Math.max(this.#scroller.scrollTop + by, 0), most);
  }

  /** Gives the focus to the current message, or to the first. */
  focusCurrent() {
    this.focus(this.#current) || this.#focusNear(0);
  }

  /**
   * Scrolls a message into view.
   * @param {string} id
   */
  reveal(id) {
    const place = this.#places.get(id);
    if (place === undefined) return;
    this.#current = id;
    const start = place * this.#rowHeight;
    const end = start + this.#rowHeight - this.#viewHeight;
    const top = this.#scroller.scrollTop;
    if (start < top) this.#scroller.scrollTop = start;
    else if (end > top) this.#scroller.scrollTop = end;
    this.#render(0);
  }

  /** @param {number} place */
  #focusNear(place) {
    const message = this.#messages[Math.min(place, this.#messages.length - 1)];
    if (message) this.focus(message.id);
    else this.#scroller.focus({ preventScroll: true });
  }

  #renderSoon() {
    if (this.#awaited) return;
    this.#awaited = true;
    requestAnimationFrame(() => {
      this.#awaited = false;
      this.#render(0);
    });
  }

  /** @param {number} shift rows that have come above the view */
  #render(shift) {
    if (!this.#rowHeight && this.#messages.length) this.#measure();
    const height = this.#rowHeight;
    this.#list.style.height = `${this.#messages.length * height}px`;
    if (shift) this.#scroller.scrollTop += shift * height;
    const top = this.#scroller.scrollTop;
    const first = Math.max(0, Math.floor(top / (height || 1)) - MORE);
    const end = Math.min(this.#messages.length, Math.ceil((top + this.#viewHeight) / (height || 1)) + MORE);
    const places = new Set();
    for (let place = first; place < end; place++) places.add(place);
    const focused = this.#places.get(this.#rowOf(document.activeElement)?.dataset.key ?? "");
    if (focused !== undefined) places.add(focused);
    const wanted = new Map([...places].sort((a, b) => a - b).map((place) => [this.#messages[place].id, place]));
    reconcile(this.#list, wanted, () => within(copyOf("row"), ".row"), (row, place) => this.#fill(row, place));
  }

  #measure() {
    const probe = within(copyOf("row"), ".row");
    this.#list.append(probe);
    this.#rowHeight = probe.offsetHeight;
    probe.remove();
  }

  /**
   * @param {HTMLElement} row
   * @param {number} place
   */
  #fill(row, place) {
    const message = this.#messages[place];
    const top = `translateY(${place * this.#rowHeight}px)`;
    if (row.style.transform !== top) row.style.transform = top;
    row.setAttribute("aria-posinset", String(place + 1));
    row.setAttribute("aria-setsize", String(this.#messages.length));
    row.classList.toggle("unread", !message.read);
    const open = within(row, ".open");
    open.setAttribute("href", link({ q: route().q, message: message.id }));
    if (route().message === message.id) open.setAttribute("aria-current", "true");
    else open.removeAttribute("aria-current");
    setText(open, oneLine(message.to));
    open.setAttribute("aria-label", `${message.read ? "" : "Unread: "}${oneLine(message.to)}`);
    setText(within(row, ".about"), oneLine(message.subject || message.body));
    setText(within(row, ".rest"), message.subject ? oneLine(message.body) : "");
    setText(within(row, ".origin"), [message.service, message.channel, message.region || "global"].join(" · "));
    this.#showPassing(row);
  }

  /** @param {HTMLElement} row */
  #showPassing(row) {
    const message = this.#messages[this.#places.get(row.dataset.key ?? "") ?? -1];
    if (message === undefined) return;
    showSecret(within(row, ".secret"), message, this.#deeds, within(row, ".open"));
    showState(row, message);
    showAgo(within(row, ".ago"), message.created_at);
  }

  /**
   * @param {EventTarget | null} target
   * @returns {HTMLElement | null}
   */
  #rowOf(target) {
    return target instanceof Element && this.#list.contains(target) ? target.closest(".row") : null;
  }

  /** @param {string} id @returns {HTMLElement | null} */
  #link(id) {
    return this.rowOf(id)?.querySelector(".open") ?? null;
  }
}
