/* Draw a signature with a finger, a pen or the mouse. Without this script people sign on paper. */
(() => {
  "use strict";
  const box = document.querySelector("[data-ink]");
  if (!box) return;
  const canvas = box.querySelector("canvas");
  const field = document.getElementById(box.dataset.ink);
  const pen = canvas.getContext("2d");
  let drawn = false;
  box.setAttribute("data-ready", "");

  const clear = () => {
    const scale = Math.min(window.devicePixelRatio || 1, 2);
    canvas.width = Math.round(canvas.clientWidth * scale);
    canvas.height = Math.round(canvas.clientHeight * scale);
    pen.scale(scale, scale);
    pen.lineWidth = 2.5;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = "#102a6b";
    drawn = false;
    field.value = "";
  };
  const at = (event) => {
    const frame = canvas.getBoundingClientRect();
    return [event.clientX - frame.left, event.clientY - frame.top];
  };
  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    pen.lineTo(...at(event));
    pen.stroke();
    drawn = true;
  });
  box.querySelector("[data-clear]").addEventListener("click", clear);
  field.form.addEventListener("submit", () => {
    const onTablet = field.form.querySelector("[name=signed][value=tablet]").checked;
    field.value = onTablet && drawn ? canvas.toDataURL("image/png") : "";
  });
  canvas.addEventListener("pointerup", () => {
    if (drawn) field.form.querySelector("[name=signed][value=tablet]").checked = true;
  });
  clear();
})();
