/** The page: the store, and all that shows it. */

import { perform } from "./actions.js";
import * as clock from "./clock.js";
import { setUpClock, setUpScopes, showClock } from "./controls.js";
import { Detail } from "./detail.js";
import { byId } from "./dom.js";
import { setUpFaults } from "./faults.js";
import { setUpKeys } from "./keys.js";
import { kindOf } from "./kinds.js";
import { List } from "./list.js";
import { Live } from "./live.js";
import { copy, say } from "./notices.js";
import { setText } from "./parts.js";
import { showRail } from "./rail.js";
import { follow, go, route } from "./route.js";
import { learn, parse, sift } from "./search.js";
import { FIRST_MESSAGE } from "./snippets.js";
import { Store } from "./store.js";
import { oneLine } from "./text.js";

/** @typedef {import("./api.js").Message} Message */

const deeds = {
  /** @param {string} id */
  read: (id) => store.get(id)?.read === false && act("GET", `messages/${id}`),
  /** @param {string} id */
  click: (id) => act("POST", `messages/${id}/click`),
};

/**
 * @param {string} method
 * @param {string} path
 */
async function act(method, path) {
  const answer = await perform({ method, path });
  // It says whether somebody has read it before; now somebody has.
  if (answer) store.put({ ...answer, read: true });
}

const store = new Store(update);
const list = new List(byId("messages"), byId("list"), deeds);
const detail = new Detail(byId("detail"), store, deeds);
const search = byId("search");
let found = sift([], []);
let complete = false;

/** Shows the messages as they are now. */
function update() {
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
  for (const id of ["open-read", "open-clear"]) byId(id).disabled = total === 0;
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

/** The rail is folded where there is little room. */
function setUpRail() {
  const narrow = matchMedia("(max-width: 60rem)");
  const fold = () => (byId("rail").open = !narrow.matches);
  narrow.addEventListener("change", fold);
  fold();
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

await learn();
follow(arrive);
setUpSearch();
setUpRail();
setUpFaults();
setUpClock(() => store.changed());
setUpScopes(
  () => ({ hits: found.hits, total: store.messages.length }),
  () => live.reread(),
);
setUpKeys({ "/": () => search.select(), j: () => move(1), k: () => move(-1), Escape: leave });
byId("first-message").textContent = FIRST_MESSAGE;
byId("copy-first").addEventListener("click", (/** @type {Event} */ event) =>
  copy(/** @type {HTMLElement} */ (event.currentTarget), FIRST_MESSAGE, "the Python"),
);
setInterval(tick, 1000);
tick();
const live = new Live(store, showConnection, announce);
