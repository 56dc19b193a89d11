/** The dialogs of the clock, and of marking messages as read and clearing them. */

import { action, opensBy, perform, showCall } from "./actions.js";
import * as clock from "./clock.js";
import { byId, within } from "./dom.js";
import { say } from "./notices.js";
import { setText } from "./parts.js";
import { route } from "./route.js";
import { filters, parse } from "./search.js";
import { dateAndTime, duration, fill, timeOfDay } from "./time.js";

/** @typedef {import("./api.js").Call} Call */

/** @type {[string, Call][]} */
const STEPS = [
  ["+1 minute", { method: "POST", path: "clock", body: { minutes: 1 } }],
  ["+1 hour", { method: "POST", path: "clock", body: { hours: 1 } }],
  ["+24 hours", { method: "POST", path: "clock", body: { hours: 24 } }],
  ["Reset", { method: "DELETE", path: "clock" }],
];

/** @param {() => void} moved */
export function setUpClock(moved) {
  const dialog = byId("clock");
  const set = (/** @type {{now: string}} */ { now }) => {
    clock.set(now);
    moved();
    showClock();
    say(`It is ${dateAndTime(now)}`);
  };
  byId("clock-steps").append(...STEPS.map(([text, call]) => action(text, call, set)));
  const form = byId("clock-own");
  const own = () => ({
    method: "POST",
    path: "clock",
    body: { [byId("clock-unit").value]: Number(byId("clock-amount").value) },
  });
  const preview = () => within(form, ".shown").replaceChildren(showCall(own()));
  for (const event of ["input", "change"]) form.addEventListener(event, preview);
  form.addEventListener("submit", async (/** @type {Event} */ event) => {
    event.preventDefault();
    const answer = await perform(own());
    if (answer) set(answer);
  });
  preview();
  opensBy(dialog, byId("open-clock"), showClock);
}

/** Shows the simulated time, and by how much it is ahead. */
export function showClock() {
  const now = clock.now();
  const iso = new Date(now).toISOString();
  const ahead = clock.ahead();
  fill(byId("now"), iso, timeOfDay(now) + (ahead ? ` +${duration(ahead)}` : ""));
  byId("open-clock").classList.toggle("moved", ahead !== 0);
  fill(byId("clock-now"), iso, dateAndTime(now));
  setText(
    byId("clock-ahead"),
    ahead ? `${duration(ahead)} ahead of this computer.` : "As this computer's.",
  );
}

/**
 * @typedef {object} Scope what is done with the messages of a search, or with all
 * @property {string} heading
 * @property {string} look
 * @property {string} warning
 * @property {(count: string) => string} verb
 * @property {(chosen: Record<string, string | string[]>) => Call} call
 * @property {(answer: any) => string} done
 */

/** @type {Record<string, Scope>} */
const SCOPES = {
  "open-read": {
    heading: "Mark as read",
    look: "button",
    warning: "",
    verb: (count) => `Mark ${count} as read`,
    call: (body) => ({ method: "POST", path: "messages/read", body }),
    done: ({ read }) => `${read} marked as read`,
  },
  "open-clear": {
    heading: "Clear messages",
    look: "button danger",
    warning: "Their codes and links stay as good as before.",
    verb: (count) => `Clear ${count}`,
    call: (body) => ({ method: "DELETE", path: "messages", ...(Object.keys(body).length && { body }) }),
    done: ({ deleted }) => `${deleted} cleared`,
  },
};

/**
 * @param {() => {hits: import("./api.js").Message[], total: number}} count
 * @param {() => void} done
 */
export function setUpScopes(count, done) {
  const dialog = byId("scope");
  const form = byId("scope-form");
  /** @type {Scope} */
  let scope;
  /** @type {Record<string, string | string[]>} */
  let searched = {};
  let counts = { search: 0, all: 0 };
  const chosen = () => within(form, "input:checked").value;
  const call = () => scope.call(chosen() === "search" ? searched : {});

  function showChoice() {
    const number = chosen() === "search" ? counts.search : counts.all;
    byId("scope-do").textContent = scope.verb(messages(number));
    byId("scope-do").disabled = number === 0;
    within(form, ".shown").replaceChildren(showCall(call()));
  }

  for (const [opener, each] of Object.entries(SCOPES)) {
    opensBy(dialog, byId(opener), () => {
      scope = each;
      const { hits, total } = count();
      const terms = parse(route().q);
      counts = { search: hits.length, all: total };
      // Filters where they can tell the search: they are short. What is shown, one by one, else.
      searched = terms.length ? (filters(terms) ?? { ids: hits.map(({ id }) => id) }) : {};
      byId("scope-heading").textContent = scope.heading;
      byId("scope-do").className = scope.look;
      within(form, "fieldset").hidden = terms.length === 0;
      const [search, all] = form.querySelectorAll("input");
      (terms.length ? search : all).checked = true;
      search.nextElementSibling.textContent = `${messages(counts.search)} of this search`;
      all.nextElementSibling.textContent = `all ${messages(counts.all)}, whatever the search`;
      byId("scope-why").textContent = scope.warning;
      showChoice();
    });
  }
  form.addEventListener("change", showChoice);
  form.addEventListener("submit", async (/** @type {Event} */ event) => {
    event.preventDefault();
    const answer = await perform(call());
    if (!answer) return;
    dialog.close();
    say(scope.done(answer));
    done();
  });
  byId("scope-cancel").addEventListener("click", () => dialog.close());
}

/** @param {number} count */
function messages(count) {
  return count === 1 ? "1 message" : `${count.toLocaleString()} messages`;
}
