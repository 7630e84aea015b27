/* The page of one application: the log bar's form opens with its first control in focus; after an
   act the story and the next step are told anew. */
(() => {
  "use strict";

  const bar = () => document.getElementById("log-form");

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "log-form") {
      bar().querySelector("[aria-invalid='true'], select, input:not([type='hidden']), textarea")?.focus();
      markOpen();
    } else if (event.target.id === "application") {
      goOn(event.target.dataset.new);
    }
  });

  // After an act on the story: at the new entry; where one went, at the way back.
  function goOn(anchor) {
    const entry = anchor && document.getElementById(anchor);
    entry?.scrollIntoView({ block: "center" });
    const undo = document.querySelector("#messages [data-toast]:last-child button[type=submit]");
    (entry || undo || document.querySelector("#application h1"))?.focus({ preventScroll: true });
  }

  // An act on a reminder beside the story may have written into it; so may its Undo in a message.
  const beside = new WeakSet();

  document.addEventListener("htmx:beforeRequest", (event) => {
    const isAct = event.detail.requestConfig.verb === "post";
    if (isAct && event.detail.elt.closest(".app-side, #messages")) beside.add(event.detail.xhr);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const story = document.getElementById("story-part");
    if (!story || !beside.has(event.detail.xhr)) return;
    window.htmx.ajax("GET", story.dataset.url, { target: "#story-part", swap: "outerHTML" });
  });

  // Lines that offer an Undo stay where they are: the answer does not know of them.
  let lines = [];
  let held = null;

  document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
    if (detail.target.id !== "next-step") return;
    held = document.activeElement;
    lines = [...detail.target.querySelectorAll(".next-first > .acted")];
  });
  document.addEventListener("htmx:oobAfterSwap", ({ detail }) => {
    if (detail.target.id !== "next-step") return;
    document.querySelector(".next-first").prepend(...lines);
    const undo = document.querySelector("#messages [data-toast]:last-child button[type=submit]");
    if (held?.isConnected && held !== document.body) held.focus();
    else (undo || document.querySelector(".next-step .reminder"))?.focus();
  });

  // Which button's form is open, for those who see it and for those who hear it.
  function markOpen() {
    const action = bar().querySelector("form")?.getAttribute("action");
    document.querySelectorAll("[data-log]").forEach((button) => {
      if (button.getAttribute("href") === action) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
      button.closest("details")?.removeAttribute("open");
    });
  }

  function close(event) {
    const opened = document.querySelector("[data-log][aria-current]");
    if (!bar()?.firstElementChild) return;
    event.preventDefault();
    bar().replaceChildren();
    markOpen();
    opened?.focus();
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("#log-form [data-log-close]")) close(event);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest("#log-form")) close(event);
  });
})();
