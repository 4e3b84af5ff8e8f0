// Keeps the open page true: when the bell rings, the part that shows the state is fetched again.
"use strict";

const region = document.querySelector("[data-live]");
const lamp = document.querySelector("#lamp");
const policy = window.trustedTypes?.createPolicy("coccinelle", { createHTML: (html) => html });
let stream = null;
let shown = null;
let isBehind = false;

function isBusy() {
  // Words being written are never thrown away.
  const fields = region.querySelectorAll("textarea, input:not([type=hidden])");
  return [...fields].some((f) => f === document.activeElement || f.value !== f.defaultValue);
}

function show(html) {
  const open = [...region.querySelectorAll("details[open][id]")].map((details) => details.id);
  region.innerHTML = policy ? policy.createHTML(html) : html;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
}

async function refresh() {
  if (isBusy()) {
    isBehind = true;
    return;
  }
  const answer = await fetch(region.dataset.live, { redirect: "error" }).catch(() => null);
  if (answer?.status === 401) return location.reload();
  if (!answer?.ok) return;
  const html = await answer.text();
  if (html !== shown && !isBusy()) show(html);
  shown = html;
  isBehind = false;
}

function listen() {
  if (stream || document.hidden) return;
  stream = new EventSource("/events");
  stream.addEventListener("bell", refresh);
  stream.onopen = () => {
    lamp.className = "lamp";
    lamp.textContent = "en direct";
    lamp.hidden = false;
    refresh();
  };
  stream.onerror = () => {
    lamp.className = "lamp off";
    lamp.textContent = "hors ligne";
    lamp.hidden = false;
    if (stream?.readyState === EventSource.CLOSED) {
      hangUp();
      refresh();
      setTimeout(listen, 10000);
    }
  };
}

function hangUp() {
  stream?.close();
  stream = null;
}

// Browsers allow six connections to a site: a page nobody looks at gives its own back.
if (region) {
  listen();
  document.addEventListener("visibilitychange", () => (document.hidden ? hangUp() : listen()));
  window.addEventListener("pagehide", hangUp);
  region.addEventListener("focusout", () => setTimeout(() => isBehind && refresh(), 200));
  const seconds = Number(region.dataset.every);
  if (seconds) setInterval(() => document.hidden || refresh(), seconds * 1000);
}

// A double click sends a form once.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
