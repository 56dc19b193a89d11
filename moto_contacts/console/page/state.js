/** What has become of a message by the simulated clock, in words. */

import { now } from "./clock.js";
import { timeLeft } from "./time.js";

/** @typedef {import("./api.js").Message} Message */

/**
 * When a pending message expires, in milliseconds; Infinity for one that never does.
 * @param {Message} message
 */
export function expiry(message) {
  return message.expires_at === null ? Infinity : Date.parse(message.expires_at);
}

/**
 * As the server tells it, or expired meanwhile. Nobody tells when time alone passes.
 * @param {Message} message
 */
export function stateOf(message) {
  return message.state === "pending" && now() > expiry(message) ? "expired" : message.state;
}

/**
 * The history, with the end that has come meanwhile.
 * @param {Message} message
 */
export function historyOf(message) {
  const known = message.history.some(({ event }) => event === "expired");
  return stateOf(message) !== "expired" || known || message.expires_at === null
    ? message.history
    : [...message.history, { at: message.expires_at, event: "expired" }];
}

/**
 * The text of a pill.
 * @param {Message} message
 */
export function stateText(message) {
  const state = stateOf(message);
  return state === "pending" && message.expires_at !== null
    ? `pending · ${timeLeft(expiry(message) - now())}`
    : state;
}

/**
 * How many codes were typed, of how many; blank where there is nothing to tell.
 * @param {Message} message
 */
export function attemptsText({ attempts, attempts_allowed: allowed }) {
  if (allowed !== null) return `${attempts} of ${allowed} attempts`;
  if (attempts === 0) return "";
  return attempts === 1 ? "1 attempt" : `${attempts} attempts`;
}
