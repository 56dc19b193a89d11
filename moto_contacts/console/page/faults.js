/** The dialog of faults: what the next calls shall end in, and what is ordered already. */

import { action, opensBy, perform, showCall } from "./actions.js";
import { ask } from "./api.js";
import { now } from "./clock.js";
import { byId, element, reconcile, within } from "./dom.js";
import { say } from "./notices.js";
import { setText } from "./parts.js";
import { json, visible } from "./text.js";
import { timeLeft } from "./time.js";

/**
 * @typedef {Record<string, Record<string, string[]>>} Services operations and their errors
 * @typedef {{id: string, error: string | null, message: string, members: Record<string, unknown>,
 *   drop: boolean, latency: number, service: string, operation: string, region: string,
 *   times: number | null, probability: number, ttl: number | null, expires_at: string | null,
 *   struck: number}} Fault
 */

const DROP = "(no answer)";
/** What is offered first. */
const USUAL = "ThrottlingException";
const LATE = "(none, only late)";

/** @type {Services} */
let services = {};

/** Prepares the dialog. */
export function setUpFaults() {
  const dialog = byId("faults");
  const form = byId("fault");
  opensBy(dialog, byId("open-faults"), async () => {
    refresh();
    const answer = await perform({ method: "GET", path: "services" });
    if (!answer) return;
    services = answer.services;
    offer(byId("fault-service"), ["*", ...Object.keys(services)]);
    offerOperations();
    if (byId("fault-error").selectedIndex === 0) choose(byId("fault-error"), USUAL);
    preview();
  });
  byId("fault-service").addEventListener("change", offerOperations);
  byId("fault-operation").addEventListener("change", offerErrors);
  for (const event of ["input", "change"]) form.addEventListener(event, preview);
  form.addEventListener("submit", async (/** @type {Event} */ event) => {
    event.preventDefault();
    const answer = await perform(call());
    if (!answer) return;
    say(`Ordered ${describe(answer)}`);
    refresh();
  });
  // What is active may be spent by the next call.
  setInterval(() => (dialog.open || !byId("fault-badge").hidden) && refresh(), 2000);
  refresh();
}

/** Shows the faults as they are on the server. */
export async function refresh() {
  const answer = await ask({ method: "GET", path: "faults" }).catch(() => undefined);
  if (!answer) return;
  /** @type {Fault[]} */
  const faults = answer.faults;
  const active = faults.filter((fault) => !isSpent(fault)).length;
  byId("fault-badge").hidden = active === 0;
  setText(byId("fault-count"), String(active));
  byId("no-faults").hidden = faults.length > 0;
  const wanted = new Map(faults.map((fault) => [fault.id, fault]));
  const list = byId("active-faults");
  const focused = list.contains(document.activeElement);
  reconcile(list, wanted, make, (entry, fault) => {
    setText(within(entry, ".what"), describe(fault));
    setText(within(entry, ".left"), left(fault).join(" · "));
    entry.classList.toggle("spent", isSpent(fault));
  });
  if (focused && document.activeElement === document.body) byId("fault-service").focus();
}

/** @param {Fault} fault */
function make(fault) {
  const call = { method: "DELETE", path: `faults/${fault.id}` };
  const entry = action("Remove", call, refresh, "quiet danger");
  within(entry, "button").setAttribute("aria-label", `Remove ${describe(fault)}`);
  entry.prepend(
    element("p", { class: "fault" }, element("span", { class: "what" }), " ", element("span", { class: "left" })),
  );
  return entry;
}

/**
 * What it does, and to which calls.
 * @param {Fault} fault
 */
function describe({ error, message, members, drop, latency, service, operation, region }) {
  const what = error ?? (drop ? "no answer" : "late");
  const where = [
    service === "*" ? "any service" : service,
    operation === ".*" ? "any operation" : operation,
    region === "*" ? "any region" : region,
  ];
  const said = message && ` “${visible(message)}”`;
  const more = Object.keys(members).length ? ` ${json(members)}` : "";
  return `${what}${said}${more}: ${where.join(", ")}${latency ? `, ${latency} s late` : ""}`;
}

/**
 * How often it has struck, and how often, how likely and how long it still does.
 * @param {Fault} fault
 */
function left(fault) {
  const { struck, times, probability, expires_at } = fault;
  const often = (/** @type {number} */ count) => `${count} ${count === 1 ? "time" : "times"}`;
  const told = [`struck ${often(struck)}`];
  if (isSpent(fault)) return ["spent", ...told];
  told.push(times === null ? "until it is removed" : `${often(times - struck)} left`);
  if (probability !== 1) told.push(`${probability * 100} % of the calls`);
  if (expires_at !== null) told.push(`for ${timeLeft(Date.parse(expires_at) - now())}`);
  return told;
}

/** @param {Fault} fault */
function isSpent({ times, struck, expires_at }) {
  return (times !== null && struck >= times) || (expires_at !== null && now() >= Date.parse(expires_at));
}

function offerOperations() {
  const service = byId("fault-service").value;
  const names = Object.entries(services)
    .filter(([name]) => service === "*" || service === name)
    .flatMap(([, operations]) => Object.keys(operations));
  offer(byId("fault-operation"), ["*", ...new Set(names.sort())]);
  offerErrors();
}

function offerErrors() {
  const service = byId("fault-service").value;
  const operation = byId("fault-operation").value;
  const errors = Object.entries(services)
    .filter(([name]) => service === "*" || service === name)
    .flatMap(([, operations]) => Object.entries(operations))
    .filter(([name]) => operation === "*" || operation === name)
    .flatMap(([, names]) => names);
  offer(byId("fault-error"), [...new Set(errors.sort()), DROP, LATE]);
  preview();
}

/**
 * Offers these values, and keeps the one that is chosen where it is still offered.
 * @param {HTMLSelectElement} select
 * @param {string[]} values
 */
function offer(select, values) {
  const before = select.value;
  const texts = (/** @type {string} */ value) => (value === "*" ? "any" : value);
  select.replaceChildren(...values.map((value) => element("option", { value }, texts(value))));
  choose(select, before);
}

/**
 * @param {HTMLSelectElement} select
 * @param {string} value
 */
function choose(select, value) {
  const option = [...select.options].find((each) => each.value === value);
  if (option) option.selected = true;
}

/** The call that the form stands for; what is as always is left out. */
function call() {
  const [service, operation, error] = ["service", "operation", "error"].map((name) => byId(`fault-${name}`).value);
  const latency = Number(byId("fault-latency").value);
  const times = byId("fault-times").value;
  return {
    method: "POST",
    path: "faults",
    body: {
      ...(error === DROP ? { drop: true } : error !== LATE && { error }),
      ...(service !== "*" && { service }),
      ...(operation !== "*" && { operation }),
      ...(latency && { latency }),
      ...(times !== "" && { times: Number(times) }),
    },
  };
}

function preview() {
  within(byId("fault"), ".shown").replaceChildren(showCall(call()));
}
