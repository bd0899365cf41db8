/* Papers are sent as soon as they are chosen, in parts, and go on after a lost connection. Nothing is kept here:
   announcing the same file again tells how far it came. Without this script the form sends them as it is. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-uploads]");
  if (!form || !window.fetch) return;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const said = form.dataset;
  let busy = 0;
  let failed = false;

  const sleep = (ms) => new Promise((go) => {
    const timer = setTimeout(go, ms);
    addEventListener("online", () => { clearTimeout(timer); go(); }, { once: true });
  });

  // Again and again while the line or the server is away; an answer that means no is an answer.
  const ask = async (url, options, tell) => {
    for (let wait = 500; ; wait = Math.min(wait * 2, 15000)) {
      try {
        const answer = await fetch(url, {
          ...options, credentials: "same-origin",
          headers: { "X-CSRFToken": token, Accept: "application/json", ...options.headers },
        });
        if (answer.status < 500 && answer.status !== 429) return answer;
      } catch { /* no connection */ }
      tell(said.waiting);
      await sleep(wait);
    }
  };
  const post = (fields) => ({ method: "POST", body: new URLSearchParams(fields) });

  // What the server must have got in the end; only where the browser can count (https).
  const digest = async (file) => {
    if (!window.crypto?.subtle) return "";
    const sum = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  const send = async (file, paper, tell) => {
    const announced = await ask(said.uploads, post({
      paper, name: file.name, size: file.size, changed: file.lastModified,
    }), tell);
    const where = await announced.json().catch(() => ({}));
    if (announced.status !== 201) return where.title || where.detail || said.failed;
    let offset = where.offset;
    while (offset < file.size) {
      tell(`${said.sending}: ${file.name}, ${Math.floor((100 * offset) / file.size)} %`);
      const answer = await ask(where.url, {
        method: "PATCH", body: file.slice(offset, offset + where.part),
        headers: { "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" },
      }, tell);
      const next = answer.headers.get("Upload-Offset");
      if (next === null) return said.failed;
      if (answer.status === 409) await sleep(500);
      offset = Number(next);
    }
    tell(`${said.checking}: ${file.name}`);
    const sha256 = await digest(file).catch(() => "");
    for (;;) {
      const answer = await ask(`${where.url}done/`, post({ paper, sha256 }), tell);
      if (answer.status === 409) { await sleep(1000); continue; }
      const body = await answer.json().catch(() => ({}));
      return answer.ok ? "" : body.said || body.title || said.failed;
    }
  };

  form.addEventListener("change", async (event) => {
    const input = event.target;
    if (input.type !== "file" || !input.files.length) return;
    const files = [...input.files];
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    status.className = "hint";
    input.after(status);
    input.disabled = true;
    busy += 1;
    const faults = [];
    for (const file of files) {
      const fault = await send(file, input.name.replace(/^paper\./, ""), (words) => { status.textContent = words; });
      if (fault) faults.push(fault);
    }
    busy -= 1;
    failed = failed || faults.length > 0;
    input.value = "";
    input.disabled = false;
    status.textContent = faults.join(" ");
    if (faults.length) { status.className = "error"; input.focus(); }
    if (!busy && !failed) location.reload();
  });

  // A button pressed while a file is on its way waits with the person.
  form.addEventListener("submit", (event) => { if (busy) { event.preventDefault(); event.stopPropagation(); } });
})();
