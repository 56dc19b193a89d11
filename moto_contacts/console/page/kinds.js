/**
 * The kinds of messages: one is typed back, one clicked, one only read, one acknowledged. Whatever
 * shows a message asks here how one of its kind is used: the rows, the detail, the keys, the snippets.
 */

import { button, element, icon, replace } from "./dom.js";
import { copy } from "./notices.js";
import { stateOf } from "./state.js";
import { oneLine, visible } from "./text.js";

/**
 * @typedef {import("./api.js").Message} Message
 *
 * @typedef {object} Deeds what can be done with a message
 * @property {(id: string) => void} read
 * @property {(id: string) => void} click
 * @property {(id: string) => void} unread
 * @property {(id: string) => void} remove
 *
 * @typedef {object} Kind
 * @property {boolean} verifies whether it is there to verify something, until it expires
 * @property {(message: Message) => string} news what is said behind whom a new one went to
 * @property {(message: Message) => string} text what is copied of it
 * @property {(outbox: string, wanted: string) => string} python how the latest one is used
 * @property {string} [confirm] what a test does with it then
 * @property {Record<string, string>} [asked] what the latest one is asked for by, besides
 * @property {(place: HTMLElement, message: Message, deeds: Deeds, heir: HTMLElement) => void} show
 *   shows what is pressed to use one; `heir` gets the focus when that goes
 */

/** @type {Record<Message["kind"], Kind>} */
const KINDS = {
  code: {
    verifies: true,
    news: ({ code }) => `: code ${code}`,
    text: ({ code }) => String(code),
    asked: { carries: "code" },
    python: (outbox, wanted) => `code = ${outbox}.code(${wanted})`,
    confirm: "confirm(code)  # yours: types it back",
    show: showCode,
  },
  link: {
    verifies: true,
    news: () => ", with a link",
    text: ({ link }) => String(link),
    asked: { carries: "link" },
    python: (outbox, wanted) => `${outbox}.latest(${wanted}).click()`,
    show: showLink,
  },
  plain: {
    verifies: false,
    news: ({ body }) => `: ${oneLine(body)}`,
    text: ({ body }) => body,
    python: (outbox, wanted) => `text = ${outbox}.latest(${wanted}).body`,
    confirm: "check(text)  # yours: what it must say",
    show: (place, _message, _deeds, heir) => replace(place, [], heir),
  },
  page: {
    verifies: false,
    news: ({ code }) => `: page with the code ${code}`,
    text: ({ code }) => String(code),
    asked: { kind: "page" },
    python: (outbox, wanted) => `page = ${outbox}.latest(${wanted})`,
    show: showCode,
  },
};

/** @param {Message} message */
export function kindOf({ kind }) {
  return KINDS[kind];
}

/**
 * Copies what one uses of a message: its code, its link or its text. Whoever does has read it.
 * @param {HTMLElement} button
 * @param {Message} message
 * @param {Deeds} deeds
 */
export function copyUse(button, message, deeds) {
  const text = kindOf(message).text(message);
  copy(button, text, oneLine(text));
  deeds.read(message.id);
}

/** @type {Kind["show"]} */
function showCode(place, message, deeds, heir) {
  const code = String(message.code);
  const present = place.querySelector("button");
  const shown = present ?? element("button", { type: "button", class: "code" });
  shown.dataset.state = stateOf(message);
  if (present) return;
  shown.setAttribute("aria-label", `Copy the code ${code} to ${visible(message.to)}`);
  shown.append(element("span", {}, visible(code)), icon("copy"));
  shown.addEventListener("click", () => copyUse(shown, message, deeds));
  replace(place, [shown], heir);
}

/** @type {Kind["show"]} */
function showLink(place, message, deeds, heir) {
  const state = stateOf(message);
  if (state === "pending") {
    const verify = button("Verify now", "button verify", () => deeds.click(message.id), "link");
    verify.setAttribute("aria-label", `Verify now: ${visible(message.to)}`);
    replace(place, [verify], heir);
  } else {
    replace(place, [element("span", { class: "spent" }, icon("link"), `Link ${state}`)], heir);
  }
}
