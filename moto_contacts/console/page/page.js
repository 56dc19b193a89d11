/** The page: the store, and all that shows it. */

import { perform } from "./actions.js";
import * as clock from "./clock.js";
import { setUpClock, setUpScopes, showClock } from "./controls.js";
import { Detail } from "./detail.js";
import { byId } from "./dom.js";
import { setUpFaults } from "./faults.js";
import { setUpKeys } from "./keys.js";
import { copyUse, kindOf } from "./kinds.js";
import { List } from "./list.js";
import { Live } from "./live.js";
import { copy, recovered, say } from "./notices.js";
import { setText } from "./parts.js";
import { showRail } from "./rail.js";
import { follow, go, route } from "./route.js";
import { doubts, learn, parse, sift } from "./search.js";
import { FIRST_MESSAGE } from "./snippets.js";
import { Store } from "./store.js";
import { setUpSuggestions } from "./suggest.js";
import { oneLine } from "./text.js";
import { setUpWriting } from "./write.js";

/** @typedef {import("./api.js").Message} Message */

const deeds = {
  /** @param {string} id */
  read: (id) => store.get(id)?.read === false && act("GET", `messages/${id}`),
  /** @param {string} id */
  click: (id) => act("POST", `messages/${id}/click`),
  /** @param {string} id */
  unread: (id) => act("POST", `messages/${id}/unread`, false),
  /** @param {string} id */
  async remove(id) {
    if (!(await perform({ method: "DELETE", path: `messages/${id}` }))) return;
    if (route().message === id) go({ q: route().q });
    store.keep((message) => message.id !== id);
    say("Deleted");
  },
};

/**
 * @param {string} method
 * @param {string} path
 * @param {boolean} [read] whether somebody has read it now; the answer says whether before
 */
async function act(method, path, read = true) {
  const answer = await perform({ method, path });
  if (answer) store.put({ ...answer, read });
}

const store = new Store(update);
const list = new List(byId("messages"), byId("list"), deeds);
const detail = new Detail(byId("detail"), store, deeds);
const search = byId("search");
let found = sift([], []);
let complete = false;
/** Whether the page knows what messages can be asked for by. */
let learned = false;

/** Shows the messages as they are now. */
function update() {
  if (!learned) return;
  const { q, message } = route();
  const terms = parse(q);
  found = sift(store.messages, terms);
  const { hits, unread } = found;
  const total = store.messages.length;
  document.title = unread ? `(${unread}) Contacts` : "Contacts";
  byId("columns").classList.toggle("opened", message !== null);
  setText(byId("tally"), terms.length ? `${hits.length} of ${total}` : String(total));
  byId("messages").setAttribute("aria-busy", String(!complete));
  byId("list").hidden = hits.length === 0;
  byId("empty").hidden = total > 0 || !complete;
  byId("no-hits").hidden = total === 0 || hits.length > 0;
  setText(byId("searched"), q);
  setText(byId("doubts"), doubts(q).join(" "));
  byId("open-read").disabled = hits.every((message) => message.read);
  byId("open-clear").disabled = hits.length === 0;
  showClock();
  showRail(q, found, total);
  list.show(hits);
  detail.show(complete);
}

/**
 * Shows another search or message; the focus goes along.
 * @param {import("./route.js").Route} before
 */
function arrive(before) {
  const { q, message } = route();
  if (search.value !== q) search.value = q;
  if (before.q !== q) byId("messages").scrollTop = 0;
  if (narrow.matches && before.q !== q && document.activeElement !== search) foldRail();
  update();
  if (message === before.message) return;
  if (message !== null) {
    list.reveal(message);
    detail.focus();
  } else if (before.message !== null && !list.focus(before.message)) {
    byId("messages-heading").focus();
  }
}

/**
 * Goes to the next message; where one is open, the next one is opened.
 * @param {number} step
 */
function move(step) {
  const next = list.neighbour(step);
  if (next === undefined) return;
  const inList = byId("list").contains(document.activeElement);
  const open = route().message !== null;
  if (open) go({ q: route().q, message: next.id }, true);
  if (inList || !open) list.focus(next.id);
}

/**
 * Does something with the message that is open, or the one that the focus is at.
 * @param {(message: Message) => void} deed
 */
function withCurrent(deed) {
  const message = store.get(route().message ?? list.current);
  if (message !== undefined) deed(message);
}

const KEYS = {
  "/": () => search.select(),
  j: () => move(1),
  k: () => move(-1),
  Escape: leave,
  c: () => withCurrent((message) => {
    const place = document.querySelector("#detail .hero") ?? list.rowOf(message.id);
    if (place !== null) copyUse(/** @type {HTMLElement} */ (place), message, deeds);
  }),
  u: () => withCurrent(({ id }) => deeds.unread(id)),
  Delete: () => withCurrent(({ id }) => deeds.remove(id)),
  r: () => /** @type {HTMLElement | null} */ (document.querySelector(".answer:not([hidden]) input"))?.focus(),
};

/** Leaves the search, or closes the message. */
function leave() {
  if (document.activeElement === search) {
    search.blur();
    list.focusCurrent();
  } else if (route().message !== null) {
    go({ q: route().q });
  }
}

function setUpSearch() {
  // What is typed in one go is one step of the history. Browsers let a page write there seldom.
  let typing = false;
  let waiting = 0;
  const apply = () => {
    clearTimeout(waiting);
    if (search.value === route().q) return;
    go({ q: search.value, message: route().message }, typing);
    typing = true;
  };
  search.value = route().q;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 100);
  });
  search.addEventListener("blur", () => {
    apply();
    typing = false;
  });
  byId("search-form").addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    leave();
  });
}

const narrow = matchMedia("(max-width: 60rem)");

/** The rail is folded where there is little room. */
function foldRail() {
  byId("rail").open = !narrow.matches;
}

/** @param {Message[]} messages */
function announce(messages) {
  const [message] = messages;
  if (messages.length > 1) say(`${messages.length} new messages`);
  else say(`New message to ${oneLine(message.to)}${kindOf(message).news(message)}`);
}

const CONNECTIONS = { live: "Live", polling: "Every 2 s", reconnecting: "Reconnecting" };

/** @param {import("./live.js").Connection} connection */
function showConnection(connection) {
  const shown = byId("connection");
  setText(shown, CONNECTIONS[connection]);
  shown.dataset.state = connection;
  if (connection !== "reconnecting") recovered();
  if (connection === "reconnecting" || complete) return;
  complete = true;
  store.changed();
}

function tick() {
  showClock();
  list.tick();
  detail.tick();
  if (clock.now() > found.expires) update();
}

follow(arrive);
setUpSearch();
setUpSuggestions(() => store.messages);
narrow.addEventListener("change", foldRail);
foldRail();
setUpFaults();
setUpClock(() => store.changed());
setUpScopes(
  () => ({ hits: found.hits, total: store.messages.length }),
  () => live.reread(),
);
setUpWriting(() => store.get(route().message ?? ""));
setUpKeys(KEYS, (key) => list.scroll(key));
byId("first-message").textContent = FIRST_MESSAGE;
byId("copy-first").addEventListener("click", (/** @type {Event} */ event) =>
  copy(/** @type {HTMLElement} */ (event.currentTarget), FIRST_MESSAGE, "the Python"),
);
setInterval(tick, 1000);
const live = new Live(store, showConnection, announce);
await learn();
learned = true;
tick();
store.changed();
