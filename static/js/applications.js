/* The table: tick all, tick a range, how many are ticked; the same and its acts by keyboard. After an
   act on those ticked, one goes on at the message that offers the way back. */
(() => {
  "use strict";

  let last = null;
  const form = () => document.querySelector("[data-bulk]");
  const boxes = () => [...form().querySelectorAll(".row-check")];

  function count() {
    if (!form()) return;
    const ticked = boxes().filter((box) => box.checked).length;
    const all = form().querySelector("[data-all]");
    all.hidden = false;
    all.checked = ticked > 0 && ticked === boxes().length;
    all.indeterminate = ticked > 0 && !all.checked;
    form().querySelector("[data-bulk-count]").textContent = ticked ? `(${ticked})` : "";
    form().querySelector(".bulk-bar").hidden = ticked === 0;
  }

  function tickRange(from, to) {
    const all = boxes();
    const [first, end] = [all.indexOf(from), all.indexOf(to)].sort((a, b) => a - b);
    if (first < 0) return;
    all.slice(first, end + 1).forEach((box) => { box.checked = to.checked; });
  }

  document.addEventListener("click", (event) => {
    const box = event.target.closest(".row-check");
    if (!box) return;
    if (event.shiftKey && last) tickRange(last, box);
    last = box;
    count();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-all]")) boxes().forEach((box) => { box.checked = event.target.checked; });
    if (form()?.contains(event.target)) count();
  });

  // The arrows go from row to row, Enter opens the row; in a menu Enter presses its own button.
  const STEPS = { ArrowDown: 1, ArrowUp: -1 };

  function inRow(event, box) {
    if (event.key === "Enter") box.closest("tr").querySelector("a").click();
    else if (event.key in STEPS) boxes()[boxes().indexOf(box) + STEPS[event.key]]?.focus();
    else return;
    event.preventDefault();
  }

  document.addEventListener("keydown", (event) => {
    if (event.target.matches(".row-check")) return void inRow(event, event.target);
    if (event.key !== "Enter" || !event.target.matches("[data-bulk] input")) return;
    event.preventDefault();
    event.target.closest(".bulk-menu")?.querySelector("button").click();
  });

  // A menu of the bar begins with its first field, which may have to be fetched.
  const begin = (menu) => menu.querySelector("select, input:not([type='hidden'])")?.focus();
  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.(".bulk-up[open]")) begin(event.target);
  }, true);
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.matches(".bulk-up[open] > .bulk-menu")) begin(event.target);
    count();
  });
  document.querySelector("#messages [data-toast] button[type=submit]")?.focus();
  window.addEventListener("pageshow", count);
  count();
})();
