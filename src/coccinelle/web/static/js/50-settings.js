// Settings: an address is copied in one touch; a trial that takes its time says so.
"use strict";

(() => {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    const shown = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(shown.textContent.trim());
    } catch { // not allowed, or not over https: what is to be copied is selected
      getSelection().selectAllChildren(shown);
      return;
    }
    button.dataset.label ??= button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = button.dataset.label; }, 2000);
  });

  document.addEventListener("submit", (event) => {
    const busy = event.target.dataset?.busy;
    const button = busy && event.target.querySelector("button");
    if (!button) return;
    button.disabled = true;
    button.textContent = busy;
  });
  // Back from another page that kept this one as it was left.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && document.querySelector("[data-busy]")) location.reload();
  });
})();
