// On a phone one sends with Enter; Shift makes a new line.
"use strict";

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !field.matches?.("textarea[data-enter]")) return;
  event.preventDefault();
  if (field.value.trim()) field.form.requestSubmit();
});
