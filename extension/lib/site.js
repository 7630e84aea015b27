/* The site that the extension is connected to: its address, and permission to ask it. */

export const CONNECT_PATH = "/settings/capture/connect/";
const LOCAL = /^(localhost|127\.0\.0\.1)(:|\/|$)/;

/* The origin that somebody typed; "" if it is none, or one that a key must not travel to. */
export function originOf(typed) {
  const text = typed.trim();
  if (!text) return "";
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
    ? text
    : `${LOCAL.test(text) ? "http" : "https"}://${text}`;
  let url;
  try {
    url = new URL(whole);
  } catch {
    return "";
  }
  const isSafe = url.protocol === "https:" || (url.protocol === "http:" && LOCAL.test(url.hostname));
  const isPlain = !url.username && !url.password;
  return isSafe && isPlain && (url.hostname.includes(".") || LOCAL.test(url.hostname)) ? url.origin : "";
}

/* What to ask the browser for: patterns have no port. */
export function patternOf(origin) {
  const url = new URL(origin);
  return `${url.protocol}//${url.hostname}/*`;
}

/* Whether an address is the page of a site that shows the extension's key. */
export function isConnectPage(address) {
  try {
    const url = new URL(address);
    return url.pathname === CONNECT_PATH && originOf(url.origin) === url.origin;
  } catch {
    return false;
  }
}

/* A page of the site, whatever host the site's own settings name. */
export function pageOn(origin, address) {
  try {
    return new URL(new URL(address, origin).pathname, origin).href;
  } catch {
    return origin;
  }
}
