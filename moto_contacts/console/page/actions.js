/** Controls of the API: what is done when a button is pressed, and the call that does it. */

import { ApiError, ask, curl, inWords } from "./api.js";
import { button, copyOf, element, within } from "./dom.js";
import { complain, copy } from "./notices.js";

/** @typedef {import("./api.js").Call} Call */

/**
 * Makes a call for the reader, who sees its error in words. The answer, or undefined.
 * @param {Call} call
 * @returns {Promise<any>}
 */
export async function perform(call) {
  complain("");
  try {
    return await ask(call);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    complain(error.message, error.passes);
    return undefined;
  }
}

/**
 * The call as text, with a button that copies it as curl.
 * @param {Call} call
 * @returns {HTMLElement}
 */
export function showCall(call) {
  const shown = within(copyOf("call"), ".call");
  within(shown, "code").textContent = inWords(call);
  const copies = within(shown, "button");
  copies.setAttribute("aria-label", `Copy as curl: ${inWords(call)}`);
  copies.addEventListener("click", () => copy(copies, curl(call), "the call as curl"));
  return shown;
}

/**
 * An entry of a list of actions: a button, and the call that it makes.
 * @param {string} text
 * @param {Call} call
 * @param {(answer: any) => void} then gets the answer, if there is one
 * @param {string} [look]
 */
export function action(text, call, then, look = "button") {
  const press = button(text, look, async () => {
    const answer = await perform(call);
    if (answer !== undefined) then(answer);
  });
  return element("li", {}, press, showCall(call));
}

/**
 * Opens a dialog by a button.
 * @param {HTMLDialogElement} dialog
 * @param {HTMLButtonElement} opener
 * @param {() => void} [prepare]
 */
export function opensBy(dialog, opener, prepare) {
  opener.addEventListener("click", () => {
    prepare?.();
    dialog.showModal();
  });
  // A click beside the dialog closes it; its content fills all of the dialog itself.
  dialog.addEventListener("pointerdown", (event) => {
    if (event.target !== dialog) return;
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    const { clientX: x, clientY: y } = event;
    if (x < left || x > right || y < top || y > bottom) dialog.close();
  });
}
