/** What rows and the detail of a message have in common: its code or link, its state, its times. */

import { now } from "./clock.js";
import { element } from "./dom.js";
import { kindOf } from "./kinds.js";
import { attemptsText, stateOf, stateText } from "./state.js";
import { pieces, visible } from "./text.js";
import { ago, dateAndTime, fill } from "./time.js";

/** @typedef {import("./api.js").Message} Message */

/**
 * Shows the code to copy, or the link to open; nothing of a text that is only read.
 * @param {HTMLElement} place
 * @param {Message} message
 * @param {import("./kinds.js").Deeds} deeds
 * @param {HTMLElement} heir gets the focus when the button goes
 */
export function showSecret(place, message, deeds, heir) {
  const shown = `${message.id} ${stateOf(message)}`;
  if (place.dataset.shown === shown) return;
  place.dataset.shown = shown;
  kindOf(message).show(place, message, deeds, heir);
}

/**
 * Shows the state, the time left and the attempts.
 * @param {ParentNode} place
 * @param {Message} message
 */
export function showState(place, message) {
  const [pill, attempts] = place.querySelectorAll(".pill, .attempts");
  const state = stateOf(message);
  if (/** @type {HTMLElement} */ (pill).dataset.state !== state) {
    /** @type {HTMLElement} */ (pill).dataset.state = state;
  }
  setText(pill, stateText(message));
  setText(attempts, attemptsText(message));
}

/**
 * @param {Element} place
 * @param {string} text
 */
export function setText(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/**
 * Shows how long ago something was.
 * @param {HTMLTimeElement} time
 * @param {string} iso
 */
export function showAgo(time, iso) {
  fill(time, iso, ago(iso, now()));
}

/**
 * A time element with date and time.
 * @param {string} iso
 * @returns {HTMLTimeElement}
 */
export function timeOf(iso) {
  const time = element("time");
  fill(time, iso, dateAndTime(iso));
  return time;
}

/**
 * A text whose links are links: each opens in a place of its own, which is told nothing of this one.
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export function linked(text) {
  return pieces(text).map(({ text, href }) =>
    href === undefined
      ? visible(text)
      : element("a", { href, target: "_blank", rel: "noopener noreferrer" }, visible(text)),
  );
}
