// Pages that stand on a wall or on a stand: shown again by themselves. Without scripts, <noscript> does it.
// data-again: seconds; data-to: where to go once nobody has touched the page for so long, else only what it says is renewed.
(() => {
  const own = document.currentScript;
  const seconds = Number(own.dataset.again) * 1000;
  if (own.dataset.to) {
    let clock;
    const wait = () => { clearTimeout(clock); clock = setTimeout(() => location.assign(own.dataset.to), seconds); };
    for (const sign of ["pointerdown", "keydown", "scroll"]) addEventListener(sign, wait, { passive: true });
    wait();
    return;
  }
  const renew = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
      if (fresh) document.querySelector("main").replaceChildren(...fresh.childNodes);
    } catch { /* the line is down: what is there stays until it is back */ }
    setTimeout(renew, seconds);
  };
  setTimeout(renew, seconds);
})();
