/** Elements: found, made from text and templates, kept in step with data. */

/**
 * The element with this id.
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`There is no #${id}.`);
  return found;
}

/**
 * The first element inside another that a selector fits.
 * @param {ParentNode} parent
 * @param {string} selector
 * @returns {any}
 */
export function within(parent, selector) {
  const found = parent.querySelector(selector);
  if (found === null) throw new Error(`There is no ${selector}.`);
  return found;
}

/**
 * A copy of what a template holds.
 * @param {string} id
 * @returns {DocumentFragment}
 */
export function copyOf(id) {
  return document.importNode(byId(id).content, true);
}

/**
 * A new element; texts among its children are text, whatever they look like.
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {any}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

/**
 * An icon of the sprite in index.html.
 * @param {string} name
 */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  drawing.append(use);
  return drawing;
}

/**
 * A button that does something; the text is its name.
 * @param {string} text
 * @param {string} look
 * @param {(button: HTMLButtonElement) => void} act
 * @param {string} [drawing]
 * @returns {HTMLButtonElement}
 */
export function button(text, look, act, drawing) {
  const made = element("button", { type: "button", class: look });
  if (drawing) made.append(icon(drawing));
  made.append(element("span", {}, text));
  made.addEventListener("click", () => act(made));
  return made;
}

/**
 * Makes the children of an element those that are wanted. Children whose key stays are kept and,
 * as long as their order is the same, never moved, so that they do not lose the focus.
 * @template T
 * @param {Element} parent
 * @param {Map<string, T>} wanted
 * @param {(item: T) => HTMLElement} create
 * @param {(child: HTMLElement, item: T) => void} update
 */
export function reconcile(parent, wanted, create, update) {
  /** @type {Map<string | undefined, HTMLElement>} */
  const present = new Map();
  for (const child of /** @type {HTMLElement[]} */ ([...parent.children])) {
    if (wanted.has(child.dataset.key ?? "")) present.set(child.dataset.key, child);
    else child.remove();
  }
  let next = parent.firstElementChild;
  for (const [key, item] of wanted) {
    let child = present.get(key);
    if (child !== undefined && child === next) {
      next = next.nextElementSibling;
    } else {
      child ??= create(item);
      child.dataset.key = key;
      parent.insertBefore(child, next);
    }
    update(child, item);
  }
}

/**
 * Replaces the children of an element; a focus that was on one of them goes to `heir`.
 * @param {Element} parent
 * @param {(Node | string)[]} children
 * @param {HTMLElement} heir
 */
export function replace(parent, children, heir) {
  const focused = parent.contains(document.activeElement);
  parent.replaceChildren(...children);
  if (focused) heir.focus({ preventScroll: true });
}
