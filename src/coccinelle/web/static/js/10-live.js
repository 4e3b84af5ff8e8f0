// The live stream: who may open one, and what the lamp says. Read before htmx, so that no stream
// opens without passing here.
"use strict";

(() => {
  const live = () => document.getElementById("live");
  const lamp = () => document.getElementById("lamp");
  let isOpen = false;

  function say(isOn) {
    const element = lamp();
    if (!element) return;
    element.className = isOn ? "lamp" : "lamp off";
    element.textContent = isOn ? element.dataset.on : element.dataset.off;
    element.hidden = false;
  }

  // Only an element that bears the page's own nonce may ask for anything.
  const nonce = document.querySelector("script[nonce]")?.nonce;
  document.addEventListener("htmx:before:request", (event) => {
    if (!nonce || event.target.getAttribute?.("hx-nonce") !== nonce) event.preventDefault();
  }, true);
  document.addEventListener("htmx:sse:before:connection", (event) => {
    if (event.target !== live()) event.preventDefault();
  });
  document.addEventListener("htmx:sse:after:connection", () => {
    isOpen = true;
    say(true);
    live().dispatchEvent(new CustomEvent("bell", { bubbles: true }));
  });
  const lost = (event) => {
    if (event.target !== live()) return;
    isOpen = false;
    say(false);
    if (event.detail?.status === 401) location.reload();
  };
  document.addEventListener("htmx:sse:error", lost);
  document.addEventListener("htmx:sse:close", lost);
  window.addEventListener("offline", () => say(false));
  window.addEventListener("online", () => say(isOpen));
  // A first try that failed is not tried again by itself.
  setInterval(() => {
    if (!isOpen && !document.hidden && live() && !live()._htmx?.sse) {
      live().dispatchEvent(new CustomEvent("reconnect"));
    }
  }, 5000);

  // What is asked by the page itself and finds the session over leads to the login.
  document.addEventListener("htmx:after:request", (event) => {
    if (event.detail?.ctx?.response?.status === 401) location.reload();
  });
})();
