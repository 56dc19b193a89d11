/** Shortcuts of a single key, which a reader may switch off. */

import { opensBy } from "./actions.js";
import { byId } from "./dom.js";

const SWITCH = "moto_contacts.keys";

const SCROLLING = ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End"];

/**
 * @param {Record<string, () => void>} acts what a key does, by its name
 * @param {(key: string) => void} scroll what those do that scroll, where nothing has the focus
 */
export function setUpKeys(acts, scroll) {
  const dialog = byId("keys");
  const on = byId("keys-on");
  on.checked = localStorage.getItem(SWITCH) !== "off";
  on.addEventListener("change", () => localStorage.setItem(SWITCH, on.checked ? "on" : "off"));
  opensBy(dialog, byId("open-keys"));
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const typing = target.closest("input, select, textarea") !== null;
    const held = event.ctrlKey || event.metaKey || event.altKey;
    if (event.defaultPrevented || held || document.querySelector("dialog[open]")) return;
    if (target === document.body && SCROLLING.includes(event.key)) {
      event.preventDefault();
      return scroll(event.key);
    }
    const act = { "?": () => dialog.showModal(), ...acts }[event.key];
    if (act === undefined) return;
    // Escape is for what one is in, a field too.
    if (event.key !== "Escape" && (typing || !on.checked)) return;
    event.preventDefault();
    act();
  });
}
