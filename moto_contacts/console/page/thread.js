/** The messages that belong together, as one time line: who was told when, how, and what came of it. */

import { element, reconcile, within } from "./dom.js";
import { link, route } from "./route.js";
import { historyOf } from "./state.js";
import { oneLine, visible } from "./text.js";
import { fill, timeLeft } from "./time.js";

/**
 * @typedef {import("./api.js").Message} Message
 * @typedef {{message: Message, at: string, event: string, text: string, after: number}} Entry
 */

/**
 * Shows all that has happened to the messages of a thread; nothing for one that has none.
 * @param {HTMLElement} place
 * @param {Message} message the one that is open
 * @param {readonly Message[]} messages
 */
export function showThread(place, message, messages) {
  place.hidden = message.thread === "";
  if (place.hidden) return;
  const entries = entriesOf(messages.filter(({ thread }) => thread === message.thread));
  within(place, "h3").textContent = message.kind === "page" ? "Who was told, and when" : "Conversation";
  within(place, "caption").textContent = `${visible(message.thread)}, the oldest first`;
  reconcile(within(place, "tbody"), entries, row, (shown, entry) => update(shown, entry, message.id));
}

/**
 * By what tells each from the others.
 * @param {readonly Message[]} messages oldest first
 * @returns {Map<string, Entry>}
 */
function entriesOf(messages) {
  const entries = messages.flatMap((message) =>
    historyOf(message).map(({ at, event, text }, place) => ({
      key: `${message.id} ${place}`,
      message,
      at,
      event,
      text: text ?? (event === "sent" ? wordsOf(message) : ""),
    })),
  );
  // What happened at one moment stays in the order of the messages, and of their histories.
  entries.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const start = Date.parse(entries[0].at);
  return new Map(entries.map((entry) => [entry.key, { ...entry, after: Date.parse(entry.at) - start }]));
}

/**
 * What was said, where people talk; pages of one engagement all say the same.
 * @param {Message} message
 */
function wordsOf({ kind, body }) {
  return kind === "page" ? "" : body;
}

/** @param {Entry} entry */
function row({ message, event, text }) {
  const who = visible(message.recipient || message.to);
  const how = message.recipient === "" ? message.channel : `${message.channel} ${visible(message.to)}`;
  return element(
    "tr",
    { "data-event": event },
    element("td", {}, element("time")),
    element("th", { scope: "row" }, who),
    element("td", {}, how),
    element("td", {}, element("a", { "aria-label": `${event}: ${who}, ${how}` }, event), ...said(text)),
  );
}

/** @param {string} text */
function said(text) {
  return text === "" ? [] : [" ", element("q", {}, oneLine(text))];
}

/**
 * @param {HTMLElement} shown
 * @param {Entry} entry
 * @param {string} open the message that is open
 */
function update(shown, { message, at, after }, open) {
  fill(within(shown, "time"), at, `+${timeLeft(Math.floor(after / 1000) * 1000)}`);
  const anchor = within(shown, "a");
  anchor.setAttribute("href", link({ q: route().q, message: message.id }));
  if (message.id === open) anchor.setAttribute("aria-current", "true");
  else anchor.removeAttribute("aria-current");
}
