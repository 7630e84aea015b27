/* The board: cards are carried by mouse, by finger (SortableJS) and by keyboard. */
(() => {
  "use strict";

  const dialog = document.getElementById("move-dialog");
  const form = dialog.querySelector("[data-move-form]");
  let held = null; // the card that the keyboard carries: {card, from, next}
  let asked = null; // the card that the dialog is about
  let focusAfter = null;
  let isAdding = false; // the board comes anew with a job that was saved in its column

  const board = () => document.getElementById("board");
  const column = (element) => element.closest(".board-column");
  const columns = () => [...board().querySelectorAll(".board-column")];
  const say = (text) => { document.getElementById("board-says").textContent = text; };

  function words(name, card, place) {
    return board().dataset[name]
      .replace("%(title)s", card.dataset.title)
      .replace("%(stage)s", place.dataset.name);
  }

  // A token makes each move safe to repeat; a new one for each.
  function send(card, stage, at) {
    const values = { stage, token: crypto.randomUUID ? crypto.randomUUID() : randomToken() };
    if (at) values.at = at;
    focusAfter = card.dataset.card;
    window.htmx.ajax("POST", `${card.dataset.url}move/`, { target: "#board", swap: "outerHTML", values });
  }

  function randomToken() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function ask(card, stage) {
    asked = { card, back: { parent: card.parentNode, next: card.nextSibling } };
    form.querySelector("[data-move-what]").textContent = card.dataset.title;
    form.elements.stage.value = stage || column(card).dataset.stage;
    form.action = `${card.dataset.url}move/`;
    dialog.showModal();
    (stage ? form.elements.at : form.elements.stage).focus();
  }

  function arrived(card, from) {
    const to = column(card);
    if (to === column(from.parent)) return;
    if (!("asks" in to.dataset)) return send(card, to.dataset.stage);
    ask(card, to.dataset.stage);
    asked.back = from;
  }

  const putBack = (card, from) => from.parent.insertBefore(card, from.next);

  function sortable() {
    board().querySelectorAll(".board-cards").forEach((list) => {
      let from = null;
      window.Sortable.create(list, {
        group: "board",
        sort: false,
        animation: window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 140,
        delay: 180,
        delayOnTouchOnly: true,
        touchStartThreshold: 6,
        filter: ".board-move",
        preventOnFilter: false,
        scrollSensitivity: 80,
        onStart: (event) => { from = { parent: event.from, next: event.item.nextSibling }; },
        onEnd: (event) => arrived(event.item, from),
      });
    });
    board().querySelectorAll(".board-card").forEach((card) => { card.tabIndex = 0; });
  }

  // By keyboard: Space picks up and sets down, the arrows carry, Escape puts back.
  function pick(card) {
    held = { card, from: { parent: card.parentNode, next: card.nextSibling } };
    card.classList.add("is-held");
    say(words("picked", card, column(card)));
  }

  function carry(step) {
    const all = columns();
    const to = all[all.indexOf(column(held.card)) + step];
    if (!to) return;
    to.querySelector(".board-cards").prepend(held.card);
    held.card.focus();
    held.card.scrollIntoView({ block: "nearest", inline: "nearest" });
    say(words("over", held.card, to));
  }

  function setDown() {
    const { card, from } = held;
    card.classList.remove("is-held");
    held = null;
    arrived(card, from);
  }

  function letGo() {
    const { card, from } = held;
    card.classList.remove("is-held");
    putBack(card, from);
    held = null;
    card.focus();
    say(words("back", card, column(card)));
  }

  const CARRY = { ArrowLeft: -1, ArrowRight: 1 };

  function holding(event) {
    if (event.key in CARRY) carry(CARRY[event.key]);
    else if (event.key === " " || event.key === "Enter") setDown();
    else if (event.key === "Escape" || event.key === "Tab") letGo();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function among(event, card) {
    const cards = [...column(card).querySelectorAll(".board-card")];
    const index = cards.indexOf(card);
    if (event.key === "ArrowDown") cards[index + 1]?.focus();
    else if (event.key === "ArrowUp") cards[index - 1]?.focus();
    else if (event.key in CARRY) beside(card, CARRY[event.key])?.focus();
    else return;
    event.preventDefault();
  }

  function beside(card, step) {
    const all = columns();
    let place = all.indexOf(column(card)) + step;
    while (all[place] && !all[place].querySelector(".board-card")) place += step;
    return all[place]?.querySelector(".board-card");
  }

  document.addEventListener("keydown", (event) => {
    if (held) return void holding(event);
    const card = event.target;
    if (!card.matches?.(".board-card")) return;
    if (event.key === " ") { event.preventDefault(); pick(card); }
    else if (event.key === "Enter") card.querySelector(".board-card-title").click();
    else if (event.key === "m") { event.preventDefault(); ask(card, ""); }
    else among(event, card);
  }, true);

  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.(".quick-add[open]")) typeInto(event.target);
  }, true);
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.elt.matches(".quick-add > form")) isAdding = true;
  });

  // What was refused is put right first.
  function typeInto(quick) {
    (quick.querySelector("[aria-invalid='true']") || quick.querySelector("input:not([type='hidden'])")).focus();
  }

  function addAnother() {
    const quick = board().querySelector(".quick-add");
    quick.open = true;
    typeInto(quick);
  }

  document.addEventListener("click", (event) => {
    const move = event.target.closest("[data-move]");
    if (!move) return;
    event.preventDefault();
    ask(move.closest(".board-card"), "");
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { card } = asked;
    asked = null;
    dialog.close();
    send(card, form.elements.stage.value, form.elements.at.value);
  });
  form.querySelector("[data-move-cancel]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    if (!asked) return;
    putBack(asked.card, asked.back);
    asked.card.focus();
    asked = null;
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "board" && !event.target.closest?.("#board")) return;
    sortable();
    if (isAdding) addAnother();
    isAdding = false;
    if (focusAfter) board().querySelector(`[data-card="${focusAfter}"]`)?.focus();
    focusAfter = null;
  });
  // A move that was refused or never arrived: show the board as it is kept.
  ["htmx:responseError", "htmx:sendError"].forEach((name) => {
    document.addEventListener(name, () => window.location.reload());
  });
  sortable();
})();
