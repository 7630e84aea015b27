/* The site and the key. Only the extension's own pages can read them. */

import { call, Trouble } from "./api.js";
import { patternOf } from "./site.js";

/* Returns { site, key }; null while there is none. */
export async function connection() {
  const { connected } = await chrome.storage.local.get("connected");
  return connected ?? null;
}

/* Asks the browser for the site, and the site whether the key is right; keeps both if so.

   The browser's permission comes first, for without it the site cannot be asked. */
export async function tryToConnect(site, key) {
  const isAllowed = await chrome.permissions.request({ origins: [patternOf(site)] }).catch(() => false);
  if (!isAllowed) throw new Trouble("permission");
  const earlier = await connection();
  try {
    await check({ site, key });
  } catch (trouble) {
    await giveBack(site, earlier?.site);
    throw trouble;
  }
  await chrome.storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });
  await chrome.storage.local.set({ connected: { site, key }, site });
  if (earlier) await giveBack(earlier.site, site);
}

/* The key has to be one that saves jobs. */
async function check(found) {
  const { body } = await call(found, "me");
  const scopes = Array.isArray(body.scopes) ? body.scopes : [];
  if (!scopes.includes("capture") && !scopes.includes("write")) throw new Trouble("scope");
}

export async function disconnect() {
  const earlier = await connection();
  await chrome.storage.local.remove("connected");
  if (earlier) await giveBack(earlier.site);
}

/* Gives the permission for a site back, unless the site that is kept has the very same one. */
async function giveBack(site, kept = "") {
  if (kept && patternOf(kept) === patternOf(site)) return;
  await chrome.permissions.remove({ origins: [patternOf(site)] }).catch(() => false);
}
