/* On a shared machine: ask whether somebody is still there, and wipe when nobody answers. The server wipes by itself too. */
(() => {
  "use strict";
  for (const form of document.forms) form.autocomplete = "off";
  for (const field of document.querySelectorAll("input, textarea")) field.autocomplete = "off";
  const ask = document.querySelector("[data-kiosk-ask]");
  if (!ask) return;
  const until = Number(ask.dataset.kioskAsk) * 1000;
  let timer;
  let told = Date.now();
  const leave = () => ask.querySelector("form").submit();
  const begin = () => {
    clearTimeout(timer);
    timer = setTimeout(() => { ask.showModal(); timer = setTimeout(leave, 60000); }, until);
    if (Date.now() - told > 30000) { // whoever types without sending is there, and the server should know
      told = Date.now();
      fetch(ask.dataset.ping, { credentials: "same-origin" }).catch(() => {});
    }
  };
  ask.querySelector("[data-kiosk-stay]").addEventListener("click", () => { ask.close(); told = 0; begin(); });
  for (const sign of ["pointerdown", "keydown", "input"]) {
    addEventListener(sign, () => { if (!ask.open) begin(); }, { passive: true });
  }
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  begin();
})();
