// The keyboard: J K R E N V M / ? and Ctrl-K, unless this device has switched them off.
"use strict";

(() => {
  const $ = (selector) => document.querySelector(selector);
  const isOn = () => localStorage.getItem("keys") !== "off";
  const show = () => { document.documentElement.dataset.keys = isOn() ? "on" : "off"; };
  show();

  function step(by) {
    const links = [...document.querySelectorAll("[data-row]")];
    if (links.length) {
      const here = links.findIndex((link) => link.hasAttribute("aria-current"));
      const next = links[Math.min(Math.max(here + by, 0), links.length - 1)];
      next?.click();
      return;
    }
    const cards = [...document.querySelectorAll("main article[id]")];
    const here = cards.findIndex((card) => card.contains(document.activeElement));
    const next = cards[Math.min(Math.max(here + by, 0), cards.length - 1)];
    if (!next) return;
    next.tabIndex = -1;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  // On the card in hand, else on the first one of the page.
  function press(key) {
    const inside = document.activeElement?.closest("article[id], section.queued");
    const button = inside?.querySelector(`[data-key="${key}"]`) ?? $(`main [data-key="${key}"]`);
    if (!button) return false;
    button.click();
    if (key === "m") button.parentElement.querySelector("textarea")?.focus();
    return true;
  }

  const acts = {
    j: () => step(1),
    k: () => step(-1),
    r: () => $("#text")?.focus(),
    e: () => press("e"),
    n: () => $(".new")?.click() ?? (location.href = "/nouveau"),
    v: () => press("v"),
    m: () => press("m"),
    "/": () => ($("#search") ? $("#search").focus() : (location.href = "/#search")),
    "?": () => $("#keys")?.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && isOn()) {
      event.preventDefault();
      openPalette();
      return;
    }
    if (event.key === "Escape" && event.target.matches("input, textarea")) event.target.blur();
    if (!isOn() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, textarea, select") || $("dialog[open]")) return;
    const act = acts[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-open]")) document.getElementById(event.target.closest("[data-open]").dataset.open)?.showModal();
  });
  document.addEventListener("DOMContentLoaded", () => {
    const box = $("#keys-on");
    if (!box) return;
    box.checked = isOn();
    box.addEventListener("change", () => { localStorage.setItem("keys", box.checked ? "on" : "off"); show(); });
    if (location.hash === "#search") $("#search")?.focus();
  });

  function choices() {
    return [...document.querySelectorAll("#go-list li")].filter((li) => !li.hidden);
  }
  function choose(at) {
    const shown = choices();
    shown.forEach((li, n) => li.firstElementChild.setAttribute("aria-selected", String(n === at)));
    shown[at]?.scrollIntoView({ block: "nearest" });
  }
  function openPalette() {
    const palette = $("#palette");
    if (!palette || palette.open) return;
    $("#go").value = "";
    for (const li of document.querySelectorAll("#go-list li")) li.hidden = false;
    palette.showModal();
    choose(0);
  }
  function go(li) {
    const words = $("#go").value.trim();
    location.href = li ? li.dataset.href : `/?q=${encodeURIComponent(words)}`;
  }
  document.addEventListener("input", (event) => {
    if (event.target.id !== "go") return;
    const words = event.target.value.trim().toLowerCase();
    for (const li of document.querySelectorAll("#go-list li")) li.hidden = !li.textContent.toLowerCase().includes(words);
    choose(0);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "go") return;
    const shown = choices();
    const at = shown.findIndex((li) => li.firstElementChild.getAttribute("aria-selected") === "true");
    if (event.key === "Enter") { event.preventDefault(); go(shown[at]); }
    if (event.key === "ArrowDown") { event.preventDefault(); choose(Math.min(at + 1, shown.length - 1)); }
    if (event.key === "ArrowUp") { event.preventDefault(); choose(Math.max(at - 1, 0)); }
  });
  document.addEventListener("click", (event) => {
    const li = event.target.closest("#go-list li");
    if (li) go(li);
  });
})();
