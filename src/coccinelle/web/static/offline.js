// On the page shown when nobody can be reached: asks again, and comes back by itself.
"use strict";

const SECONDS = 4;
const said = document.getElementById("said");

async function ask() {
  const answer = await fetch("/healthz", { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return;
  said.textContent = said.dataset.back;
  location.reload();
}

setInterval(ask, SECONDS * 1000);
window.addEventListener("online", ask);
document.getElementById("again").addEventListener("click", ask);
