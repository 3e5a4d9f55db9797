/* Which view stands after the #, and the button for the theme. */

const VIEWS = ["overview", "list", "story", "outlets", "outlet", "skipped", "reading"];

async function route() {
  const [, name, rest] = /^#?([a-z]*)[?/]?(.*)$/s.exec(location.hash);
  if (name === "content") return;
  const view = VIEWS.includes(name) ? name : "overview";
  if (view === "list") showList(rest);
  if (view === "story") await showStory(decodeSafely(rest));
  if (view === "outlet") showOutlet(decodeSafely(rest));
  for (const section of document.querySelectorAll(".view")) {
    section.classList.toggle("on", section.id === view);
    section.hidden = section.id !== view;
  }
  for (const link of document.querySelectorAll("nav a")) {
    const here = link.getAttribute("href").startsWith(`#${view}`) && (view !== "list" || location.hash.includes(link.hash.slice(6)));
    if (here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const heading = document.getElementById(`${view}-title`);
  if (heading && location.hash) heading.focus({ preventScroll: true });
  window.scrollTo(0, 0);
  document.documentElement.dataset.shown = location.hash || "#";
}

function decodeSafely(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function turnTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
}

document.documentElement.classList.add("js");
document.getElementById("theme").addEventListener("click", turnTheme);
if (typeof DecompressionStream === "undefined") document.getElementById("trouble").hidden = false;
fillOutlets();
window.addEventListener("hashchange", route);
route();
