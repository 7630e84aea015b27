/* The popup: connects, reads the page, shows what was read, and saves it. */

import { call, Trouble, troubleFrom } from "./lib/api.js";
import { connection, disconnect, tryToConnect } from "./lib/connection.js";
import { draftOf, drop, keep, newDraft } from "./lib/drafts.js";
import { applicationOf, FIELDS, valuesOf } from "./lib/fields.js";
import { intakeOf, MOST_CHARACTERS, readKey, readPage } from "./lib/page.js";
import { CONNECT_PATH, isConnectPage, originOf, pageOn } from "./lib/site.js";
import {
  fillWords, foundSentence, knownSentence, language, refusalSentence, troubleSentence, word,
} from "./lib/words.js";

const at = (id) => document.getElementById(id);
const state = { tab: null, connection: null, draft: null, page: null };

/* One part at a time; what is told of a problem stands above it. */
function show(...parts) {
  for (const id of ["wait", "connect", "found", "capture", "done"]) at(id).hidden = !parts.includes(id);
}

function tell(text, { link = "", linkText = "", reconnect = false, again = null } = {}) {
  at("problem-text").textContent = text;
  at("problem-link").hidden = !link;
  if (link) Object.assign(at("problem-link"), { href: link, textContent: linkText });
  at("reconnect").hidden = !reconnect;
  at("again").hidden = !again;
  at("again").onclick = again;
  at("problem").hidden = !text;
}

function wait(text) {
  at("wait").textContent = text;
  at("wait").hidden = !text;
}

async function inPage(func, ...args) {
  const [{ result }] = await chrome.scripting.executeScript({
    target: { tabId: state.tab.id }, func, args,
  });
  return result;
}

/* Connecting ------------------------------------------------------------------------------- */

async function askToConnect() {
  tell("");
  at("heading").textContent = word("connect_heading");
  const { site = "" } = await chrome.storage.local.get("site");
  at("site").value = site;
  show("connect");
  at("site").focus();
}

async function offerKey() {
  const origin = new URL(state.tab.url).origin;
  const key = await inPage(readKey).catch(() => "");
  at("heading").textContent = word("connect_heading");
  if (!key) {
    show();
    tell(word("key_missing"));
    return;
  }
  at("found-text").textContent = foundSentence(origin, state.connection?.site);
  show("found");
  at("found-connect").focus();
  at("found").onsubmit = (event) => {
    event.preventDefault();
    connect(origin, key);
  };
}

/* The browser asks only within a press, so this comes before anything is waited for. */
async function connect(site, key) {
  const asked = tryToConnect(site, key);
  const part = at("found").hidden ? "connect" : "found";
  show("wait");
  tell("");
  wait(word("connecting"));
  try {
    await asked;
  } catch (thrown) {
    wait("");
    show(part);
    tell(refusalSentence(troubleFrom(thrown), site));
    at(part === "connect" ? "key" : "found-connect").focus();
    return;
  }
  state.connection = { site, key };
  wait("");
  show("done");
  at("done-link").hidden = true;
  at("done-text").textContent = word("connected");
  at("done-text").focus();
  footer();
}

function onConnect(event) {
  event.preventDefault();
  const site = originOf(at("site").value);
  const key = at("key").value.trim();
  if (!site) {
    tell(word("site_wrong"));
    at("site").focus();
  } else if (event.submitter === at("connect-key") && !key) {
    tell(word("key_wrong"));
    at("key").focus();
  } else if (key) {
    connect(site, key);
  } else {
    chrome.storage.local.set({ site });
    chrome.tabs.create({ url: site + CONNECT_PATH });
  }
}

function footer() {
  at("footer").hidden = !state.connection;
  if (state.connection) {
    at("footer-text").textContent = word("connected_to", new URL(state.connection.site).host);
  }
}

/* Reading ---------------------------------------------------------------------------------- */

async function capture() {
  at("heading").textContent = word("heading");
  show("wait");
  tell("");
  wait(word("reading"));
  try {
    state.page = await inPage(readPage, MOST_CHARACTERS);
  } catch {
    show();
    tell(word("no_page"));
    return;
  }
  state.draft = await draftOf(state.page.url);
  if (state.draft?.isTyped) {
    showForm();
    at("hint").textContent = word("kept");
  } else {
    await read();
  }
}

async function read() {
  const bare = valuesOf({ title: state.page.title, posting_url: state.page.url });
  state.draft ??= newDraft(state.page.url, bare, new Date().toISOString());
  tell("");
  try {
    const { body, at: time } = await call(state.connection, "intake", intakeOf(state.page));
    if (!body.posting) throw new Trouble("odd");
    const posting = { ...body.posting, posting_url: body.posting.posting_url ?? state.page.url };
    Object.assign(state.draft, valuesOf(posting), { known: body.known ?? [], at: time || state.draft.at });
    at("hint").textContent = word("check");
  } catch (thrown) {
    at("hint").textContent = word("fill");
    await complain(troubleFrom(thrown), read);
  }
  await keep(state.draft);
  showForm();
}

function showForm() {
  wait("");
  for (const name of FIELDS) at(name).value = state.draft.shown[name] || (name === "pay_period" ? "year" : "");
  showKnown();
  show("capture");
  at(["title", "company"].find((name) => !state.draft.shown[name]) ?? "save").focus();
}

function showKnown() {
  const rows = state.draft.known.map((known) => {
    const line = document.createElement("p");
    const link = document.createElement("a");
    Object.assign(link, { href: pageOn(state.connection.site, known.url), textContent: known.title });
    Object.assign(link, { target: "_blank", rel: "noreferrer" });
    line.append(`${knownSentence(known, new Date(), language())} `, link);
    return line;
  });
  at("known").replaceChildren(...rows);
  at("known").hidden = !rows.length;
}

/* Saving ----------------------------------------------------------------------------------- */

function typed() {
  for (const name of FIELDS) state.draft.shown[name] = at(name).value;
  state.draft.isTyped = true;
  return keep(state.draft);
}

async function onSave(event) {
  event.preventDefault();
  if (at("save").disabled) return;
  busy(true);
  tell("");
  clearErrors();
  try {
    await save(event.submitter?.value === "applied");
  } catch (thrown) {
    const trouble = troubleFrom(thrown);
    at("hint").textContent = trouble.kind === "conflict" ? "" : word("kept");
    await complain(trouble);
  } finally {
    busy(false);
  }
}

async function save(isApplied) {
  if (isApplied) state.draft.appliedAt ||= state.draft.at;
  await typed();
  const { shown, kept, appliedAt, once } = state.draft;
  const body = JSON.stringify(applicationOf(shown, kept, isApplied ? appliedAt : ""));
  const { body: saved } = await call(state.connection, "applications", body, { once });
  await drop(state.draft);
  showDone(saved, isApplied);
}

function busy(isBusy) {
  for (const id of ["save", "applied"]) at(id).disabled = isBusy;
  wait(isBusy ? word("saving") : "");
}

function showDone(saved, isApplied) {
  show("done");
  at("done-text").textContent = word(isApplied ? "done_applied" : "done_saved");
  at("done-link").hidden = false;
  at("done-link").href = pageOn(state.connection.site, saved.url);
  at("done-text").focus();
}

/* Says what went wrong, and what helps. */
async function complain(trouble, again = null) {
  const site = state.connection.site;
  const reconnect = trouble.kind === "key" || trouble.kind === "scope";
  if (trouble.kind === "conflict") {
    const { body } = await call(state.connection, "intake", intakeOf(state.page)).catch(() => ({}));
    const known = body?.known?.find((each) => each.same_posting);
    await drop(state.draft);
    const link = known ? pageOn(site, known.url) : "";
    tell(troubleSentence(trouble, site), { link, linkText: known?.title });
    return;
  }
  tell(troubleSentence(trouble, site), { reconnect, again: reconnect ? null : again });
  if (trouble.kind === "fields") markErrors(trouble.fields);
}

function markErrors(fields) {
  const beside = [];
  for (const { field, message } of fields) {
    const place = at(`${field}-error`);
    if (!place) {
      beside.push(message);
      continue;
    }
    place.textContent = message;
    place.hidden = false;
    at(field).setAttribute("aria-invalid", "true");
    at(field).setAttribute("aria-describedby", place.id);
  }
  if (beside.length) at("problem-text").textContent = beside.join(" ");
  document.querySelector("[aria-invalid]")?.focus();
}

function clearErrors() {
  document.querySelectorAll(".error").forEach((place) => { place.hidden = true; });
  document.querySelectorAll("[aria-invalid]").forEach((field) => {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  });
}

/* Starting --------------------------------------------------------------------------------- */

async function start() {
  fillWords(document);
  document.title = word("name");
  at("connect").addEventListener("submit", onConnect);
  at("capture").addEventListener("submit", onSave);
  at("capture").addEventListener("input", typed);
  at("reconnect").addEventListener("click", askToConnect);
  at("disconnect").addEventListener("click", async () => {
    await disconnect();
    state.connection = null;
    footer();
    await askToConnect();
  });
  [state.tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  state.connection = await connection();
  footer();
  wait("");
  if (isConnectPage(state.tab?.url ?? "")) await offerKey();
  else if (state.connection) await capture();
  else await askToConnect();
}

start();
