/* The fields of the form: from what was read, and to what is sent. */

export const FIELDS = [
  "title", "company", "location", "pay_min", "pay_max", "pay_currency", "pay_period", "closes_on",
];
const NEEDED = ["title", "company"];
const KEPT = ["place", "posting_url", "posting_text"];

/* What the form shows, all of it text; what it does not show is kept beside. */
export function valuesOf(posting) {
  const text = (name) => (posting?.[name] ?? "") === "" ? "" : String(posting[name]);
  return {
    shown: Object.fromEntries(FIELDS.map((name) => [name, text(name)])),
    kept: Object.fromEntries(KEPT.filter((name) => text(name)).map((name) => [name, text(name)])),
  };
}

/* The new application; what is empty is left out, unless it has to be there.

   In the order of the names: sent again, it has to be the same letter for letter, and the browser's
   storage gives the fields back in another order. */
export function applicationOf(shown, kept, appliedAt) {
  const body = { ...kept };
  const hasPay = Boolean(shown.pay_min || shown.pay_max);
  for (const name of FIELDS) {
    const value = (shown[name] ?? "").trim();
    const isOfPay = name === "pay_currency" || name === "pay_period";
    if (value && (hasPay || !isOfPay)) body[name] = value;
  }
  if (body.pay_currency) body.pay_currency = body.pay_currency.toUpperCase();
  for (const name of ["pay_min", "pay_max"]) {
    if (body[name]) body[name] = body[name].replace(/[\s ’']/g, "");
  }
  if (appliedAt) body.applied_at = appliedAt;
  for (const name of NEEDED) body[name] ??= "";
  return Object.fromEntries(Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1)));
}
