/* The extension's modules against a made-up site and a made-up browser. */

import assert from "node:assert/strict";
import test from "node:test";

import { call, Trouble, troubleFrom } from "../../extension/lib/api.js";
import { connection, disconnect, tryToConnect } from "../../extension/lib/connection.js";
import { draftOf, drop, keep, newDraft } from "../../extension/lib/drafts.js";
import { applicationOf, valuesOf } from "../../extension/lib/fields.js";
import { intakeOf } from "../../extension/lib/page.js";
import { isConnectPage, originOf, pageOn, patternOf } from "../../extension/lib/site.js";
import { foundSentence, knownSentence, monthOf, refusalSentence, troubleSentence } from "../../extension/lib/words.js";

const HERE = { site: "https://jobs.example.org", key: "jt_x" };
const say = (name, ...parts) => [name, ...parts].join(" ");

function answering(status, body, headers = {}) {
  const asked = [];
  const fetch = async (url, options) => {
    asked.push({ url, ...options });
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return new Response(text, { status, headers });
  };
  return { asked, fetch };
}

function store() {
  const held = new Map();
  return {
    get: async (name) => (name === null ? Object.fromEntries(held) : { [name]: held.get(name) }),
    set: async (entries) => Object.entries(entries).forEach(([name, value]) => held.set(name, value)),
    remove: async (names) => [names].flat().forEach((name) => held.delete(name)),
  };
}

/* A browser that says yes, and a site that knows each key but "jt_wrong". */
function browser(context) {
  const allowed = new Set();
  globalThis.chrome = {
    permissions: {
      request: async ({ origins }) => { origins.forEach((each) => allowed.add(each)); return true; },
      remove: async ({ origins }) => { origins.forEach((each) => allowed.delete(each)); return true; },
    },
    storage: { local: store() },
  };
  context.mock.method(globalThis, "fetch", async (url, { headers }) => (
    headers.Authorization === "Bearer jt_wrong"
      ? Response.json({}, { status: 401 })
      : Response.json({ scopes: ["capture"] })
  ));
  context.after(() => { delete globalThis.chrome; });
  return allowed;
}

test("another site takes the place of the first, and another port keeps its permission", async (t) => {
  const allowed = browser(t);
  await tryToConnect("https://jobs.example.org", "jt_x");
  await tryToConnect("https://jobs.example.org:8443", "jt_x");
  assert.deepEqual([...allowed], ["https://jobs.example.org/*"]);
  await tryToConnect("http://localhost:8000", "jt_x");
  await tryToConnect("http://localhost:9000", "jt_y");
  assert.deepEqual([...allowed], ["http://localhost/*"]);
  assert.deepEqual(await connection(), { site: "http://localhost:9000", key: "jt_y" });
  await disconnect();
  assert.deepEqual([...allowed], []);
});

test("a wrong key leaves no permission behind, and the connection that was there", async (t) => {
  const allowed = browser(t);
  await assert.rejects(tryToConnect("https://jobs.example.org", "jt_wrong"), { kind: "key" });
  assert.deepEqual([...allowed], []);
  await tryToConnect("https://jobs.example.org", "jt_x");
  for (const site of ["https://other.example.org", "https://jobs.example.org:8443"]) {
    await assert.rejects(tryToConnect(site, "jt_wrong"), { kind: "key" });
    assert.deepEqual([...allowed], ["https://jobs.example.org/*"], site);
  }
  assert.deepEqual(await connection(), { site: "https://jobs.example.org", key: "jt_x" });
});

test("addresses that a key may travel to", () => {
  const found = {
    "jobs.example.org": "https://jobs.example.org",
    " https://jobs.example.org/settings/?x#y ": "https://jobs.example.org",
    "https://jobs.example.org:8443": "https://jobs.example.org:8443",
    "localhost:8000": "http://localhost:8000",
    "http://127.0.0.1:8000/": "http://127.0.0.1:8000",
    "http://jobs.example.org": "",
    "http://localhost.example.org": "",
    "https://name:secret@jobs.example.org": "",
    "javascript:alert(1)": "",
    "file:///etc/passwd": "",
    "jobs": "",
    "": "",
    "https://": "",
  };
  for (const [typed, origin] of Object.entries(found)) assert.equal(originOf(typed), origin, typed);
});

test("the connect page is one path of a safe site", () => {
  assert.ok(isConnectPage("https://jobs.example.org/settings/capture/connect/"));
  assert.ok(!isConnectPage("http://jobs.example.org/settings/capture/connect/"));
  assert.ok(!isConnectPage("https://jobs.example.org/x/settings/capture/connect/"));
  assert.ok(!isConnectPage("chrome://newtab/"));
  assert.equal(patternOf("http://localhost:8000"), "http://localhost/*");
  assert.equal(pageOn(HERE.site, "https://elsewhere.example/applications/7/"), `${HERE.site}/applications/7/`);
});

test("the key travels in a header, without cookies, and follows no redirect", async () => {
  const { asked, fetch } = answering(201, { id: 1 }, { Date: "Fri, 27 Nov 2026 10:00:00 GMT" });
  const found = await call(HERE, "applications", "{}", { once: "u-1", fetch });
  assert.equal(found.at, "2026-11-27T10:00:00.000Z");
  const [sent] = asked;
  assert.equal(sent.url, "https://jobs.example.org/api/v1/applications");
  assert.equal(sent.headers.Authorization, "Bearer jt_x");
  assert.equal(sent.headers["Idempotency-Key"], "u-1");
  assert.deepEqual([sent.credentials, sent.redirect, sent.method], ["omit", "error", "POST"]);
});

test("each answer is a trouble of its kind", async () => {
  const kinds = { 401: "key", 403: "scope", 404: "odd", 409: "conflict", 413: "large", 422: "fields", 429: "busy", 500: "down", 503: "down" };
  for (const [status, kind] of Object.entries(kinds)) {
    const { fetch } = answering(Number(status), "<html>", { "Retry-After": "90" });
    await assert.rejects(call(HERE, "me", undefined, { fetch }), (trouble) => {
      assert.ok(trouble instanceof Trouble);
      assert.deepEqual([trouble.kind, trouble.seconds], [kind, 90]);
      assert.equal(trouble.isUnsure, kind === "down");
      return true;
    });
  }
});

test("field errors are handed on, and what is no JSON is odd", async () => {
  const errors = [{ field: "title", message: "Enter the title of the job." }];
  const refused = answering(422, { errors });
  await assert.rejects(call(HERE, "me", "{}", refused), (trouble) => {
    assert.deepEqual(trouble.fields, errors);
    return true;
  });
  await assert.rejects(call(HERE, "me", undefined, answering(200, "<html>")), { kind: "odd" });
  const gone = { fetch: async () => { throw new TypeError("gone"); } };
  await assert.rejects(call(HERE, "me", undefined, gone), { kind: "offline" });
});

test("what is sent is the same whatever order the fields come back in", () => {
  const { shown, kept } = valuesOf({ title: "Nurse", company: "Saltmarsh", pay_min: 11.9, pay_period: "hour", posting_url: "https://x.example/", place: "hybrid" });
  const turned = (each) => Object.fromEntries(Object.entries(each).reverse());
  const sent = JSON.stringify(applicationOf(shown, kept, ""));
  assert.equal(JSON.stringify(applicationOf(turned(shown), turned(kept), "")), sent);
  assert.deepEqual(JSON.parse(sent), {
    company: "Saltmarsh", pay_min: "11.9", pay_period: "hour", place: "hybrid", posting_url: "https://x.example/", title: "Nurse",
  });
});

test("without pay there is no period, and what has to be there is sent empty", () => {
  const { shown, kept } = valuesOf({ pay_period: "year", pay_currency: "EUR" });
  assert.deepEqual(applicationOf(shown, kept, ""), { company: "", title: "" });
  const paid = { ...shown, pay_min: "85 000", pay_currency: "eur" };
  assert.equal(applicationOf(paid, kept, "").pay_min, "85000");
  assert.equal(applicationOf(paid, kept, "2026-11-27T10:00:00Z").pay_currency, "EUR");
});

test("a draft is found again on its page, and its key stays", async () => {
  const held = store();
  const draft = newDraft("https://x.example/job#apply", valuesOf({ title: "Nurse" }), "2026-11-27");
  await keep(draft, held);
  const found = await draftOf("https://x.example/job", held);
  assert.deepEqual(found, draft);
  assert.match(found.once, /^[0-9a-f-]{36}$/);
  await drop(draft, held);
  assert.equal(await draftOf("https://x.example/job", held), undefined);
});

test("the latest twenty drafts are kept", async () => {
  const held = store();
  for (let day = 10; day < 35; day += 1) {
    await keep(newDraft(`https://x.example/${day}`, valuesOf({}), `2026-11-${day}`), held);
  }
  assert.equal(Object.keys(await held.get(null)).length, 20);
  assert.equal(await draftOf("https://x.example/10", held), undefined);
  assert.ok(await draftOf("https://x.example/34", held));
});

test("a huge page is cut to what the site takes", () => {
  const body = intakeOf({ url: "https://x.example/", html: "\"💼".repeat(1_500_000) });
  assert.ok(new Blob([body]).size <= 4_500_000);
  assert.equal(JSON.parse(intakeOf({ url: `https://x.example/${"x".repeat(3000)}`, html: "<p>" })).url, "");
});

test("what is known is said with its month", () => {
  const today = new Date(2026, 10, 27);
  const applied = { applied_on: "2026-03-02", company: "Saltmarsh", same_posting: true };
  assert.equal(knownSentence(applied, today, "en", say), "known_applied March Saltmarsh");
  assert.equal(monthOf("2025-03-02", today, "en"), "March 2025");
  const saved = { applied_on: null, company: "Saltmarsh", same_posting: false };
  assert.equal(knownSentence(saved, today, "en", say), "known_saved_company Saltmarsh");
});

test("a site that would take the place of another says so", () => {
  const [here, there] = ["https://jobs.example.org", "https://jobs.example.org:8443"];
  assert.equal(foundSentence(here, undefined, say), "found jobs.example.org");
  assert.equal(foundSentence(here, here, say), "found jobs.example.org");
  assert.equal(foundSentence(there, here, say), "found_instead jobs.example.org:8443 jobs.example.org");
});

test("why it could not be connected", () => {
  const why = (kind) => refusalSentence(new Trouble(kind), HERE.site, say);
  assert.equal(why("permission"), "permission");
  assert.equal(why("key"), "key_refused jobs.example.org");
  assert.equal(why("scope"), "trouble_scope jobs.example.org");
});

test("a fault of the extension itself is a trouble, too, and is logged", (t) => {
  const logged = t.mock.method(console, "error", () => {});
  const fault = new TypeError("x is undefined");
  assert.equal(troubleFrom(fault).kind, "own");
  assert.deepEqual(logged.mock.calls[0].arguments, [fault]);
  const known = new Trouble("busy");
  assert.equal(troubleFrom(known), known);
});

test("each trouble has its sentence", () => {
  assert.equal(troubleSentence(new Trouble("busy", { seconds: 300 }), HERE.site, say), "trouble_busy_minutes 5");
  assert.equal(troubleSentence(new Trouble("offline"), HERE.site, say), "trouble_offline jobs.example.org");
});
