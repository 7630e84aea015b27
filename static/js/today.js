/* After an act the pressed button is gone: keep the keyboard where the reader is. */
(() => {
  "use strict";

  document.addEventListener("htmx:afterSettle", () => {
    if (document.activeElement && document.activeElement !== document.body) return;
    const toast = document.querySelector("#messages [data-toast]:last-child button[type=submit]");
    (toast || document.getElementById("main"))?.focus();
  });
})();
