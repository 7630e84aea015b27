/* Asks the site. Whatever goes wrong is one Trouble of a kind that there is a sentence for. */

const SECONDS = 30;
const KINDS = { 401: "key", 403: "scope", 409: "conflict", 413: "large", 422: "fields", 429: "busy" };

export class Trouble extends Error {
  constructor(kind, { fields = [], seconds = 0 } = {}) {
    super(kind);
    this.kind = kind;
    this.fields = fields;
    this.seconds = seconds;
  }

  /* Whether the site may have done what was asked, although it did not say so. */
  get isUnsure() {
    return this.kind === "offline" || this.kind === "down";
  }
}

/* Returns { body, at }: the answer, and the site's own time. Neither cookies nor redirects. */
export async function call(connection, path, body, { once = "", fetch = globalThis.fetch } = {}) {
  const headers = { Authorization: `Bearer ${connection.key}`, Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (once) headers["Idempotency-Key"] = once;
  let answer;
  try {
    answer = await fetch(`${connection.site}/api/v1/${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers,
      body,
      credentials: "omit",
      redirect: "error",
      cache: "no-store",
      signal: AbortSignal.timeout(SECONDS * 1000),
    });
  } catch {
    throw new Trouble("offline");
  }
  const said = await answer.json().catch(() => null);
  if (!answer.ok) throw troubleOf(answer, said);
  if (said === null || typeof said !== "object") throw new Trouble("odd");
  return { body: said, at: timeOf(answer.headers.get("Date")) };
}

/* What went wrong; a fault of the extension itself is told, too. */
export function troubleFrom(thrown) {
  if (thrown instanceof Trouble) return thrown;
  console.error(thrown);
  return new Trouble("own");
}

export function troubleOf(answer, said) {
  const kind = answer.status >= 500 ? "down" : (KINDS[answer.status] ?? "odd");
  const fields = Array.isArray(said?.errors) ? said.errors : [];
  return new Trouble(kind, { fields, seconds: Number(answer.headers.get("Retry-After")) || 0 });
}

function timeOf(header) {
  const time = new Date(header ?? "");
  return Number.isNaN(time.getTime()) ? "" : time.toISOString();
}
