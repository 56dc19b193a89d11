/** The calls of moto_contacts' HTTP API: made, and written down for others to make. */

import { json, shell } from "./text.js";

/**
 * @typedef {{at: string, event: string, text?: string}} Moment
 *
 * @typedef {object} Message
 * @property {string} id
 * @property {string} service
 * @property {string} operation
 * @property {string} account
 * @property {string} region blank for a service without regions
 * @property {"EMAIL" | "SMS" | "VOICE"} channel
 * @property {"code" | "link" | "plain" | "page"} kind
 * @property {string} to
 * @property {string} sender
 * @property {string} subject
 * @property {string} body
 * @property {string | null} html of a mail that has any; a stranger's
 * @property {{name: string, value: string}[]} headers of a mail
 * @property {{name: string, content_type: string, size: number, content_id: string}[]} attachments
 * @property {string | null} code
 * @property {string | null} link
 * @property {string} state as it was when the server said so; see `stateOf`
 * @property {string | null} failure
 * @property {number} attempts
 * @property {number | null} attempts_allowed
 * @property {string} resource_arn
 * @property {string | null} superseded_by
 * @property {string} recipient blank where the service does not know whose address it is
 * @property {string} thread blank for a message that belongs to no others
 * @property {boolean} answerable
 * @property {boolean} shown
 * @property {string} created_at
 * @property {string | null} expires_at
 * @property {string | null} verified_at
 * @property {boolean} read
 * @property {Record<string, unknown>} facts what else its service has to tell of it
 * @property {Moment[]} history oldest first
 * @property {Record<string, unknown>} parameters
 *
 * @typedef {{method: string, path: string, body?: Record<string, unknown>}} Call
 */

const ROOT = new URL("./", document.baseURI);

/** The server, as a client's endpoint_url. */
export const ENDPOINT = location.origin;

/** A call that was refused, or not answered; the message is a sentence for people. */
export class ApiError extends Error {
  /**
   * @param {string} message
   * @param {boolean} [passes] whether the server did not answer, which it may again
   */
  constructor(message, passes = false) {
    super(message);
    this.passes = passes;
  }
}

/**
 * The answer to a call.
 * @param {Call} call
 * @returns {Promise<any>}
 * @throws {ApiError}
 */
export async function ask({ method, path, body }) {
  let response, answer;
  try {
    response = await fetch(new URL(path, ROOT), {
      method,
      cache: "no-store",
      ...(body && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
    });
    answer = await response.json();
  } catch {
    const status = response ? `with status ${response.status} and no JSON` : "not at all";
    throw new ApiError(`The server answered ${method} ${path} ${status}.`, true);
  }
  if (!response.ok) throw new ApiError(answer.message);
  return answer;
}

/**
 * A path with a query.
 * @param {string} path
 * @param {Record<string, string>} values
 */
export function query(path, values) {
  const pairs = Object.entries(values).map(([name, value]) => `${name}=${percent(value)}`);
  return pairs.length ? `${path}?${pairs.join("&")}` : path;
}

/** @param {string} value */
function percent(value) {
  // A surrogate without its other half cannot be encoded. The apostrophe would end a shell's word.
  return encodeURIComponent(value.replaceAll(/\p{Surrogate}/gu, "\ufffd")).replaceAll("'", "%27");
}

/**
 * A call in one line, for people.
 * @param {Call} call
 */
export function inWords({ method, path, body }) {
  return `${method} ${ROOT.pathname}${path}${body ? ` ${json(body)}` : ""}`;
}

/**
 * The shell command that makes a call.
 * @param {Call} call
 */
export function curl({ method, path, body }) {
  const parts = ["curl", "-sS"];
  if (method !== "GET") parts.push("-X", method);
  parts.push(shell(new URL(path, ROOT).href));
  if (body) parts.push("-H", shell("Content-Type: application/json"), "-d", shell(json(body)));
  return parts.join(" ");
}
