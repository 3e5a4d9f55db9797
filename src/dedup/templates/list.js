/* The ranked list of clusters: searched, filtered, sorted, a page at a time. */

const PAGE_ROWS = 50;
let listHash = "#list?level=article";

/* "Đồi Cam" is found by "doi cam". */
function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d");
}

const SORTS = {
  rank: (row) => -row.rank,
  outlets: (row) => row.outlets,
  copies: (row) => row.copies,
  words: (row) => row.words,
  first: (row) => row.at,
  spread: (row) => row.spread,
  similarity: (row) => row.similarity,
};

const FILTERS = {
  level: (row, value) => row.level === value,
  kind: (row, value) => row.kind === value,
  role: (row, value) => row.role === value,
  verdict: (row, value) => row.verdict === value,
  outlet: (row, value) => row.names.includes(value.slice(1)),
  credit: (row, value) => (value === "missing" ? row.uncredited > 0 : value === "some" ? row.credited !== "" : row.credited === ""),
  from: (row, value) => row.at !== null && row.at >= Date.parse(value) / 1000,
  to: (row, value) => row.at !== null && row.at < Date.parse(value) / 1000 + 86400,
  q: (row, value) => fold(value).split(/\s+/).every((word) => searchText(row).includes(word)),
};

function searchText(row) {
  row.folded ??= fold(`${row.title} ${row.names.join(" ")} ${row.credited} ${row.id}`);
  return row.folded;
}

function findRows(state) {
  const wanted = Object.keys(FILTERS).filter((name) => state[name]);
  const found = rows.filter((row) => wanted.every((name) => FILTERS[name](row, state[name])));
  const key = SORTS[state.sort] || SORTS.rank;
  const sign = state.order === "up" ? 1 : -1;
  return found.sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    if (x === null || y === null) return (x === null) - (y === null) || a.rank - b.rank;
    return sign * (x - y) || a.rank - b.rank;
  });
}

function formatList(state) {
  const kept = Object.entries(state).filter(([, value]) => value !== "" && value !== undefined);
  return `#list?${new URLSearchParams(kept)}`;
}

function showList(section, query) {
  const state = Object.fromEntries(new URLSearchParams(query));
  const body = el("div");
  const title = state.level === "block" ? ui.blocks : ui.stories;
  const update = (changes, restart = true) => {
    Object.assign(state, restart ? { page: "" } : {}, changes);
    listHash = formatList(state);
    history.replaceState(null, "", listHash);
    render();
  };
  const render = () => body.replaceChildren(...showPage(state, update));
  listHash = formatList(state);
  const clear = () => {
    showList(section, `level=${state.level || ""}`);
    history.replaceState(null, "", listHash);
    document.getElementById("list-search").focus();
  };
  section.replaceChildren(el("h2", { id: "list-title", tabindex: "-1" }, title), makeFilters(state, update, clear), body);
  render();
}

function makeFilters(state, update, clear) {
  const block = state.level === "block";
  const inLevel = rows.filter((row) => !state.level || row.level === state.level);
  const values = (name) => [...new Set(inLevel.map((row) => row[name]).filter(Boolean))];
  const named = (name) => values(name).map((value) => [value, ui[`${name}_${value}`]]);
  const outlets = [...new Set(inLevel.flatMap((row) => row.names))].sort().map((name) => [`=${name}`, nameOutlet(name)]);
  const pick = (name, label, options) => el("label", {}, label, el("select", { onchange: (event) => update({ [name]: event.target.value }) }, makeOptions([["", ui.any], ...options], state[name] || "")));
  const day = (name, label) => el("label", {}, label, el("input", { type: "date", value: state[name] || "", onchange: (event) => update({ [name]: event.target.value }) }));
  const search = el("input", { id: "list-search", type: "search", value: state.q || "", oninput: (event) => update({ q: event.target.value }) });
  const verdicts = ["first", "tie", "undetermined"].map((value) => [value, ui[`verdict_name_${value}`]]);
  const credits = [["some", ui.credit_some], ["none", ui.credit_none], ["missing", ui.credit_missing]];
  const sorts = Object.keys(SORTS).map((name) => [name, ui[`sort_${name}`]]);
  const sort = el("label", {}, ui.sort_by, el("select", { onchange: (event) => update({ sort: event.target.value, order: "" }) }, makeOptions(sorts, state.sort || "rank")));
  return el("form", { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() },
    el("label", { class: "wide" }, ui.search, search),
    pick("outlet", ui.filter_outlet, outlets), pick("kind", ui.filter_kind, named("kind")),
    block ? pick("role", ui.filter_role, named("role")) : "",
    pick("verdict", ui.filter_verdict, verdicts), block ? "" : pick("credit", ui.filter_credit, credits),
    day("from", ui.filter_from), day("to", ui.filter_to), sort, el("button", { type: "button", onclick: clear }, ui.reset));
}

function showPage(state, update) {
  const found = findRows(state);
  const total = rows.filter((row) => !state.level || row.level === state.level).length;
  const pages = Math.max(Math.ceil(found.length / PAGE_ROWS), 1);
  const page = Math.min(Math.max(Number(state.page) || 1, 1), pages);
  const shown = found.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS);
  const status = el("p", { class: "quiet", role: "status" }, say("found", { n: count(found.length), total: count(total) }), data.hidden ? ` ${say("more_in_files", { n: count(data.hidden) })}` : "");
  const turn = (to) => {
    update({ page: to === 1 ? "" : String(to) }, false);
    document.getElementById("list-title").focus();
    window.scrollTo(0, 0);
  };
  const pager = el("div", { class: "pager" },
    el("button", { type: "button", disabled: page === 1, onclick: () => turn(page - 1) }, `← ${ui.previous}`),
    say("page_of", { n: count(page), total: count(pages) }),
    el("button", { type: "button", disabled: page === pages, onclick: () => turn(page + 1) }, `${ui.next} →`));
  if (!shown.length) return [status, el("p", {}, ui.nothing)];
  return [status, showTable(shown, state, update), pages > 1 ? pager : ""];
}

function showTable(shown, state, update) {
  const block = state.level === "block";
  const columns = [["rank", "#"], [null, block ? ui.whole_text : ui.col_story], ["copies", ui.col_copies], ["outlets", ui.col_outlets], ["words", ui.col_words], ["first", ui.col_first], ...(block ? [] : [[null, ui.col_credit]]), ["spread", ui.col_spread], ["similarity", ui.col_similarity]];
  const sorted = state.sort || "rank";
  const head = columns.map(([name, label]) => {
    if (!name) return el("th", { scope: "col" }, label);
    const order = sorted === name ? (state.order === "up" ? "ascending" : "descending") : null;
    const click = () => {
      update({ sort: name, order: sorted === name && state.order !== "up" ? "up" : "" });
      document.getElementById(`sort-${name}`).focus();
    };
    return el("th", { scope: "col", "aria-sort": order }, el("button", { type: "button", id: `sort-${name}`, onclick: click }, label));
  });
  return el("table", { class: "grid cards", role: "table" }, el("thead", {}, el("tr", {}, head)), el("tbody", {}, shown.map((row) => showRow(row, block))));
}

function showRow(row, block) {
  const link = el("a", { class: "headline", href: `#story/${row.id}` }, bdi(row.title || row.id));
  const names = row.names.slice(0, 6).map(nameOutlet).join(", ") + (row.names.length > 6 ? ` +${row.names.length - 6}` : "");
  const kind = ui[`kind_${row.kind}`] + (row.role ? ` · ${ui[`role_${row.role}`]}` : "");
  const first = [chip(row.verdict), " ", row.verdict === "first" ? bdi(nameOutlet(row.first)) : bdi(row.tied), row.when ? el("div", { class: "sub" }, row.when) : ""];
  const missing = row.uncredited ? el("div", { class: "sub" }, el("span", { class: "chip missing" }, `${row.uncredited} × ${ui.no_credit}`)) : "";
  return el("tr", {},
    el("td", { class: "num rank" }, String(row.rank)),
    el("td", {}, link, el("div", { class: "sub" }, `${kind} · `, bdi(names))),
    el("td", { class: "num", "data-name": ui.col_copies }, count(row.copies)),
    el("td", { class: "num", "data-name": ui.col_outlets }, count(row.outlets)),
    el("td", { class: "num", "data-name": ui.col_words }, count(row.words)),
    el("td", { "data-name": ui.col_first }, first),
    block ? "" : el("td", row.credited ? { "data-name": ui.col_credit } : {}, row.credited ? bdi(row.credited) : "", missing),
    el("td", { class: "num", "data-name": ui.col_spread }, row.lasted),
    el("td", { class: "num", "data-name": ui.col_similarity }, percent(row.similarity)));
}
