/* Outlets: the table of all, and the page of one. */

function fillOutlets() {
  const head = ["col_outlet", "col_articles", "col_shared", "col_earliest", "col_follows", "col_lag", "col_credited", "col_copied"];
  const body = data.outlets.map((outlet) => el("tr", {},
    el("td", {}, linkOutlet(outlet.outlet)),
    ...[["col_articles", count(outlet.articles)], ["col_shared", count(outlet.stories)], ["col_earliest", count(outlet.first)], ["col_follows", count(outlet.follows)], ["col_lag", showHours(outlet.median_lag_hours)], ["col_credited", percent(outlet.credited_share)], ["col_copied", percent(outlet.copied_share)]]
      .map(([name, value]) => el("td", { class: "num", "data-name": ui[name] }, value))));
  const table = el("table", { class: "grid cards", role: "table" }, el("thead", {}, el("tr", {}, head.map((name, n) => el("th", { scope: "col", class: n ? "num" : null }, ui[name])))), el("tbody", {}, body));
  document.getElementById("outlets-table").replaceChildren(table);
}

function showOutlet(section, name) {
  const outlet = data.outlets.find((each) => each.outlet === name);
  const title = el("h2", { id: "outlet-title", tabindex: "-1" }, bdi(outlet ? nameOutlet(name) : ui.nothing));
  if (!outlet) {
    section.replaceChildren(title);
    return;
  }
  const numbers = [["col_articles", count(outlet.articles)], ["col_own", percent(1 - outlet.copied_share)], ["col_shared", count(outlet.stories)], ["col_earliest", count(outlet.first)], ["col_follows", count(outlet.follows)], ["col_lag", showHours(outlet.median_lag_hours) || "–"], ["col_credited", percent(outlet.credited_share) || "–"]];
  const stories = rows.filter((row) => row.level === "article" && row.names.includes(name));
  section.replaceChildren(
    el("p", { class: "tools" }, el("a", { href: "#outlets" }, `← ${ui.outlets}`)),
    title,
    el("dl", { class: "numbers" }, numbers.map(([label, value]) => el("div", {}, el("dt", {}, ui[label]), el("dd", {}, value)))),
    el("div", { class: "halves" }, listLinks(ui.follows_whom, "follows", data.links.filter((link) => link.outlet === name)), listLinks(ui.followed_by, "outlet", data.links.filter((link) => link.follows === name))),
    el("h3", {}, say("stories_of", { outlet: nameOutlet(name) })),
    stories.length ? showTable(stories.slice(0, PAGE_ROWS), { level: "article" }, (changes) => goTo(formatList({ level: "article", outlet: `=${name}`, ...changes }))) : el("p", {}, ui.nothing),
    stories.length > PAGE_ROWS ? el("p", {}, el("a", { href: formatList({ level: "article", outlet: `=${name}` }) }, ui.all_stories)) : "",
  );
}

function goTo(hash) {
  location.hash = hash;
}

function listLinks(title, side, links) {
  const tell = (link) => (link.lag_hours_median === null ? say("n_times_undated", { n: count(link.copies) }) : say("n_times", { n: count(link.copies), lag: showHours(link.lag_hours_median) }));
  const items = links.map((link) => el("li", {}, linkOutlet(link[side]), ` ${tell(link)}`));
  return el("div", { class: "card" }, el("h3", {}, title), items.length ? el("ul", { class: "prose" }, items) : el("p", { class: "quiet" }, ui.nobody));
}
