/** The dialog by which a person writes to a number of an account, unasked. */

import { opensBy, perform, showCall } from "./actions.js";
import { byId, within } from "./dom.js";
import { say } from "./notices.js";

/**
 * @param {() => import("./api.js").Message | undefined} open
 *   the message that is open: its phone answers its number, unless there is something written
 */
export function setUpWriting(open) {
  const dialog = byId("write");
  const form = byId("text");
  const field = (/** @type {string} */ name) => within(form, `[name=${name}]`);
  const call = () => ({
    method: "POST",
    path: "texts",
    body: Object.fromEntries(["from", "to", "text"].map((name) => [name, field(name).value])),
  });
  const preview = () => within(form, ".shown").replaceChildren(showCall(call()));
  form.addEventListener("input", preview);
  form.addEventListener("submit", async (/** @type {Event} */ event) => {
    event.preventDefault();
    const answer = await perform(call());
    if (!answer) return;
    field("text").value = "";
    dialog.close();
    say(`Taken by ${[answer.service, answer.account, answer.region].join(", ")}`);
  });
  opensBy(dialog, byId("open-write"), () => {
    const message = open();
    if (message?.channel === "SMS" && field("text").value === "") {
      field("from").value = message.to;
      field("to").value = message.sender;
    }
    preview();
  });
}
