/** What rows and the detail of a message have in common: its code or link, its state, its times. */

import { now } from "./clock.js";
import { button, element, icon, replace } from "./dom.js";
import { copy } from "./notices.js";
import { attemptsText, stateOf, stateText } from "./state.js";
import { visible } from "./text.js";
import { ago, dateAndTime, fill } from "./time.js";

/**
 * @typedef {import("./api.js").Message} Message
 *
 * @typedef {object} Deeds what can be done with a message
 * @property {(id: string) => void} read
 * @property {(id: string) => void} click
 */

/**
 * Shows the code to copy, or the link to open. Whoever copies a code has read the message.
 * @param {HTMLElement} place
 * @param {Message} message
 * @param {Deeds} deeds
 * @param {HTMLElement} heir gets the focus when the button goes
 */
export function showSecret(place, message, deeds, heir) {
  const { id, code, to } = message;
  const state = stateOf(message);
  if (place.dataset.shown === `${id} ${state}`) return;
  place.dataset.shown = `${id} ${state}`;
  if (code !== null) {
    const present = place.querySelector("button");
    const shown = present ?? element("button", { type: "button", class: "code" });
    shown.dataset.state = state;
    if (present) return;
    shown.setAttribute("aria-label", `Copy the code ${code} to ${visible(to)}`);
    shown.append(element("span", {}, visible(code)), icon("copy"));
    shown.addEventListener("click", () => {
      copy(shown, code, code);
      deeds.read(id);
    });
    replace(place, [shown], heir);
  } else if (state === "pending") {
    const verify = button("Verify now", "button verify", () => deeds.click(id), "link");
    verify.setAttribute("aria-label", `Verify now: ${visible(to)}`);
    replace(place, [verify], heir);
  } else {
    replace(place, [element("span", { class: "spent" }, icon("link"), `Link ${state}`)], heir);
  }
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
