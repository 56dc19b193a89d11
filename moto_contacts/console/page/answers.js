/** What the recipient of a message can do with it, where its service waits for that. */

import { action, perform, showCall } from "./actions.js";
import { within } from "./dom.js";
import { visible } from "./text.js";

/**
 * @typedef {import("./api.js").Message} Message
 * @typedef {(answer: any) => void} Put gets the message as it is then
 */

/**
 * @param {Message} message
 * @param {string} what
 */
function call({ id }, what) {
  return { method: "POST", path: `messages/${id}/${what}` };
}

/**
 * What is done by pressing a button.
 * @param {Message} message
 * @param {Put} put
 * @returns {HTMLElement[]}
 */
export function answersOf(message, put) {
  if (!message.answerable) return [];
  const found = [];
  if (message.kind === "page" && message.state !== "read") {
    found.push(action("Acknowledge", { ...call(message, "reply"), body: { text: message.code } }, put));
  }
  if (message.state === "sent") found.push(action("Fail to arrive", call(message, "fail"), put, "quiet danger"));
  found.push(action("Unsubscribe", call(message, "unsubscribe"), put, "quiet danger"));
  return found;
}

/**
 * Prepares the form by which a message is replied to, as on the phone that has it.
 * @param {HTMLElement} place
 * @param {Message} message
 * @param {Put} put
 */
export function setUpReply(place, message, put) {
  const form = within(place, "form");
  const text = within(form, "input");
  const made = () => ({ ...call(message, "reply"), body: { text: text.value } });
  const preview = () => within(place, ".shown").replaceChildren(showCall(made()));
  text.setAttribute("aria-label", `Reply of ${visible(message.recipient || message.to)}`);
  text.addEventListener("input", preview);
  form.addEventListener("submit", async (/** @type {Event} */ event) => {
    event.preventDefault();
    const answer = await perform(made());
    if (answer === undefined) return;
    text.value = "";
    preview();
    put(answer);
  });
  preview();
}
