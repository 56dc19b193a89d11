/** What is said to the reader: confirmations to listen to, errors to see, copies to paste. */

import { byId } from "./dom.js";

/** @param {HTMLElement} notice */
function bring(notice) {
  // What is behind an open dialog is inert, and silent.
  const dialogs = document.querySelectorAll("dialog[open]");
  (dialogs[dialogs.length - 1] ?? document.body).append(notice);
  return notice;
}

/**
 * Tells a screen reader.
 * @param {string} text
 */
export function say(text) {
  const region = bring(byId("announcement"));
  // The same text again is news, too.
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}

let passing = false;

/**
 * Shows an error, until the reader does something else.
 * @param {string} text blank for none
 * @param {boolean} [passes] whether it is over once the server answers again
 */
export function complain(text, passes = false) {
  const toast = bring(byId("toast"));
  passing = passes;
  toast.hidden = text === "";
  toast.textContent = text;
}

/** The server answers: what was only that it did not is over. */
export function recovered() {
  if (passing) complain("");
}

/**
 * Copies a text; the button says so for a while.
 * @param {HTMLElement} button
 * @param {string} text
 * @param {string} what
 */
export async function copy(button, text, what) {
  if (!(await write(text, button))) {
    complain("The browser does not let this page copy.");
    return;
  }
  complain("");
  say(`Copied ${what}`);
  button.dataset.copied = "Copied";
  setTimeout(() => delete button.dataset.copied, 1500);
}

/**
 * @param {string} text
 * @param {HTMLElement} button
 */
async function write(text, button) {
  // Only pages of https and of localhost have a clipboard to write to.
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(() => true, () => false);
  }
  const area = document.createElement("textarea");
  area.className = "unseen";
  area.value = text;
  button.after(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  button.focus({ preventScroll: true });
  return done;
}
