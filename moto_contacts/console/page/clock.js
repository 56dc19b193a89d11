/** The simulated clock: this computer's, and how far the server's is ahead of it. */

let offset = 0;

/**
 * The server has said what time it is.
 * @param {string} iso
 */
export function set(iso) {
  offset = Date.parse(iso) - Date.now();
}

/** Milliseconds since 1970 by the simulated clock. */
export function now() {
  return Date.now() + offset;
}

/** Milliseconds by which the simulated clock is ahead; what the way of an answer takes is none. */
export function ahead() {
  return Math.abs(offset) < 2000 ? 0 : offset;
}
