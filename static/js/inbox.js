/* The Inbox: after an answer the next card has the focus; files can be dropped on the page. */
(() => {
  "use strict";

  const live = () => document.getElementById("inbox-live");
  const cards = () => [...document.querySelectorAll("article.suggestion")];
  let left = -1;
  let opened = "";

  // The card that was answered is gone: go on at the one in its place. One that was only closed
  // again, or that waits again, keeps the focus.
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    const card = detail.elt.closest("article.suggestion");
    left = card ? cards().indexOf(card) : -1;
    opened = detail.elt.matches("[data-cancel]") ? card.id : "";
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (!live()?.contains(event.target)) return;
    const invalid = live().querySelector("[aria-invalid='true']");
    if (invalid) return void invalid.focus();
    if (live().contains(document.activeElement)) return;
    const all = cards();
    const same = opened && document.getElementById(opened);
    const next = same || all[Math.min(Math.max(left, 0), all.length - 1)];
    (next || document.getElementById("main")).focus();
  });

  // Files that are dropped anywhere, or chosen, are sent at once.
  const drop = document.querySelector("[data-drop]");
  const input = drop?.querySelector("input[type=file]");
  const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  let depth = 0;

  function mark(by) {
    depth = Math.max(0, depth + by);
    document.body.classList.toggle("is-dropping", depth > 0);
  }

  if (drop) {
    document.addEventListener("dragenter", (event) => { if (hasFiles(event)) mark(1); });
    document.addEventListener("dragleave", (event) => { if (hasFiles(event)) mark(-1); });
    document.addEventListener("dragover", (event) => { if (hasFiles(event)) event.preventDefault(); });
    document.addEventListener("drop", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      mark(-depth);
      input.files = event.dataTransfer.files;
      if (input.files.length) drop.requestSubmit();
    });
    input.addEventListener("change", () => { if (input.files.length) drop.requestSubmit(); });
  }
})();
