/* Saves a section while somebody writes in it. Without this, "save and continue" does the same. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  const status = document.querySelector("[data-autosaved]");
  if (!form || !status) return;
  let timer = 0;
  let stopped = false;
  const stop = (words) => { stopped = true; status.textContent = words; };
  const save = async () => {
    if (stopped || form.dataset.sent) return;
    const body = new FormData(form);
    body.set("autosave", "yes");
    // Files go with the button: sent here too, they would arrive twice.
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    try {
      const answer = await fetch(location.pathname, {
        method: "POST", body, credentials: "same-origin", redirect: "manual", headers: { Accept: "application/json" },
      });
      if (answer.status === 409) return stop(form.dataset.stale);
      if (answer.status === 401 || answer.status === 403) return stop(form.dataset.ended);
      if (!answer.ok) return;
      form.elements.seen.value = (await answer.json()).seen;
      status.textContent = form.dataset.saved;
    } catch { /* the network is away: the next change tries again */ }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, 3000);
  });
})();
