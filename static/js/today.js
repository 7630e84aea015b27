/* After an act: keep the keyboard where the reader is, and the counts true. */
(() => {
  "use strict";

  // The pressed button is gone with its row: go on at the message that offers the way back.
  function keepFocus() {
    if (document.activeElement && document.activeElement !== document.body) return;
    const undo = document.querySelector("#messages [data-toast]:last-child button[type=submit]");
    (undo || document.getElementById("main"))?.focus();
  }

  function count() {
    document.querySelectorAll(".queue > .section").forEach((section) => {
      const shown = section.querySelector(".count");
      const left = section.querySelectorAll("article.reminder").length;
      if (shown && !shown.textContent.includes("+")) shown.textContent = left;
    });
  }

  document.addEventListener("htmx:afterSettle", () => {
    keepFocus();
    count();
  });
})();
