/* Passkeys: offered where the browser knows them; where none was used, the page says so. */
(() => {
  "use strict";

  const show = (name) => document.querySelectorAll(name).forEach((each) => { each.hidden = false; });

  if (window.PublicKeyCredential) show("[data-passkey]");
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    show("[data-passkey-unused]");
  });
})();
