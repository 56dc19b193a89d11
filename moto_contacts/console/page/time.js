/** Times in the reader's language and zone, which they name, and durations. */

/** @type {Intl.DateTimeFormatOptions} */
const TIME = { hour: "numeric", minute: "2-digit", second: "2-digit", timeZoneName: "short" };
const absolute = new Intl.DateTimeFormat(undefined, { year: "numeric", month: "short", day: "numeric", ...TIME });
const ofDay = new Intl.DateTimeFormat(undefined, TIME);
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto", style: "short" });

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
];

/**
 * Fills a time element; the ISO text is what programs and the tooltip get.
 * @param {HTMLTimeElement} time
 * @param {string} iso
 * @param {string} text
 */
export function fill(time, iso, text) {
  if (time.dateTime !== iso) {
    time.dateTime = iso;
    time.title = iso;
  }
  if (time.textContent !== text) time.textContent = text;
}

/** @param {string | number} moment */
export function dateAndTime(moment) {
  return absolute.format(new Date(moment));
}

/** @param {number} moment */
export function timeOfDay(moment) {
  return ofDay.format(moment);
}

/**
 * How long ago something was.
 * @param {string} iso
 * @param {number} now
 */
export function ago(iso, now) {
  const passed = Date.parse(iso) - now;
  const [unit, size] = UNITS.find(([, each]) => Math.abs(passed) >= each) ?? ["second", 1000];
  return relative.format(Math.trunc(passed / size), unit);
}

/**
 * 4:12, 23:59:07, or 3 d 4 h.
 * @param {number} milliseconds
 */
export function timeLeft(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  if (hours >= 48) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const minutes = Math.floor(seconds / 60) % 60;
  const tail = two(seconds % 60);
  return hours ? `${hours}:${two(minutes)}:${tail}` : `${minutes}:${tail}`;
}

/**
 * The two largest units of a duration: 1 d 2 h.
 * @param {number} milliseconds
 */
export function duration(milliseconds) {
  let rest = Math.round(milliseconds / 1000) * 1000;
  const parts = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count) parts.push(`${count} ${unit === "minute" ? "min" : unit[0]}`);
  }
  return parts.slice(0, 2).join(" ");
}
