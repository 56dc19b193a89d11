/** The messages that the page knows, and who wants to hear of their changes. */

/** @typedef {import("./api.js").Message} Message */

/** @param {Message} message */
const numberOf = (message) => Number(message.id.slice("message-".length));

export class Store {
  /** Oldest first, so that what comes is appended. @type {Message[]} */
  #messages = [];
  /** @type {Map<string, Message>} */
  #byId = new Map();
  /** @type {() => void} */
  #tell;
  #told = true;

  /** @param {() => void} tell called once for all changes until the next frame */
  constructor(tell) {
    this.#tell = tell;
  }

  /** All messages, oldest first. @returns {readonly Message[]} */
  get messages() {
    return this.#messages;
  }

  /** @param {string} id */
  get(id) {
    return this.#byId.get(id);
  }

  /**
   * Adds a message, or puts it in the place of what it was.
   * @param {Message} message
   */
  put(message) {
    const place = this.#place(numberOf(message));
    const known = this.#byId.has(message.id);
    this.#messages.splice(place, known ? 1 : 0, message);
    this.#byId.set(message.id, message);
    this.changed();
  }

  /**
   * Drops the messages that do not pass.
   * @param {(message: Message) => boolean} passes
   */
  keep(passes) {
    const kept = this.#messages.filter(passes);
    if (kept.length === this.#messages.length) return;
    this.#messages = kept;
    this.#byId = new Map(kept.map((message) => [message.id, message]));
    this.changed();
  }

  /** Whatever depends on the messages is looked at again with the next frame. */
  changed() {
    if (!this.#told) return;
    this.#told = false;
    const tell = () => {
      this.#told = true;
      this.#tell();
    };
    // A tab in the background has no frames, but a title that counts.
    if (document.hidden) setTimeout(tell, 100);
    else requestAnimationFrame(tell);
  }

  /**
   * Where a number stands or would stand.
   * @param {number} number
   */
  #place(number) {
    let low = 0;
    let high = this.#messages.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numberOf(this.#messages[middle]) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
