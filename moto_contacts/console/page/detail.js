/** One message in full. */

import { action, showCall } from "./actions.js";
import { answersOf, setUpReply } from "./answers.js";
import { button, copyOf, element, replace, within } from "./dom.js";
import { copyUse, kindOf } from "./kinds.js";
import { showMail } from "./mail.js";
import { copy } from "./notices.js";
import { linked, showAgo, showSecret, showState, timeOf } from "./parts.js";
import { link, route } from "./route.js";
import { SNIPPETS } from "./snippets.js";
import { historyOf, stateOf } from "./state.js";
import { json, visible } from "./text.js";
import { showThread } from "./thread.js";

/** @typedef {import("./api.js").Message} Message */

/** @type {Record<Message["kind"], string>} */
const NOUNS = { code: "the code", link: "the link", plain: "the text", page: "the code" };

export class Detail {
  #place;
  #store;
  #deeds;
  /** The message that is shown; its state, with all facts, and its history as they were then. */
  #id = "";
  #state = "";
  #history = "";
  #snippet = "curl";

  /**
   * @param {HTMLElement} place
   * @param {import("./store.js").Store} store
   * @param {import("./kinds.js").Deeds} deeds
   */
  constructor(place, store, deeds) {
    this.#place = place;
    this.#store = store;
    this.#deeds = deeds;
  }

  /**
   * Shows the message of the route, or nothing.
   * @param {boolean} complete whether all messages are known
   */
  show(complete) {
    const id = route().message;
    const message = id === null ? undefined : this.#store.get(id);
    this.#place.hidden = id === null || (message === undefined && !complete);
    if (this.#place.hidden || id === null) {
      this.#id = "";
      this.#place.replaceChildren();
    } else if (message === undefined) {
      this.#build("", () => this.#place.replaceChildren(copyOf("detail-missing")));
    } else {
      this.#build(id, () => this.#fill(message));
      this.#refresh(message);
    }
    this.#place.querySelector(".close")?.setAttribute("href", link({ q: route().q }));
  }

  /** Gives the focus to the heading. */
  focus() {
    /** @type {HTMLElement | null} */ (this.#place.querySelector("h2"))?.focus({ preventScroll: true });
  }

  /** Lets the times go on. */
  tick() {
    const message = this.#store.get(this.#id);
    if (message !== undefined) this.#refresh(message);
  }

  /**
   * @param {string} id blank for a message that is not there
   * @param {() => void} build
   */
  #build(id, build) {
    if (this.#id === id && this.#place.childElementCount) return;
    const focused = this.#place.contains(document.activeElement);
    this.#id = id;
    this.#state = this.#history = "";
    build();
    this.#place.scrollTop = 0;
    if (focused) this.focus();
    if (id !== "" && this.#store.get(id)?.read === false) this.#deeds.read(id);
  }

  /** @param {Message} message */
  #fill(message) {
    const part = copyOf("detail-message");
    within(part, "h2").textContent = visible(message.to);
    within(part, ".subject").textContent = visible(message.subject);
    within(part, ".body").replaceChildren(...linked(message.body));
    showMail(within(part, ".sheet"), within(part, ".mail"), message);
    within(part, ".operation").textContent = `${message.service} · ${message.operation}`;
    within(part, ".parameters code").textContent = json(message.parameters, 2);
    const put = (/** @type {Message} */ answer) => this.#store.put({ ...answer, read: true });
    setUpReply(within(part, ".answer"), message, put);
    this.#fillUpkeep(within(part, ".upkeep"), message);
    this.#fillSnippets(part, message);
    this.#place.replaceChildren(part);
  }

  /**
   * What a reader does with a message of any kind.
   * @param {HTMLElement} place
   * @param {Message} message
   */
  #fillUpkeep(place, message) {
    const { unread, remove } = this.#deeds;
    const copies = button("Copy", "quiet", (self) => copyUse(self, message, this.#deeds), "copy");
    copies.setAttribute("aria-label", `Copy ${NOUNS[message.kind]}`);
    place.replaceChildren(
      ...(message.kind === "plain" || message.kind === "link" ? [copies] : []),
      button("Mark as unread", "quiet mark", () => unread(message.id)),
      button("Delete", "quiet danger", () => remove(message.id), "clear"),
    );
  }

  /**
   * @param {DocumentFragment} part
   * @param {Message} message
   */
  #fillSnippets(part, message) {
    const code = within(part, ".reading code");
    const tabs = within(part, ".tabs");
    const choose = () => {
      code.textContent = SNIPPETS[this.#snippet](message);
    };
    for (const name of Object.keys(SNIPPETS)) {
      const radio = element("input", { type: "radio", name: "snippet", value: name });
      radio.checked = name === this.#snippet;
      radio.addEventListener("change", () => {
        this.#snippet = name;
        choose();
      });
      tabs.append(element("label", {}, radio, element("span", {}, name)));
    }
    const copies = within(part, ".choose .copy");
    copies.addEventListener("click", () => copy(copies, code.textContent, `as ${this.#snippet}`));
    choose();
  }

  /** @param {Message} message */
  #refresh(message) {
    const heading = within(this.#place, "h2");
    showSecret(within(this.#place, ".hero .secret"), message, this.#deeds, heading);
    showState(within(this.#place, ".hero"), message);
    // Only what is another now is made anew: a button may have the focus.
    const history = historyOf(message);
    if (json(history) !== this.#history) {
      this.#history = json(history);
      within(this.#place, ".timeline").replaceChildren(...history.map(moment));
    }
    const state = json([stateOf(message), message.facts]);
    if (state !== this.#state) {
      this.#state = state;
      replace(within(this.#place, ".actions"), actionsOf(message, this.#store), heading);
      replace(within(this.#place, ".facts"), facts(message), heading);
    }
    within(this.#place, ".mark").disabled = !message.read;
    within(this.#place, ".answer").hidden = !message.answerable;
    showThread(within(this.#place, ".thread"), message, this.#store.messages);
    for (const time of this.#place.querySelectorAll("time.ago")) {
      showAgo(/** @type {HTMLTimeElement} */ (time), /** @type {HTMLTimeElement} */ (time).dateTime);
    }
  }
}

/**
 * @param {Message} message
 * @param {import("./store.js").Store} store
 */
function actionsOf(message, store) {
  const put = (/** @type {Message} */ answer) => store.put({ ...answer, read: true });
  const found = answersOf(message, put);
  if (stateOf(message) !== "pending") return found;
  const path = `messages/${message.id}`;
  if (message.link !== null) {
    const call = { method: "POST", path: `${path}/click` };
    // The button of a link stands above, large; above one in a mail with a code the code does.
    found.push(message.code === null ? element("li", {}, showCall(call)) : action("Open the link", call, put));
  }
  if (message.expires_at !== null) {
    found.push(action("Expire now", { method: "POST", path: `${path}/expire` }, put, "quiet danger"));
  }
  return found;
}

/** @param {import("./api.js").Moment} event */
function moment({ at, event, text }) {
  const past = element("time", { class: "ago", datetime: at, title: at });
  const said = text === undefined ? [] : [element("q", {}, visible(text)), " "];
  return element("li", { "data-event": event }, element("span", { class: "event" }, event), ...said, timeOf(at), past);
}

/** @param {Message} message */
function facts(message) {
  /** @type {[string, (Node | string)[]][]} */
  const rows = [
    ["From", [visible(message.sender)]],
    ["Recipient", [visible(message.recipient)]],
    ["Channel", [message.channel]],
    ["Kind", [message.kind]],
    ["Service", [message.service]],
    ["Account", [message.account]],
    ["Region", [message.region || "global"]],
    ["Sent", [timeOf(message.created_at)]],
    ["Expires", kindOf(message).verifies ? expiryOf(message) : []],
    ["Verified", message.verified_at === null ? [] : [timeOf(message.verified_at)]],
    ["Failed because", [visible(message.failure ?? "")]],
    ["Replaced by", message.superseded_by === null ? [] : [linkTo(message.superseded_by)]],
    ["Link", message.link === null ? [] : withCopy(message.link, "the link")],
    ["Thread", withCopy(message.thread, "the thread")],
    ["Resource", withCopy(message.resource_arn, "the ARN")],
    ["Id", [message.id]],
    ...Object.entries(message.facts).map(factOf),
  ];
  return rows
    .filter(([, value]) => value.length && value[0] !== "")
    .map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, ...value)));
}

/**
 * What the service tells of it, by names such as `message_id`.
 * @param {[string, unknown]} fact
 * @returns {[string, (Node | string)[]]}
 */
function factOf([name, value]) {
  const words = visible(name.replaceAll("_", " "));
  const shown = typeof value === "string" ? visible(value) : json(value);
  return [words.charAt(0).toUpperCase() + words.slice(1), [shown]];
}

/** @param {Message} message */
function expiryOf({ expires_at }) {
  return [expires_at === null ? "never" : timeOf(expires_at)];
}

/** @param {string} id */
function linkTo(id) {
  return element("a", { href: link({ q: route().q, message: id }) }, id);
}

/**
 * @param {string} text
 * @param {string} what
 */
function withCopy(text, what) {
  const copies = button("Copy", "quiet", (self) => copy(self, text, what), "copy");
  copies.setAttribute("aria-label", `Copy ${what}`);
  return text ? [element("code", {}, visible(text)), copies] : [];
}
