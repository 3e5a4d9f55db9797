/* Opens a report in headless Chromium, does one thing to it, prints what it saw as JSON.
   node probe.mjs SAFETY|KEYBOARD|AXE|NUMBERS|SPEED|SHOTS report.html [folder] */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [, , what, report, folder] = process.argv;
const address = pathToFileURL(report).href;
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 390, height: 844 };

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

async function open(viewport = WIDE, hash = "") {
  const page = await browser.newPage();
  const seen = { requests: [], errors: [], dialogs: [], violations: [] };
  await page.setViewport(viewport);
  page.on("request", (request) => request.url().split("#")[0] !== address && !request.url().startsWith("data:") && seen.requests.push(request.url()));
  page.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("dialog", async (dialog) => {
    seen.dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  await page.evaluateOnNewDocument(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.goto(address + hash, { waitUntil: "load" });
  await settled(page, hash);
  return { page, seen };
}

async function settled(page, hash) {
  await page.waitForFunction((wanted) => document.documentElement.dataset.shown === wanted, { timeout: 20000 }, hash || "#");
}

async function go(page, hash) {
  await page.evaluate((to) => (location.hash = to), hash);
  await settled(page, hash);
}

const listIds = (page) => page.evaluate(() => JSON.parse(document.getElementById("data").textContent).rows.map((row) => row.id));
const listOutlets = (page) => page.evaluate(() => JSON.parse(document.getElementById("data").textContent).outlets.map((row) => row.outlet));

async function listViews(page, most) {
  const ids = (await listIds(page)).slice(0, most).map((id) => `#story/${id}`);
  const outlets = (await listOutlets(page)).slice(0, most).map((name) => `#outlet/${encodeURIComponent(name)}`);
  return ["#overview", "#list?level=article", "#list?level=block", "#outlets", "#skipped", "#reading", ...ids, ...outlets];
}

/* Chromium draws its own date picker from data: addresses; they are no request.
   Every view is opened, everything that unfolds is unfolded, and nothing of the corpus may act. */
async function safety() {
  const { page, seen } = await open();
  for (const view of await listViews(page, 40)) {
    await go(page, view);
    await page.evaluate(() => document.querySelectorAll("details").forEach((each) => (each.open = true)));
  }
  const found = await page.evaluate(() => ({
    violations: window.violations,
    ran: window.ran === undefined ? null : String(window.ran),
    active: [...document.querySelectorAll("iframe, object, embed, img, link, form[action], base, script[src], [onerror], [onclick], [onload]")].map((node) => node.outerHTML.slice(0, 200)),
    links: [...document.querySelectorAll("a[href]")].map((node) => node.getAttribute("href")).filter((href) => !href.startsWith("#") && !/^https?:/.test(href)),
    opener: [...document.querySelectorAll("a[href^=http]")].filter((node) => !/noopener/.test(node.rel) || !/noreferrer/.test(node.rel)).length,
  }));
  return { ...seen, ...found };
}

async function reach(page, selector, most = 80) {
  for (let n = 0; n < most; n++) {
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return n;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${selector}`);
}

const countRows = (page) => page.evaluate(() => Number(/[\d,.]+/.exec(document.querySelector("section:not([hidden]) [role=status]").textContent)[0].replace(/\D/g, "")));
const columnOf = (page, n) => page.evaluate((column) => [...document.querySelectorAll("section:not([hidden]) .grid tbody tr")].map((row) => row.cells[column].textContent), n);

/* A list is searched, filtered and sorted, a story opened and two copies compared, without a mouse. */
async function keyboard() {
  const { page, seen } = await open(WIDE, "#list?level=article");
  const all = await countRows(page);
  await reach(page, "#list-search");
  const word = await page.evaluate(() => document.querySelector("section:not([hidden]) .headline").textContent.split(" ").slice(0, 3).join(" "));
  await page.keyboard.type(word);
  const searched = await countRows(page);
  await page.evaluate(() => document.getElementById("list-search").select());
  await page.keyboard.press("Backspace");
  await reach(page, ".filters label:nth-of-type(4) select");
  await page.keyboard.press("ArrowDown");
  const filtered = await countRows(page);
  await page.keyboard.press("ArrowUp");
  await reach(page, "#sort-words");
  await page.keyboard.press("Enter");
  const down = await columnOf(page, 4);
  const sortedDown = await page.evaluate(() => document.activeElement.id + " " + document.activeElement.closest("th").ariaSort);
  await page.keyboard.press("Enter");
  const up = await columnOf(page, 4);
  const sortedUp = await page.evaluate(() => document.activeElement.closest("th").ariaSort);
  await reach(page, ".headline");
  const title = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#story-title");
  const focused = await page.evaluate(() => [document.activeElement.id, document.activeElement.textContent]);
  await reach(page, "#compare select", 200);
  const before = await page.evaluate(() => document.querySelector("#compare [role=status]").textContent);
  const [left, right] = await page.evaluate(() => [...document.querySelectorAll("#compare select")].slice(0, 2).map((each) => each.selectedIndex));
  for (let n = 0; n < Math.abs(left - right); n++) await page.keyboard.press(left < right ? "ArrowDown" : "ArrowUp");
  const after = await page.evaluate(() => document.querySelector("#compare [role=status]").textContent);
  return { ...seen, all, searched, filtered, down, up, sortedDown, sortedUp, title, focused, before, after };
}

/* Serious and critical violations of WCAG 2.1 A and AA, in every kind of view, both themes, two widths. */
async function axe() {
  const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  const result = { views: 0, violations: [], wide: [] };
  for (const viewport of [WIDE, NARROW]) {
    const { page } = await open(viewport);
    await page.evaluate(source);
    for (const theme of ["light", "dark"]) {
      await page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
      for (const view of await listViews(page, 3)) {
        await go(page, view);
        await new Promise((done) => setTimeout(done, 30));
        const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] }));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
        result.views++;
        if (wide) result.wide.push(`${viewport.width} ${view}`);
        for (const each of found.violations)
          result.violations.push({ impact: each.impact, rule: each.id, where: `${viewport.width} ${theme} ${view}`, nodes: each.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.any.map((any) => any.message).join(" ").slice(0, 160)}`) });
      }
    }
  }
  return result;
}

/* What the tables of copies say was kept, added, cut and changed; and the texts it was said of. */
async function numbers() {
  const { page } = await open();
  const stories = [];
  for (const id of (await listIds(page)).slice(0, 60)) {
    await go(page, `#story/${id}`);
    await new Promise((done) => setTimeout(done, 50));
    stories.push(await page.evaluate(() => [...document.querySelectorAll(".copies table")].flatMap((table) => [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll(".tight")].map((cell) => cell.textContent.replace(/\D/g, ""))))));
  }
  return { stories };
}

/* Milliseconds until the list can be used, of a keystroke in the search, of a sort, of opening a story. */
async function speed() {
  const started = Date.now();
  const { page } = await open(WIDE, "#list?level=article");
  const opened = Date.now() - started;
  const measured = await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const time = async (act) => {
      const begun = performance.now();
      act();
      await frame();
      return Math.round(performance.now() - begun);
    };
    const type = (text) => () => {
      const box = document.getElementById("list-search");
      box.value = text;
      box.dispatchEvent(new Event("input"));
    };
    const [first, second, clear] = [await time(type("t")), await time(type("th")), await time(type(""))];
    const sort = await time(() => document.getElementById("sort-words").click());
    const entry = performance.getEntriesByType("navigation")[0];
    const ids = JSON.parse(document.getElementById("data").textContent).rows.map((row) => row.id);
    const begun = performance.now();
    location.hash = `#story/${ids[0]}`;
    while (!document.querySelector("#story-title")) await frame();
    const story = Math.round(performance.now() - begun);
    return { clusters: ids.length, interactive: Math.round(entry.domInteractive), loaded: Math.round(entry.loadEventEnd), first, second, clear, sort, story, heap: Math.round((performance.memory?.usedJSHeapSize || 0) / 1e6), nodes: document.querySelectorAll("*").length };
  });
  return { opened, ...measured };
}

async function shots() {
  for (const [name, viewport] of [["1280", WIDE], ["390", NARROW]]) {
    const { page } = await open(viewport);
    const ids = await listIds(page);
    const outlets = await listOutlets(page);
    const views = { overview: "#overview", list: "#list?level=article", blocks: "#list?level=block", story: `#story/${ids[0]}`, outlets: "#outlets", outlet: `#outlet/${encodeURIComponent(outlets[0])}`, skipped: "#skipped" };
    for (const [view, hash] of Object.entries(views)) {
      await go(page, hash);
      await new Promise((done) => setTimeout(done, 100));
      await page.screenshot({ path: `${folder}/${view}-${name}.png`, fullPage: true });
    }
    await page.evaluate(() => (document.documentElement.dataset.theme = "dark"));
    await go(page, views.story);
    await page.screenshot({ path: `${folder}/story-dark-${name}.png`, fullPage: true });
  }
  return {};
}

try {
  const result = await { SAFETY: safety, KEYBOARD: keyboard, AXE: axe, NUMBERS: numbers, SPEED: speed, SHOTS: shots }[what]();
  console.log(JSON.stringify(result, null, 1));
} finally {
  await browser.close();
}
