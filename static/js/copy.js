/* Buttons that copy what stands in a field or on a page to the clipboard. */
(() => {
  "use strict";

  if (!navigator.clipboard) return;
  document.querySelectorAll("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy);
      await navigator.clipboard.writeText(source.value ?? source.innerText);
      button.querySelector("span").textContent = button.dataset.done;
    });
  });
})();
