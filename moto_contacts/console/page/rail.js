/** The rail: how many messages each state, service, recipient ... has, each a link to its search. */

import { byId, element, reconcile, within } from "./dom.js";
import { setText } from "./parts.js";
import { link } from "./route.js";
import { FACETS, parse, refine, write } from "./search.js";
import { visible } from "./text.js";

/** @type {Record<string, string>} */
const HEADINGS = {
  state: "States",
  kind: "Kinds",
  channel: "Channels",
  service: "Services",
  to: "Recipients",
  region: "Regions",
  account: "Accounts",
};
/** Entries of a list that is folded, and of one that is not: more are for the search. */
const FEW = 5;
const MOST = 200;

/** The lists that somebody has unfolded. @type {Set<string>} */
const unfolded = new Set();

/**
 * @param {string} q
 * @param {import("./search.js").Findings} found
 * @param {number} total of all messages
 */
export function showRail(q, found, total) {
  const terms = parse(q);
  const unread = terms.length === 1 && terms[0].field === "is" && terms[0].value === "unread" && !terms[0].not;
  showEntry(byId("everything"), link({}), { total, unread: found.unread }, terms.length === 0);
  showEntry(byId("unread"), link({ q: "is:unread" }), { total: found.unread, unread: 0 }, unread);
  setText(byId("filtering"), terms.length ? `, ${terms.length} on` : "");
  const again = () => showRail(q, found, total);
  reconcile(byId("facets"), new Map(FACETS.map((facet) => [facet, facet])), makeFacet, (part, facet) => {
    const isChosen = (/** @type {string} */ value) =>
      terms.some((term) => term.field === facet && term.value === value && !term.not);
    const counts = [...found.facets[facet]];
    // Those of the latest messages are the first; where there are few, they stay at their places.
    if (facet !== "to") counts.sort(([a], [b]) => (a < b ? -1 : 1));
    // What was chosen is never folded away.
    const least = counts.filter(([value], place) => place < FEW || isChosen(value));
    const long = counts.length > FEW + 1;
    const shown = !long || unfolded.has(facet) ? counts.slice(0, MOST) : least;
    part.hidden = counts.length === 0;
    reconcile(within(part, "ul"), new Map(shown.map((each) => [each[0], each])), makeEntry, (entry, each) => {
      const [value, count] = each;
      const chosen = isChosen(value);
      const query = write(refine(terms, facet, chosen ? undefined : value));
      const anchor = within(entry, "a");
      setText(within(anchor, ".name"), visible(value));
      showEntry(anchor, link({ q: query }), count, chosen);
    });
    showFold(within(part, "button"), facet, long, counts.length, again);
  });
}

/**
 * @param {HTMLButtonElement} fold
 * @param {string} facet
 * @param {boolean} long
 * @param {number} count
 * @param {() => void} again
 */
function showFold(fold, facet, long, count, again) {
  const open = unfolded.has(facet);
  fold.hidden = !long;
  fold.setAttribute("aria-expanded", String(open));
  const all = count > MOST ? `the latest ${MOST} of ${count}` : `all ${count}`;
  setText(fold, open ? "Fewer" : `Show ${all}`);
  fold.onclick = () => {
    if (open) unfolded.delete(facet);
    else unfolded.add(facet);
    again();
  };
}

/** @param {string} facet */
function makeFacet(facet) {
  const heading = element("h2", { id: `facet-${facet}` }, HEADINGS[facet]);
  const list = element("ul", { class: "facet", "aria-labelledby": heading.id });
  const fold = element("button", { type: "button", "aria-describedby": heading.id });
  return element("section", {}, heading, list, fold);
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
