/** The search: a text of fields and words, what fits it, and how many there are of what. */

import { ask } from "./api.js";
import { expiry, stateOf } from "./state.js";

/**
 * @typedef {import("./api.js").Message} Message
 * @typedef {{field: string, value: string, not?: boolean}} Term a blank field is that of free words
 * @typedef {Map<string, {total: number, unread: number}>} Counts by value
 * @typedef {object} Findings
 * @property {Message[]} hits newest first
 * @property {Record<string, Counts>} facets what each facet's values would find
 * @property {number} unread of all messages, whatever the search
 * @property {number} expires when the next pending message expires
 */

/**
 * What a message has of a field; most fields are members of it.
 * @type {Record<string, (message: Message) => string>}
 */
const FIELDS = {
  region: (message) => message.region || "global",
  state: stateOf,
  carries: ({ code, link }) => `${code === null ? "" : "code"} ${link === null ? "" : "link"}`,
  is: (message) => (message.read ? "read" : "unread"),
};

/** Which values a field has, or null for any text. Besides `is`, the filters of the API. @type {Record<string, string[] | null>} */
const CLOSED = { is: ["unread", "read"] };
/** What a field is. @type {Record<string, string>} */
const HELPS = { is: "Whether somebody has read it." };

/** Asks the server what messages can be asked for by; until it has answered. */
export async function learn() {
  for (;;) {
    try {
      const { filters } = await ask({ method: "GET", path: "filters" });
      for (const [name, { values, help }] of Object.entries(filters)) {
        CLOSED[name] = values;
        HELPS[name] = help;
        FIELDS[name] ??= (message) => /** @type {any} */ (message)[name];
      }
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

/** The fields of a search: what each is, and which values it has, or null for any text. */
export function fields() {
  return Object.entries(HELPS).map(([name, help]) => ({ name, help, values: CLOSED[name] }));
}

/**
 * What a message has of a field.
 * @param {string} field
 * @param {Message} message
 */
export function valueOf(field, message) {
  return FIELDS[field](message);
}

/** What the rail counts. */
export const FACETS = ["state", "kind", "channel", "service", "to", "region", "account"];

const TOKEN = /(?:[^\s"]|"(?:[^"\\]|\\.)*"?)+/g;

/**
 * The terms of a query: `to:ops -state:pending "two words"`.
 * @param {string} text
 * @returns {Term[]}
 */
export function parse(text) {
  // A field without a value is one that is still being typed.
  return tokens(text)
    .map(({ not, field, known, rest, plain }) => ({
      field: known ? field : "",
      value: unquote(known ? rest : plain),
      ...(not && { not }),
    }))
    .filter(({ value }) => value !== "");
}

/** @param {string} text */
function tokens(text) {
  return [...text.matchAll(TOKEN)].map(([token]) => {
    const not = token.startsWith("-") && token.length > 1;
    const plain = not ? token.slice(1) : token;
    const [, name, rest] = /^(\w+):(.*)$/.exec(plain) ?? ["", "", plain];
    const field = name.toLowerCase();
    return { not, plain, field, rest, known: Object.hasOwn(FIELDS, field) };
  });
}

/**
 * What of a query cannot mean what it says: sentences.
 * @param {string} text
 * @returns {string[]}
 */
export function doubts(text) {
  return tokens(text).flatMap(({ field, known, rest }) => {
    if (field === "" || rest.startsWith("//")) return [];
    const names = Object.keys(FIELDS);
    if (!known) {
      return [`There is no ${field}: to search in; it is looked for as text. There are ${list(names)}.`];
    }
    const closed = CLOSED[field];
    const parts = unquote(rest).toLowerCase().split("*");
    if (!closed || rest === "" || closed.some((each) => hasInOrder(each.toLowerCase(), parts))) return [];
    return [`No ${field} is called ${unquote(rest)}. There are ${list(closed)}.`];
  });
}

/** @param {string[]} names */
function list(names) {
  return names.join(", ");
}

/** @param {string} text */
function unquote(text) {
  return text.replaceAll(/"((?:[^"\\]|\\.)*)"?/g, (_, inner) => inner.replaceAll(/\\(.)/g, "$1"));
}

/**
 * The query of terms; `parse` gives them back.
 * @param {Term[]} terms
 */
export function write(terms) {
  return terms
    .map(({ field, value, not }) => {
      const plain = /^[^\s"\\]+$/.test(value) && (field !== "" || !/^-|:/.test(value));
      const quoted = plain ? value : `"${value.replaceAll(/["\\]/g, "\\$&")}"`;
      return (not ? "-" : "") + (field ? `${field}:${quoted}` : quoted);
    })
    .join(" ");
}

/**
 * The terms, with another value of a field, or with none.
 * @param {Term[]} terms
 * @param {string} field
 * @param {string} [value]
 */
export function refine(terms, field, value) {
  const rest = terms.filter((term) => term.field !== field);
  return value === undefined ? rest : [...rest, { field, value }];
}

/** @type {WeakMap<Message, string>} */
const texts = new WeakMap();

/** @param {Message} message */
function textOf(message) {
  let text = texts.get(message);
  if (text === undefined) {
    const { to, recipient, subject, body, code, sender } = message;
    text = [to, recipient, subject, body, code ?? "", sender].join("\n").toLowerCase();
    texts.set(message, text);
  }
  return text;
}

/**
 * @param {Term} term
 * @returns {(message: Message) => boolean}
 */
function test(term) {
  const fits = testOf(term);
  return term.not ? (message) => !fits(message) : fits;
}

/**
 * @param {Term} term
 * @returns {(message: Message) => boolean}
 */
function testOf({ field, value }) {
  const wanted = value.toLowerCase();
  if (field === "is") return (message) => FIELDS.is(message) === wanted;
  if (field === "") return (message) => textOf(message).includes(wanted);
  const read = FIELDS[field];
  const parts = wanted.split("*");
  return (message) => hasInOrder(read(message).toLowerCase(), parts);
}

/**
 * Whether a text has all parts, one behind the other.
 * @param {string} text
 * @param {string[]} parts
 */
function hasInOrder(text, parts) {
  let place = 0;
  return parts.every((part) => {
    const found = text.indexOf(part, place);
    place = found + part.length;
    return found >= 0;
  });
}

/**
 * What the terms find. A facet counts what fits all terms but those of its own field: so many
 * messages would each of its values show.
 * @param {readonly Message[]} messages oldest first
 * @param {Term[]} terms
 * @returns {Findings}
 */
export function sift(messages, terms) {
  const tests = terms.map((term) => ({ field: term.field, fits: test(term) }));
  /** @type {Findings} */
  const found = { hits: [], facets: {}, unread: 0, expires: Infinity };
  for (const facet of FACETS) found.facets[facet] = new Map();
  for (let place = messages.length - 1; place >= 0; place--) {
    const message = messages[place];
    if (!message.read) found.unread++;
    if (stateOf(message) === "pending") found.expires = Math.min(found.expires, expiry(message));
    const failed = new Set(tests.filter(({ fits }) => !fits(message)).map(({ field }) => field));
    if (failed.size === 0) found.hits.push(message);
    for (const facet of FACETS) {
      const counts = found.facets[facet];
      const value = FIELDS[facet](message);
      let count = counts.get(value);
      if (count === undefined) counts.set(value, (count = { total: 0, unread: 0 }));
      if (failed.size === 0 || (failed.size === 1 && failed.has(facet))) {
        count.total++;
        if (!message.read) count.unread++;
      }
    }
  }
  return found;
}

/**
 * The search as filters of the API: null where they cannot tell it. They take whole values, so the
 * part that a term is has a star on both sides, or is that of one value only.
 * @param {Term[]} terms
 * @returns {Record<string, string> | null}
 */
export function filters(terms) {
  /** @type {Record<string, string>} */
  const told = {};
  for (const { field, value, not } of terms) {
    const closed = CLOSED[field];
    if (not || field === "is" || closed === undefined || field in told) return null;
    if (closed === null) {
      told[field] = `*${value}*`;
      continue;
    }
    const parts = value.toLowerCase().split("*");
    const meant = closed.filter((each) => hasInOrder(each.toLowerCase(), parts));
    if (meant.length !== 1) return null;
    told[field] = meant[0];
  }
  return told;
}
