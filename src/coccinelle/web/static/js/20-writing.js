// Words being written: shown at once as on their way, kept when they could not leave.
"use strict";

(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const conversation = () => document.getElementById("conversation");

  // The newest message is in sight: at the start, and after each change for whoever was at the end.
  let wasAtEnd = true;
  const thread = () => document.getElementById("messages");
  const toEnd = () => { const box = thread(); if (box) box.scrollTop = box.scrollHeight; };
  document.addEventListener("htmx:before:swap", () => {
    const box = thread();
    wasAtEnd = !box || box.scrollHeight - box.scrollTop - box.clientHeight < 120;
  });

  function bubble(text) {
    const article = document.createElement("article");
    article.className = "bubble member pending";
    const words = document.createElement("p");
    words.className = "text";
    words.textContent = text;
    const notes = document.createElement("p");
    notes.className = "notes tiny";
    notes.textContent = document.body.dataset.sending;
    article.append(words, notes);
    return article;
  }

  const pending = new WeakMap();
  document.addEventListener("htmx:before:request", (event) => {
    const form = event.target;
    if (form.id !== "composer") return;
    const field = $("#text", form);
    const shown = bubble(field.value);
    pending.set(form, { text: field.value, shown });
    $("#fin").before(shown);
    field.value = "";
    toEnd();
  });
  // A draft that was decided upon leaves; the next one is there.
  document.addEventListener("htmx:before:request", (event) => {
    if (event.target.method !== "post") return;
    const queued = event.target.closest?.(".queued");
    queued?.classList.add("leaving");
    const next = queued?.nextElementSibling;
    if (next) { next.tabIndex = -1; next.focus({ preventScroll: true }); }
  });
  document.addEventListener("htmx:after:request", (event) => {
    if (!(event.detail?.ctx?.response?.status >= 400)) return;
    event.target.closest?.(".queued")?.classList.remove("leaving");
    for (const field of event.target.closest?.(".draft-card")?.querySelectorAll("textarea") ?? []) delete field.dataset.sent;
  });
  // What could not leave, or must be read again first, is given back.
  document.addEventListener("htmx:after:request", (event) => giveBack(event, event.detail?.ctx?.response?.status >= 400));
  document.addEventListener("htmx:error", (event) => giveBack(event, true));
  document.addEventListener("htmx:after:swap", () => {
    if ($("#missed") && last) restore(last);
    if (wasAtEnd || opened !== conversation()?.dataset.id) toEnd();
    if (wasAtEnd) requestAnimationFrame(toEnd);
    entitle();
    mark();
  });
  // No answer, or one that is not ours (a proxy's): it is said, and takes nothing off the page.
  function complain(words = document.body.dataset.lost) {
    const notice = document.createElement("div");
    notice.className = "notice red";
    notice.setAttribute("role", "alert");
    notice.textContent = words;
    $("#faults").replaceChildren(notice);
  }
  document.addEventListener("htmx:before:swap", (event) => {
    const answer = event.detail?.ctx?.response;
    if (!(answer?.status >= 400) || answer.headers.get("HX-Retarget")) return;
    event.preventDefault();
    if (event.target.method === "post") complain();
  });
  document.addEventListener("htmx:error", (event) => { if (event.target.method === "post") complain(); });
  // A draft that somebody else decided upon leaves its card; what was being written in it does not.
  let edited = [];
  document.addEventListener("htmx:before:request", (event) => {
    if (event.target.method !== "post") return;
    for (const field of event.target.closest(".draft-card")?.querySelectorAll("textarea") ?? []) field.dataset.sent = "yes";
  });
  document.addEventListener("htmx:before:swap", () => {
    edited = [...document.querySelectorAll(".draft-card textarea")].filter((field) => !field.dataset.sent && field.value !== field.defaultValue);
  });
  document.addEventListener("htmx:after:swap", () => {
    for (const field of edited.filter((one) => !one.isConnected)) {
      sessionStorage.setItem(`words:${field.dataset.of}`, field.value);
      if (conversation()?.dataset.id === field.dataset.of) restore(field.value);
      complain(document.body.dataset.decided);
    }
    edited = [];
  });
  // A new try takes the complaint away; a note that was kept leaves its field.
  document.addEventListener("htmx:before:request", (event) => { if (event.target.method === "post") $("#faults").replaceChildren(); });
  document.addEventListener("htmx:after:request", (event) => {
    if (event.target.id !== "noting" || !(event.detail?.ctx?.response?.status < 400)) return;
    $("#note-text").value = "";
    $("#note").removeAttribute("open");
  });
  let last = null;
  // Another customer was opened in the same page.
  let opened = conversation()?.dataset.id;
  function entitle() {
    const here = conversation()?.dataset;
    if (!here?.id || here.id === opened) return;
    opened = here.id;
    document.title = `${here.who} · Coccinelle`;
    const field = $("#text");
    if (field && !field.value) field.value = sessionStorage.getItem(key()) ?? "";
    $("#messages")?.focus({ preventScroll: true });
  }

  function giveBack(event, failed) {
    const sent = pending.get(event.target);
    if (!sent) return;
    pending.delete(event.target);
    last = failed ? null : sent.text;
    if (!failed) return;
    sent.shown.remove();
    restore(sent.text);
  }

  function restore(text) {
    const field = $("#text");
    if (field && !field.value) field.value = text;
    last = null;
    field?.focus();
  }

  // Which customer of the list is open, and how many are not read, as the address says.
  function mark() {
    const id = conversation()?.dataset.id;
    for (const link of document.querySelectorAll("[data-row]")) {
      if (link.dataset.row === id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  // Enter sends with Ctrl or Cmd; a draft of words survives a reload.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
  });
  const key = () => `words:${conversation()?.dataset.id}`;
  document.addEventListener("input", (event) => {
    if (event.target.id === "text") sessionStorage.setItem(key(), event.target.value);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id === "composer") sessionStorage.removeItem(key());
  });

  // Others see that somebody writes; what they wrote last says itself over after a while.
  let saidAt = 0;
  document.addEventListener("input", (event) => {
    const id = conversation()?.dataset.id;
    if (event.target.id !== "text" || !id || Date.now() - saidAt < 4000) return;
    saidAt = Date.now();
    const headers = { "X-Form-Token": document.body.dataset.token, "Content-Type": "application/x-www-form-urlencoded" };
    fetch(`/conversations/${id}/ecrit`, { method: "POST", headers, body: "" }).catch(() => null);
  });
  setInterval(() => {
    if ($("#presence")?.textContent.trim() && !document.hidden) conversation()?.dispatchEvent(new CustomEvent("look"));
  }, 9000);

  // A reply that was kept goes where one writes.
  document.addEventListener("click", (event) => {
    const kept = event.target.closest("[data-insert]");
    const field = $("#text");
    if (!kept || !field) return;
    field.setRangeText(kept.dataset.insert, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    kept.closest("details")?.removeAttribute("open");
    field.focus();
  });

  // "/merci " becomes the reply that is kept under that name.
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.id !== "text" || event.inputType?.startsWith("delete")) return;
    const typed = field.value.slice(0, field.selectionStart).match(/(?:^|\s)\/(\S+)\s$/);
    const kept = typed && document.querySelector(`[data-shortcut="${CSS.escape(typed[1])}"]`);
    if (!kept) return;
    const end = field.selectionStart;
    field.setRangeText(kept.dataset.insert, end - typed[1].length - 2, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // A double click sends a form once; those that htmx sends are counted by it.
  document.addEventListener("submit", (event) => {
    if (event.target.hasAttribute("hx-post")) return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });

  // What is left before a deadline goes down by itself.
  setInterval(() => {
    for (const time of document.querySelectorAll("time[data-left]")) {
      const minutes = Math.floor((new Date(time.dateTime) - now()) / 60000);
      if (minutes < 0 || minutes >= 2880) continue;
      time.textContent = minutes < 60 ? `${minutes} min` : hours(Math.floor(minutes / 60), String(minutes % 60).padStart(2, "0"));
    }
  }, 15000);
  const hours = (h, min) => (document.documentElement.lang === "en" ? `${h}h ${min}m` : `${h} h ${min}`);
  // The business's own time: a demonstration lives on another day.
  const shift = new Date(document.body.dataset.now || Date.now()) - Date.now();
  const now = () => new Date(Date.now() + shift);

  document.addEventListener("DOMContentLoaded", () => {
    toEnd();
    const field = $("#text");
    const kept = sessionStorage.getItem(key());
    if (field && kept && !field.value) field.value = kept;
    if (location.hash === "#text") field?.focus();
  });
  // A menu closes when one looks elsewhere.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.more[open]")) {
      if (!menu.contains(event.target)) menu.removeAttribute("open");
    }
  });
})();
