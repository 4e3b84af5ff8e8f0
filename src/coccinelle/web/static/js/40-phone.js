// The app on a phone: its worker, the hint to install it, the notifications of this device.
"use strict";

(() => {
  const token = document.body.dataset.token;
  const byId = (id) => document.getElementById(id);
  const policy = window.trustedTypes?.createPolicy("phone", { createScriptURL: () => "/sw.js" });
  const worker = policy ? policy.createScriptURL("") : "/sw.js";
  const registered = "serviceWorker" in navigator
    ? navigator.serviceWorker.register(worker, { updateViaCache: "none" }).catch(() => null)
    : Promise.resolve(null);

  // What this browser remembers by itself; private windows may remember nothing.
  function remembered(name, value) {
    try {
      if (value !== undefined) localStorage.setItem(name, value);
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  }

  // A device belongs to the session it was given in: told once more after each login, and when the
  // browser has given it another address.
  const mark = (subscription) => `${document.body.dataset.session} ${subscription.endpoint}`;
  async function keep(subscription) {
    const { endpoint, keys } = subscription.toJSON();
    const answer = await fetch("/compte/notifications/appareils", {
      method: "POST",
      headers: { "X-Form-Token": token },
      body: new URLSearchParams({ endpoint, ...keys }),
    }).catch(() => null);
    if (answer?.ok) remembered("push", mark(subscription));
    return Boolean(answer?.ok);
  }

  // A browser that reaches no push service may never say.
  const patience = () => new Promise((give) => { setTimeout(give, 2000, null); });

  async function own() {
    const registration = await Promise.race([registered, patience()]);
    return (await Promise.race([registration?.pushManager?.getSubscription(), patience()])) ?? null;
  }

  if (token && remembered("push")) {
    own().then((found) => found && remembered("push") !== mark(found) && keep(found));
  }

  // The next one to log in here finds no words and no notification of this one's.
  document.querySelector("form[action='/logout']")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    sessionStorage.clear();
    const registration = await Promise.race([registered, patience()]);
    for (const one of (await registration?.getNotifications().catch(() => [])) ?? []) one.close();
    event.target.submit();
  });

  // The page of notifications.
  const device = byId("device");
  if (device) showDevice();

  async function showDevice() {
    const say = (name) => {
      for (const part of device.querySelectorAll("[data-when]")) {
        part.hidden = part.dataset.when !== name;
      }
    };
    say("busy");
    const canBeTold = (await Promise.race([registered, patience()])) && "PushManager" in window && "Notification" in window;
    if (!canBeTold) return say("unable");
    if (Notification.permission === "denied") return say("denied");
    const found = await own();
    say(found && remembered("push") === mark(found) ? "on" : "off");
    byId("device-on").addEventListener("click", async () => {
      say("busy");
      const isOn = await turnOn(device.dataset.key).catch(() => false);
      if (isOn) return location.reload();
      say(Notification.permission === "denied" ? "denied" : "failed");
    });
    for (const form of document.querySelectorAll("form[data-own-device]")) {
      form.addEventListener("submit", turnOff);
    }
  }

  // A trial was asked for: told when this device has shown it, and what to look at when none has.
  const tried = byId("tried");
  if (tried) {
    const page = location.pathname;
    navigator.serviceWorker?.addEventListener("message", (event) => {
      if (event.data?.shown === "trial") location.replace(`${page}?essai=recu`);
    });
    setTimeout(() => {
      tried.textContent = tried.dataset.late;
      tried.hidden = false;
    }, 20000);
  }

  async function turnOn(key) {
    if ((await Notification.requestPermission()) !== "granted") return false;
    const registration = await navigator.serviceWorker.ready;
    await (await own())?.unsubscribe();
    const subscription = await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: bytes(key),
    });
    return keep(subscription);
  }

  async function turnOff(event) {
    event.preventDefault();
    await own().then((subscription) => subscription?.unsubscribe()).catch(() => null);
    remembered("push", "");
    event.target.submit();
  }

  function bytes(text) {
    const padded = text.replaceAll("-", "+").replaceAll("_", "/");
    return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
  }

  // The hint to install it, on a phone, until it is installed or put away.
  const hint = byId("install");
  const isInstalled = matchMedia("(display-mode: standalone)").matches || navigator.standalone;
  const isWanted = hint && !isInstalled && matchMedia("(max-width: 60rem)").matches && remembered("install") !== "no";
  const isApple = /iPhone|iPad/.test(navigator.userAgent);
  let prompt = null;

  function offer() {
    hint.hidden = false;
    byId("install-by-hand").hidden = !isApple;
    byId("install-now").hidden = !prompt;
  }

  if (isWanted) {
    window.addEventListener("beforeinstallprompt", (event) => {
      event.preventDefault();
      prompt = event;
      offer();
    });
    if (isApple) offer();
    byId("install-now").addEventListener("click", () => {
      hint.hidden = true;
      prompt?.prompt();
    });
    byId("install-later").addEventListener("click", () => {
      hint.hidden = true;
      remembered("install", "no");
    });
  }
})();
