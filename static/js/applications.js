/* The table: tick all, tick a range, and how many are ticked. */
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
    form().classList.toggle("has-ticked", ticked > 0);
    form().classList.add("is-counted");
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
  document.addEventListener("htmx:afterSettle", count);
  window.addEventListener("pageshow", count);
  count();
})();
