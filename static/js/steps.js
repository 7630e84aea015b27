/* A list of cards by keyboard: j and k go from card to card, as the arrows do from one that is
   chosen; the other keys press a button of the chosen one. */
(() => {
  "use strict";

  const ANY = ".reminder, .suggestion";
  const CARDS = "article.reminder, article.suggestion";
  let lastChosen = 0;

  function chosen() {
    return document.activeElement?.closest(ANY);
  }

  function step(by) {
    const here = chosen();
    const all = [...document.querySelectorAll(CARDS)];
    const passed = (each) => here.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_PRECEDING;
    let next = all.indexOf(here);
    if (next >= 0) next += by;
    else if (here) next = all.filter(passed).length - (by < 0);
    else next = lastChosen;
    lastChosen = Math.max(0, Math.min(next, all.length - 1));
    all[lastChosen]?.focus();
  }

  document.addEventListener("click", (event) => {
    const key = event.target.closest("[data-step], [data-act]");
    if (key?.dataset.step) step(Number(key.dataset.step));
    else if (key) chosen()?.querySelector(key.dataset.act)?.click();
  });
  document.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || !document.activeElement.matches(CARDS)) return;
    event.preventDefault();
    step(by);
  });
})();
