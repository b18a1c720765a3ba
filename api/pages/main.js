// Which page is shown: the address's #id is a node, no id is the start.

import { el } from "/pages/dom.js";
import { loadOntology } from "/pages/graph.js";
import { profilePage } from "/pages/profile.js";
import { labelSearch, setUpSearch } from "/pages/search.js";
import { startPage } from "/pages/start.js";
import { language, switchLanguage, words } from "/pages/words.js";

const page = document.getElementById("page");
let shown = 0;

function wanted() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1);
  }
}

async function show() {
  const turn = ++shown;
  page.setAttribute("aria-busy", "true");
  document.title = "巡迹 Xunji";
  const id = wanted();
  const parts = await (id ? profilePage(id) : startPage()).catch((error) => fault(error));
  // A later click may have been answered first.
  if (turn !== shown) return;
  page.replaceChildren(...parts.filter(Boolean));
  page.setAttribute("aria-busy", "false");
}

const fault = (error) => [
  el("h1", {}, error.status === 404 ? words().gone : words().failed),
  el("p", { class: "note" }, error.message),
  el("p", {}, el("a", { href: "#" }, words().back)),
];

function speak() {
  document.documentElement.lang = language;
  document.getElementById("language").textContent = words().language;
  labelSearch();
}

document.getElementById("language").addEventListener("click", () => {
  switchLanguage();
  speak();
  show();
});
window.addEventListener("hashchange", () => {
  show();
  window.scrollTo(0, 0);
  page.focus({ preventScroll: true });
});

speak();
setUpSearch();
loadOntology().then(show, (error) => page.replaceChildren(...fault(error)));
