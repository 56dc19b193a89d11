/** What the page shows is its URL: a search, and the message that is open. */

/** @typedef {{q: string, message: string | null}} Route */

/** @returns {Route} */
function read() {
  const values = new URLSearchParams(location.search);
  return { q: values.get("q") ?? "", message: values.get("message") };
}

let current = read();
/** @type {(before: Route) => void} */
let tell = () => {};

/** The route that is shown. */
export function route() {
  return current;
}

/**
 * The link to a route.
 * @param {Partial<Route>} to what is not named is none
 */
export function link({ q = "", message = null }) {
  const values = new URLSearchParams();
  if (q) values.set("q", q);
  if (message !== null) values.set("message", message);
  return values.size ? `?${values}` : "./";
}

/**
 * Shows a route. What replaces another one leaves no step to go back to.
 * @param {Partial<Route>} to
 * @param {boolean} [replacing]
 */
export function go(to, replacing = false) {
  const url = new URL(link(to), document.baseURI);
  if (url.href === location.href) return;
  if (replacing) history.replaceState(null, "", url);
  else history.pushState(null, "", url);
  arrive();
}

function arrive() {
  const before = current;
  current = read();
  tell(before);
}

/**
 * Follows the links of the page without loading it again, and the browser's back and forward.
 * @param {(before: Route) => void} listener
 */
export function follow(listener) {
  tell = listener;
  addEventListener("popstate", arrive);
  document.addEventListener("click", (event) => {
    const anchor = /** @type {Element} */ (event.target).closest("a");
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (anchor === null || !plain || event.defaultPrevented) return;
    const url = new URL(anchor.href);
    if (url.pathname !== location.pathname || url.hash !== "") return;
    event.preventDefault();
    go({ q: url.searchParams.get("q") ?? "", message: url.searchParams.get("message") });
  });
}
