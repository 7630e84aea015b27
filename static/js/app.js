/* What every page has: messages that can be put away, menus that close, keyboard shortcuts. */
(() => {
  "use strict";

  const STAY_MS = 12000;
  const CHORD_MS = 1500;
  const KEYS_OFF = "jobtracker.keys-off";
  const HELD = ["INPUT", "TEXTAREA", "SELECT"];
  const TYPED = "textarea, select, input:not([type='checkbox'], [type='radio'])";

  // Messages. One with an act in it stays until it is put away.
  function watchToast(toast) {
    if (toast.dataset.watched || toast.querySelector("form") || toast.matches(".toast-error")) return;
    toast.dataset.watched = "yes";
    let timer = setTimeout(() => toast.remove(), STAY_MS);
    const stop = () => clearTimeout(timer);
    const start = () => { stop(); timer = setTimeout(() => toast.remove(), STAY_MS); };
    toast.addEventListener("pointerenter", stop);
    toast.addEventListener("focusin", stop);
    toast.addEventListener("pointerleave", start);
    toast.addEventListener("focusout", start);
  }

  function watchToasts() {
    document.querySelectorAll("[data-toast]").forEach(watchToast);
  }

  document.addEventListener("click", (event) => {
    const dismiss = event.target.closest("[data-dismiss]");
    if (dismiss) dismiss.closest("[data-toast]")?.remove();
    closeMenus(event.target);
  });
  document.addEventListener("htmx:afterSettle", watchToasts);
  watchToasts();

  // An act that failed is never silent; what a page asks for by itself may fail quietly.
  const FAILURES = ["htmx:responseError", "htmx:sendError", "htmx:timeout"];
  let failure = null;

  function tellFailure({ detail }) {
    const { verb, triggeringEvent } = detail.requestConfig;
    if (verb === "get" && !triggeringEvent?.isTrusted) return;
    const wanted = detail.xhr.status || "lost";
    const told = (kind) => document.querySelector(`template[data-failure="${kind}"]`);
    failure?.remove();
    const messages = document.getElementById("messages");
    messages.append((told(wanted) ?? told("broken")).content.cloneNode(true));
    failure = messages.lastElementChild;
  }

  FAILURES.forEach((name) => document.addEventListener(name, tellFailure));

  // A form that comes back refused: the first field to put right has the focus.
  document.querySelector("main [aria-invalid='true']")?.focus();

  // Menus made of <details class="menu">: one open at a time, Escape closes.
  function closeMenus(except) {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(except)) menu.open = false;
    });
  }

  function escape() {
    const menu = document.querySelector("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  }

  // Dialogs: a control with data-opens names the one it opens.
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (!opener) return;
    event.preventDefault();
    open(opener.dataset.opens);
  });

  function open(id) {
    const dialog = document.getElementById(id);
    if (id === "shortcuts") listKeys(dialog);
    if (!dialog.open) dialog.showModal();
  }

  // Shortcuts: whatever carries data-key is followed, pressed or focused by that key ("g t": two).
  let pending = "";
  let pendingTimer = 0;

  const keysOn = () => localStorage.getItem(KEYS_OFF) !== "yes";
  const label = (element) =>
    element.dataset.keyLabel || element.getAttribute("aria-label") || element.textContent.trim();

  function keyed() {
    const found = new Map();
    document.querySelectorAll("[data-key]").forEach((element) => {
      if (element.closest("[hidden]")) return;
      if (!found.has(element.dataset.key)) found.set(element.dataset.key, element);
    });
    return found;
  }

  function act(element) {
    if (element.dataset.opens) open(element.dataset.opens);
    else if (HELD.includes(element.tagName)) element.focus();
    else element.click();
  }

  function press(event) {
    const isTyping = event.target.matches?.(TYPED) || event.target.isContentEditable;
    if (event.key === "Escape") return void escape();
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
    if (!keysOn() || document.querySelector("dialog[open]")) return;
    const keys = keyed();
    const wanted = pending ? `${pending} ${event.key}` : event.key;
    const element = keys.get(wanted);
    const isStart = [...keys.keys()].some((key) => key.startsWith(`${wanted} `));
    clearTimeout(pendingTimer);
    pending = isStart ? wanted : "";
    pendingTimer = setTimeout(() => { pending = ""; }, CHORD_MS);
    if (!element) return;
    event.preventDefault();
    act(element);
  }

  function listKeys(dialog) {
    const list = dialog.querySelector("[data-keys]");
    const rows = [...keyed()].map(([keys, element]) => {
      const row = document.getElementById("shortcut-row").content.cloneNode(true);
      row.querySelector("dt").textContent = label(element);
      keys.split(" ").forEach((key) => {
        const cap = document.createElement("kbd");
        cap.textContent = key;
        row.querySelector("dd").append(cap, " ");
      });
      return row;
    });
    list.replaceChildren(...rows);
    dialog.querySelector("[data-keys-on]").checked = keysOn();
  }

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-keys-on]")) {
      localStorage.setItem(KEYS_OFF, event.target.checked ? "no" : "yes");
    }
  });
  document.addEventListener("keydown", press);
})();
