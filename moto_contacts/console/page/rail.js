/** The rail: how many messages each service, account and region has, each a link to its search. */

import { byId, element, reconcile, within } from "./dom.js";
import { setText } from "./parts.js";
import { link } from "./route.js";
import { FACETS, parse, refine, write } from "./search.js";
import { visible } from "./text.js";

/** @type {Record<string, string>} */
const HEADINGS = { service: "Services", account: "Accounts", region: "Regions" };

/**
 * @param {string} q
 * @param {import("./search.js").Findings} found
 * @param {number} total of all messages
 */
export function showRail(q, found, total) {
  const terms = parse(q);
  const unread = terms.length === 1 && terms[0].field === "is" && terms[0].value === "unread";
  showEntry(byId("everything"), link({}), { total, unread: found.unread }, terms.length === 0);
  showEntry(byId("unread"), link({ q: "is:unread" }), { total: found.unread, unread: 0 }, unread);
  reconcile(byId("facets"), new Map(FACETS.map((facet) => [facet, facet])), makeFacet, (part, facet) => {
    const counts = [...found.facets[facet]].sort(([a], [b]) => (a < b ? -1 : 1));
    part.hidden = counts.length === 0;
    reconcile(within(part, "ul"), new Map(counts.map((each) => [each[0], each])), makeEntry, (entry, each) => {
      const [value, count] = each;
      const chosen = terms.some((term) => term.field === facet && term.value === value);
      const query = write(refine(terms, facet, chosen ? undefined : value));
      const anchor = within(entry, "a");
      setText(within(anchor, ".name"), visible(value));
      showEntry(anchor, link({ q: query }), count, chosen);
    });
  });
}

/** @param {string} facet */
function makeFacet(facet) {
  const heading = element("h2", { id: `facet-${facet}` }, HEADINGS[facet]);
  const list = element("ul", { class: "facet", "aria-labelledby": heading.id });
  return element("section", {}, heading, list);
}

function makeEntry() {
  const anchor = element("a", {}, element("span", { class: "name" }), " ", element("span", { class: "count" }));
  return element("li", {}, anchor);
}

/**
 * @param {HTMLAnchorElement} anchor
 * @param {string} href
 * @param {{total: number, unread: number}} count
 * @param {boolean} chosen
 */
function showEntry(anchor, href, { total, unread }, chosen) {
  anchor.setAttribute("href", href);
  if (chosen) anchor.setAttribute("aria-current", "true");
  else anchor.removeAttribute("aria-current");
  const count = within(anchor, ".count");
  const text = `${total}/${unread}`;
  if (count.dataset.shown === text) return;
  count.dataset.shown = text;
  count.replaceChildren(
    ...(unread ? [element("b", {}, String(unread)), element("span", { class: "unseen" }, " unread of")] : []),
    " ",
    element("span", { class: "total" }, String(total)),
  );
}
