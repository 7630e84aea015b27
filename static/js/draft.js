/* A note: copy it, and hand it to the mail program as it is typed. Checks come from the server. */
(() => {
  "use strict";

  const SAID_MS = 2500;
  const form = document.getElementById("draft");
  const body = form.elements.body;
  const subject = form.elements.subject;
  const reader = form.elements.contact;
  const mail = form.querySelector("[data-mailto]");
  const long = form.querySelector("[data-mail-long]");
  const noAddress = form.querySelector("[data-no-address]");
  const choice = form.querySelector("[data-greet]");
  const copy = form.querySelector("[data-copy]");

  function hand() {
    const lines = body.value.replace(/\r?\n/g, "\r\n");
    const to = encodeURIComponent(form.dataset.to).replace("%40", "@");
    mail.href = `mailto:${to}?subject=${encodeURIComponent(subject.value)}&body=${encodeURIComponent(lines)}`;
    long.hidden = mail.href.length <= Number(form.dataset.longest);
  }

  // A title leaves a choice: the button offers the greeting that the letter does not begin with.
  function offer() {
    const first = body.value.split("\n", 1)[0];
    const others = choice.dataset.greetings.split("|").filter((each) => each && each !== first);
    choice.hidden = others.length === 0 || !choice.dataset.greetings.includes("|");
    choice.querySelector("button").textContent = others[0] || "";
  }

  function swap(event) {
    const [first, ...rest] = body.value.split("\n");
    const kept = choice.dataset.greetings.split("|").includes(first) ? rest : [first, ...rest];
    body.value = [event.currentTarget.textContent, ...kept].join("\n");
    body.dispatchEvent(new Event("input", { bubbles: true }));
    offer();
  }

  // Another reader: the greeting follows, as long as it is still one.
  function greet() {
    const chosen = reader.selectedOptions[0];
    form.dataset.to = chosen.dataset.email || "";
    noAddress.hidden = !chosen.value || Boolean(chosen.dataset.email);
    noAddress.querySelector("a").href = `${chosen.dataset.edit}?next=${encodeURIComponent(form.dataset.here)}`;
    const greeting = chosen.dataset.greeting || form.dataset.greeting;
    const [first, ...rest] = body.value.split("\n");
    if (first.endsWith(",")) body.value = [greeting, ...rest].join("\n");
    choice.dataset.greetings = chosen.dataset.greetings || "";
    offer();
    hand();
  }

  async function copyIt() {
    const label = copy.querySelector("span");
    const before = label.textContent;
    try {
      await navigator.clipboard.writeText(body.value);
      label.textContent = form.dataset.copied;
    } catch {
      body.select();
      label.textContent = form.dataset.select;
    }
    setTimeout(() => { label.textContent = before; }, SAID_MS);
  }

  form.querySelector("[data-check]").hidden = true;
  copy.hidden = false;
  offer();
  choice.querySelector("button").addEventListener("click", swap);
  copy.addEventListener("click", copyIt);
  form.addEventListener("input", hand);
  body.addEventListener("input", offer);
  reader?.addEventListener("change", greet);
  subject.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
})();
