/** What a mail has besides its text. */

import { element, within } from "./dom.js";
import { visible } from "./text.js";

/** @typedef {import("./api.js").Message} Message */

/**
 * Shows HTML, headers and attachments, where a message has any.
 *
 * The HTML is a stranger's. Its frame is a sandbox of an origin of its own in which nothing runs and no
 * form is sent; a document that stands in `srcdoc` has the policy of this page, so that it loads nothing,
 * and is rid of what no policy holds. What it may is what a text may: have links, which a click opens in a
 * place of their own.
 * @param {HTMLElement} sheet
 * @param {HTMLElement} place
 * @param {Message} message
 */
export function showMail(sheet, place, { html, headers, attachments }) {
  sheet.hidden = html === null;
  place.hidden = !headers.length && !attachments.length;
  if (html !== null) {
    const sandbox = "allow-popups allow-popups-to-escape-sandbox";
    const frame = element("iframe", { class: "html", sandbox, srcdoc: withLinks(withoutHints(html)), title: "HTML of the mail" });
    within(sheet, "div").replaceChildren(frame);
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

/**
 * The HTML without what has a browser connect to a host ahead of time, or lets it, or hides more of the same
 * in a `srcdoc` of its own. None of these tags comes of other letters, whatever stands around them; to parse
 * and write the HTML could make one of what was text before. A `bgsound` may stand wherever a `link` may,
 * needs no end as that needs none, and does nothing in any browser.
 * @param {string} html
 */
function withoutHints(html) {
  return html.replace(/<(link|meta|iframe)(?=[\s/>])/gi, "<bgsound");
}

/**
 * The HTML, whose links open in a new place; that is told of no referrer, for this page tells none.
 * @param {string} html
 */
function withLinks(html) {
  return html.replace(/^(\s*<!doctype[^>]*>)?/i, '$1<base target="_blank">');
}
