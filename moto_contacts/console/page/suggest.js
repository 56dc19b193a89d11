/** What may be meant by what is being typed into the search: fields, and values of a field. */

import { byId, element } from "./dom.js";
import { fields, valueOf, write } from "./search.js";
import { visible } from "./text.js";

/**
 * @typedef {import("./api.js").Message} Message
 * @typedef {{text: string, help: string}} Suggestion what stands for the last word, and what it is
 */

/** Suggestions at a time. */
const MOST = 8;
/** Messages, the latest, whose values are suggested. */
const LOOKED_AT = 2000;

/**
 * What may stand for the last word of a query.
 * @param {string} query up to where one types
 * @param {readonly Message[]} messages oldest first
 * @param {boolean} [all] whether every field is suggested where nothing is typed yet
 * @returns {Suggestion[]}
 */
export function suggest(query, messages, all = false) {
  const [, minus, name, colon, part] = /(?:^|\s)(-?)(\w*)(:?)([^\s"]*)$/.exec(query) ?? [];
  if (name === undefined || (!colon && (part || (name === "" && !all)))) return [];
  if (!colon) {
    return fields()
      .filter((field) => field.name.startsWith(name.toLowerCase()))
      .map((field) => ({ text: `${minus}${field.name}:`, help: field.help }));
  }
  const field = fields().find((each) => each.name === name.toLowerCase());
  if (field === undefined) return [];
  const values = field.values ?? valuesOf(field.name, messages);
  const wanted = part.toLowerCase();
  return [...values]
    .filter((value) => value !== "" && value.toLowerCase().includes(wanted))
    .slice(0, MOST)
    .map((value) => ({ text: minus + write([{ field: field.name, value }]), help: "" }));
}

/**
 * The values that messages have, those of the latest first.
 * @param {string} field
 * @param {readonly Message[]} messages
 */
function valuesOf(field, messages) {
  return new Set(messages.slice(-LOOKED_AT).reverse().map((message) => valueOf(field, message)));
}

/**
 * Offers suggestions below the search.
 * @param {() => readonly Message[]} messages
 */
export function setUpSuggestions(messages) {
  const input = byId("search");
  const list = byId("suggestions");
  let chosen = -1;

  /** @param {boolean} all */
  function show(all) {
    const typed = input.value.slice(0, input.selectionStart);
    const found = input.value.length > typed.length ? [] : suggest(typed, messages(), all);
    choose(-1);
    list.replaceChildren(...found.map(option));
    close(found.length === 0 || found.some(({ text }) => text === typed));
  }

  /** @param {boolean} closed */
  function close(closed = true) {
    list.hidden = closed;
    input.setAttribute("aria-expanded", String(!closed));
    if (closed) choose(-1);
  }

  /** @param {number} place */
  function choose(place) {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = place;
    const option = list.children[chosen];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  /** @param {Suggestion} suggestion @param {number} place */
  function option({ text, help }, place) {
    const made = element(
      "li",
      { id: `suggestion-${place}`, role: "option", "aria-selected": "false" },
      element("code", {}, visible(text)),
      ...(help ? [element("span", {}, help)] : []),
    );
    // The field keeps the focus.
    made.addEventListener("pointerdown", (/** @type {Event} */ event) => event.preventDefault());
    made.addEventListener("click", () => take(text));
    return made;
  }

  /** @param {string} text */
  function take(text) {
    // What is being typed is the last word of the value.
    const before = input.value.replace(/[^\s]*$/, "");
    input.value = before + text + (text.endsWith(":") ? "" : " ");
    input.dispatchEvent(new Event("input", { bubbles: true }));
    if (!text.endsWith(":")) close();
  }

  input.addEventListener("input", () => show(false));
  input.addEventListener("blur", () => close());
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const last = list.children.length - 1;
    if (list.hidden) {
      if (event.key === "ArrowDown") show(true);
      return;
    }
    if (event.key === "ArrowDown") choose(chosen === last ? 0 : chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen <= 0 ? last : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) list.children[chosen].click();
    else return;
    event.preventDefault();
  });
}
