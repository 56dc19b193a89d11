/** What the recipient of a message can do with it, where its service waits for that. */

import { action, perform, showCall } from "./actions.js";
import { element } from "./dom.js";
import { visible } from "./text.js";

/** @typedef {import("./api.js").Message} Message */

/**
 * A form to reply by, and buttons for the rest.
 * @param {Message} message
 * @param {(answer: any) => void} put gets the message as it is then
 * @returns {HTMLElement[]}
 */
export function answersOf(message, put) {
  if (!message.answerable) return [];
  const call = (/** @type {string} */ what) => ({ method: "POST", path: `messages/${message.id}/${what}` });
  const found = [reply(message, call("reply"), put)];
  if (message.state === "sent") found.push(action("Fail to arrive", call("fail"), put, "quiet"));
  found.push(action("Unsubscribe", call("unsubscribe"), put, "quiet"));
  return found;
}

/**
 * @param {Message} message
 * @param {import("./api.js").Call} call
 * @param {(answer: any) => void} put
 */
function reply(message, call, put) {
  const text = element("input", { name: "text", autocomplete: "off", required: "" });
  text.setAttribute("aria-label", `Reply of ${visible(message.recipient || message.to)}`);
  // A page is acknowledged by its code; any other code is typed elsewhere.
  text.value = message.kind === "page" ? (message.code ?? "") : "";
  const send = element("button", { class: "button" }, "Reply");
  const form = element("form", { class: "reply" }, text, send);
  const made = () => ({ ...call, body: { text: text.value } });
  const entry = element("li", {}, form, showCall(made()));
  text.addEventListener("input", () => entry.lastElementChild.replaceWith(showCall(made())));
  form.addEventListener("submit", async (/** @type {Event} */ event) => {
    event.preventDefault();
    const answer = await perform(made());
    if (answer !== undefined) put(answer);
  });
  return entry;
}
