/* Which view stands after the #, and the button for the theme. */

const VIEWS = ["overview", "list", "story", "outlets", "outlet", "skipped", "reading"];

/* Without their ids the browser does not scroll to them past the head of the page. */
const sections = Object.fromEntries(VIEWS.map((name) => [name, document.getElementById(name)]));

async function route() {
  const [, name, rest] = /^#?([a-z]*)[?/]?(.*)$/s.exec(location.hash);
  if (name === "content") return;
  const view = VIEWS.includes(name) ? name : "overview";
  if (view === "list") showList(sections.list, rest);
  if (view === "story") await showStory(sections.story, decodeSafely(rest));
  if (view === "outlet") showOutlet(sections.outlet, decodeSafely(rest));
  for (const section of document.querySelectorAll(".view")) {
    section.hidden = section !== sections[view];
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
for (const section of Object.values(sections)) section.removeAttribute("id");
document.getElementById("theme").addEventListener("click", turnTheme);
if (typeof DecompressionStream === "undefined") document.getElementById("trouble").hidden = false;
fillOutlets();
window.addEventListener("hashchange", route);
route();
