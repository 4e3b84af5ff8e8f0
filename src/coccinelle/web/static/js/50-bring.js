// A file dropped on the zone, or chosen, leaves at once: what it holds is then read back.
"use strict";

(() => {
  const form = document.getElementById("drop");
  if (!form) return;
  const field = form.querySelector("input[type=file]");
  const said = document.getElementById("drop-said");

  function leave() {
    const file = field.files[0];
    if (!file) return;
    const isTooBig = file.size > Number(form.dataset.most);
    said.className = isTooBig ? "fault" : "soft";
    said.textContent = isTooBig ? form.dataset.tooBig : form.dataset.reading.replace("{name}", file.name);
    if (isTooBig) { field.value = ""; return; }
    form.classList.add("leaving-now");
    form.requestSubmit();
  }

  field.addEventListener("change", leave);
  for (const kind of ["dragenter", "dragover"]) {
    form.addEventListener(kind, (event) => { event.preventDefault(); form.classList.add("over"); });
  }
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) form.classList.remove("over");
  });
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    leave();
  });
  // Beside the zone, a browser would open the file and leave the page.
  for (const kind of ["dragover", "drop"]) {
    document.addEventListener(kind, (event) => event.preventDefault());
  }
  // Come back by the browser's own button, the page is as it was left.
  addEventListener("pageshow", () => { form.classList.remove("leaving-now"); form.reset(); said.textContent = ""; });
})();
