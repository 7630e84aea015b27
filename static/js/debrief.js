/* The day they named is asked for once they named one. */
(() => {
  "use strict";

  const frame = document.querySelector("[data-frame]");
  if (!frame) return;
  const field = frame.querySelector("[data-frame-day]");
  const day = field.querySelector("input");
  const wanted = field.dataset.frameDay.split(" ");

  function show() {
    const chosen = frame.querySelector("[name=frame]:checked")?.value ?? "";
    field.hidden = day.disabled = !wanted.includes(chosen);
  }

  frame.addEventListener("change", show);
  show();
})();
