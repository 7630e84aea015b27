/* The extension's sentences, from _locales. */

export function word(name, ...parts) {
  return chrome.i18n.getMessage(name, parts.map(String));
}

export function language() {
  return chrome.i18n.getUILanguage();
}

/* Fills whatever names its words. */
export function fillWords(root) {
  document.documentElement.lang = word("language");
  root.querySelectorAll("[data-word]").forEach((node) => {
    node.textContent = word(node.dataset.word);
  });
}

/* "March", or "March 2025" where that was not this year. */
export function monthOf(day, today, locale) {
  const date = new Date(`${day}T12:00:00`);
  const year = date.getFullYear() === today.getFullYear() ? {} : { year: "numeric" };
  return new Intl.DateTimeFormat(locale, { month: "long", ...year }).format(date);
}

/* What to say of an application that is there already. */
export function knownSentence(known, today, locale, say = word) {
  if (known.applied_on) {
    const name = known.same_posting ? "known_applied" : "known_applied_company";
    return say(name, monthOf(known.applied_on, today, locale), known.company);
  }
  return say(known.same_posting ? "known_saved" : "known_saved_company", known.company);
}

/* Any site may have a page with a key: what it would take the place of is said. */
export function foundSentence(origin, earlier = origin, say = word) {
  const { host } = new URL(origin);
  return earlier === origin ? say("found", host) : say("found_instead", host, new URL(earlier).host);
}

/* Why it could not be connected. */
export function refusalSentence(trouble, site, say = word) {
  if (trouble.kind === "permission") return say("permission");
  return trouble.kind === "key" ? say("key_refused", new URL(site).host) : troubleSentence(trouble, site, say);
}

/* A plain sentence for each kind of trouble. */
export function troubleSentence(trouble, site, say = word) {
  const host = site ? new URL(site).host : "";
  if (trouble.kind === "busy") {
    const minutes = Math.ceil(trouble.seconds / 60);
    return minutes > 1 ? say("trouble_busy_minutes", minutes) : say("trouble_busy");
  }
  return say(`trouble_${trouble.kind}`, host) || say("trouble_odd", host);
}
