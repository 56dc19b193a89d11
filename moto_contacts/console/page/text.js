/** Texts of clients as they can be shown and quoted: nothing in them stays invisible. */

// Control characters, and those that turn the direction of what follows or take no place.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * A text with its invisible characters spelled out, as in `[U+202E]`.
 * @param {string} text
 */
export function visible(text) {
  return text.replaceAll(UNSEEN, (character) => `[U+${hex(character)}]`);
}

/**
 * A text for one line of limited room.
 * @param {string} text
 */
export function oneLine(text) {
  return visible(text.slice(0, 300)).replaceAll(/\s+/g, " ");
}

/** @param {string} character */
function hex(character) {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
}

/**
 * JSON without invisible characters; a text of it is a literal of Python, too.
 * @param {unknown} value
 * @param {number} [indent]
 */
export function json(value, indent) {
  const escaped = (/** @type {string} */ character) => `\\u${hex(character).toLowerCase()}`;
  // Line breaks of the indentation are none of a text's: those are escaped already.
  return JSON.stringify(value, null, indent).replaceAll(UNSEEN, escaped);
}

/**
 * A text as one word of a POSIX shell.
 * @param {string} text
 */
export function shell(text) {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

const LINK = /https?:\/\/[^\s<>"'`{}|\\^]+/gi;

/**
 * A text in pieces, of which those with an `href` are links; nothing but http and https is one.
 * @param {string} text
 * @returns {{text: string, href?: string}[]}
 */
export function pieces(text) {
  const found = [];
  let place = 0;
  for (const match of text.matchAll(LINK)) {
    // What ends a sentence, or closes a bracket, is none of an address.
    const written = match[0].replace(/[.,;:!?)\]]+$/, "");
    if (!URL.canParse(written)) continue;
    found.push({ text: text.slice(place, match.index) }, { text: written, href: new URL(written).href });
    place = match.index + written.length;
  }
  return [...found, { text: text.slice(place) }].filter((piece) => piece.text !== "");
}
