/* What was typed for each page, until it is saved: a closed popup or a lost connection loses none.

   A draft has the key under which it is sent, so that it is saved once however often it is sent. */

const PREFIX = "draft:";
const MOST = 20;

export function nameOf(url) {
  return PREFIX + url.split("#")[0];
}

export function newDraft(url, values, at) {
  return { url, ...values, known: [], once: crypto.randomUUID(), at, appliedAt: "", isTyped: false };
}

export async function draftOf(url, store = chrome.storage.local) {
  const name = nameOf(url);
  return (await store.get(name))[name];
}

export async function keep(draft, store = chrome.storage.local) {
  await store.set({ [nameOf(draft.url)]: draft });
  const all = Object.entries(await store.get(null)).filter(([name]) => name.startsWith(PREFIX));
  const oldest = all.sort(([, a], [, b]) => (a.at < b.at ? 1 : -1)).slice(MOST);
  if (oldest.length) await store.remove(oldest.map(([name]) => name));
}

export async function drop(draft, store = chrome.storage.local) {
  await store.remove(nameOf(draft.url));
}
