/* Nothing here is needed: every page works without it. It saves a reach for the mouse, a reload, a lost answer. */
(() => {
  "use strict";
  const root = document.documentElement;
  const typing = (node) => node.closest("input, textarea, select, [contenteditable]");

  // Display: the form would do the same by way of the server; this keeps what has been typed elsewhere on the page.
  const usual = { theme: "auto", size: "normal", contrast: "normal" };
  document.addEventListener("submit", (event) => {
    const chosen = event.submitter;
    if (!event.target.matches("[data-display]") || !chosen) return;
    event.preventDefault();
    root.setAttribute(`data-${chosen.name}`, chosen.value);
    for (const other of chosen.closest("ul").querySelectorAll("button")) {
      other.setAttribute("aria-pressed", String(other === chosen));
    }
    const age = chosen.value === usual[chosen.name] ? 0 : 31536000;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `${chosen.name}=${chosen.value}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
  });

  // Unsaved answers.
  let unsaved = false;
  for (const form of document.querySelectorAll("form[data-guard]")) {
    form.addEventListener("input", () => { unsaved = true; });
    form.addEventListener("submit", () => { unsaved = false; });
  }
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  // A second press while the first is on its way. The server is safe by its key; this calms the eye.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.dataset.download !== undefined) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  });

  document.querySelector("[data-focus]")?.focus();

  // Keys on officers' pages: j k Enter / x ? Escape.
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const step = (by) => {
    const all = rows();
    if (!all.length) return;
    const at = all.findIndex((link) => link.closest("tr").contains(document.activeElement));
    const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    x: () => document.activeElement.closest("tr")?.querySelector("[type=checkbox]")?.click(),
    "/": () => document.querySelector("[data-find]")?.focus(),
    "?": () => document.querySelector("dialog.keys")?.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const open = document.querySelector(".tools details[open]");
      if (open) { open.open = false; open.querySelector("summary").focus(); }
      return;
    }
    if (document.body.dataset.door === "portal" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target) && event.target.type !== "checkbox") return;
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });
})();
