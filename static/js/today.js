/* After an act: keep the keyboard where the reader is, and the counts true.
   In between: keep an open page true, and disturb nobody by it. */
(() => {
  "use strict";

  const SECOND_MS = 1000;
  const PAUSE_MS = 2 * SECOND_MS;
  const IDLE_MS = 120 * SECOND_MS;
  const REACHED = "a[href], button, summary, input:not([type=hidden]), select, textarea";
  const TYPED = "input, select, textarea";

  const shown = () => document.getElementById("today-page");
  const isPoll = (event) => event.detail.requestConfig?.path === shown()?.dataset.poll;

  // The pressed button is gone with its row: go on at the message that offers the way back, or at
  // the card that came back.
  function keepFocus(changed) {
    if (document.activeElement && document.activeElement !== document.body) return;
    const undo = document.querySelector("#messages [data-toast]:last-child button[type=submit]");
    const card = changed.closest("article.reminder");
    (undo || card || document.getElementById("main"))?.focus();
  }

  // A heading with nothing left under it but lines that offer an Undo is not shown.
  function count() {
    document.querySelectorAll(".queue > .section").forEach((section) => {
      const shown = section.querySelector(".count");
      const left = section.querySelectorAll("article.reminder").length;
      if (!shown || shown.textContent.includes("+")) return;
      shown.textContent = left;
      shown.closest(".section-head").hidden = !left;
    });
  }

  document.addEventListener("htmx:afterSettle", (event) => {
    if (!isPoll(event)) keepFocus(event.target);
    count();
  });

  // The page asks whether it still says what is so; the answer is empty while it does.
  let touchedAt = 0;
  let polledAt = 0;
  let actedAt = 0;

  const touched = () => { touchedAt = Date.now(); };
  document.addEventListener("keydown", touched, true);
  document.addEventListener("pointerdown", touched, true);

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!isPoll(event)) actedAt = Date.now();
  });

  function isBusy() {
    const page = shown();
    if (document.querySelector("dialog[open], .htmx-request:not(#today-page)")) return true;
    if (page.querySelector("details[open]")) return true;
    const held = page.contains(document.activeElement) ? document.activeElement : null;
    if (!held) return false;
    // A button that was left with the focus on it, an Undo for one, does not stop the page.
    return held.matches(TYPED) || (held.closest("form, details") && Date.now() - touchedAt < IDLE_MS);
  }

  function poll() {
    const page = shown();
    if (document.hidden || !navigator.onLine || Date.now() - polledAt < PAUSE_MS || isBusy()) return;
    polledAt = Date.now();
    window.htmx.ajax("GET", page.dataset.poll, {
      source: page,
      target: page,
      swap: "outerHTML show:none",
      values: { seen: page.dataset.etag },
    });
  }

  // Lines that offer an Undo stay until they are left: the answer does not know of them.
  let snapshot = null;

  function saveState() {
    const page = shown();
    const held = page.contains(document.activeElement) ? document.activeElement : null;
    const place = held?.closest(".reminder, [id]");
    const cards = [...page.querySelectorAll(".reminder[id]")];
    const anchor = cards.find((card) => card.getBoundingClientRect().bottom > 0);
    snapshot = {
      focus: held && { held, id: place.id, at: [...place.querySelectorAll(REACHED)].indexOf(held) },
      anchor: anchor && { id: anchor.id, top: anchor.getBoundingClientRect().top },
      lines: cards.filter((card) => card.matches(".acted")).map((line) => (
        { line, before: cards.slice(cards.indexOf(line) + 1).find((card) => card.matches("article"))?.id }
      )),
    };
    snapshot.lines.forEach(({ line }) => line.remove());
  }

  function putBack({ line, before }) {
    if (document.getElementById(line.id)) return;
    const next = before && document.getElementById(before);
    if (next) next.before(line);
    else shown().querySelector(".queue")?.append(line);
  }

  function restoreState() {
    const { focus, anchor, lines } = snapshot;
    snapshot = null;
    lines.forEach(putBack);
    const place = focus && document.getElementById(focus.id);
    const again = focus?.at < 0 ? place : place?.querySelectorAll(REACHED)[focus.at];
    const held = focus?.held.isConnected ? focus.held : again;
    if (focus) (held || document.getElementById("main")).focus({ preventScroll: true });
    const card = anchor && document.getElementById(anchor.id);
    if (card && window.scrollY > 0) window.scrollBy(0, card.getBoundingClientRect().top - anchor.top);
  }

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!isPoll(event) || !event.detail.shouldSwap) return;
    // Somebody may have begun something while the answer was under way, or even done it.
    if (isBusy() || actedAt >= polledAt) event.detail.shouldSwap = false;
    else saveState();
  });
  document.addEventListener("htmx:afterSwap", () => { if (snapshot) restoreState(); });

  if (shown()) {
    setInterval(poll, shown().dataset.every * SECOND_MS);
    document.addEventListener("visibilitychange", poll);
    window.addEventListener("focus", poll);
  }
})();
