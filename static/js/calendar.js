/* The month by arrow keys. */
(() => {
  "use strict";
  const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

  const month = document.querySelector("[data-month]");
  month?.addEventListener("keydown", (event) => {
    const days = [...month.querySelectorAll("[data-day]")];
    const cell = event.target.closest(".month-day");
    const at = cell ? days.indexOf(cell.querySelector("[data-day]")) : -1;
    const next = days[at + (STEPS[event.key] ?? NaN)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  });
})();
