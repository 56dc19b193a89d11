/** What a mail has besides its text. */

import { element, within } from "./dom.js";
import { visible } from "./text.js";

/** @typedef {import("./api.js").Message} Message */

/**
 * Shows HTML, headers and attachments, where a message has any.
 *
 * The HTML is a stranger's. Its frame is a sandbox that allows nothing: no scripts, no forms, an origin
 * of its own. And a document that stands in `srcdoc` has the policy of this page: it loads nothing.
 * @param {HTMLElement} place
 * @param {Message} message
 */
export function showMail(place, { html, headers, attachments }) {
  place.hidden = html === null && !headers.length && !attachments.length;
  if (html !== null) {
    const frame = element("iframe", { class: "html", sandbox: "", srcdoc: html, title: "HTML of the mail" });
    within(place, ".sheet").replaceChildren(frame);
  }
  within(place, ".headers").replaceChildren(
    ...headers.map(({ name, value }) =>
      element("div", {}, element("dt", {}, visible(name)), element("dd", {}, visible(value))),
    ),
  );
  within(place, ".attachments").replaceChildren(
    ...attachments.map(({ name, content_type, size }) =>
      element("li", {}, `${visible(name) || "without a name"}, ${visible(content_type)}, ${size} bytes`),
    ),
  );
}
