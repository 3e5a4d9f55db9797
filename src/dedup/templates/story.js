/* The page of one cluster. */

const MOST_COUNTED = 60; // copies whose words are counted unasked
const MOST_ROWS = 40;

async function showStory(section, id) {
  const row = rowOf.get(id);
  const story = row && (await openStory(id));
  if (!story) {
    section.replaceChildren(el("h2", { id: "story-title", tabindex: "-1" }, ui.nothing));
    return;
  }
  const compare = el("div", { class: "card", id: "compare" });
  section.replaceChildren(
    el("p", { class: "tools" }, el("a", { href: listHash }, `← ${ui.back}`)),
    el("h2", { id: "story-title", tabindex: "-1" }, bdi(row.title || id)),
    listFacts(row),
    showVerdict(row, story),
    showTimeline(story),
    showCopies(row, story, compare),
    showVersions(story, compare),
    row.level === "article" ? showEvidence(story) : "",
    story.members.length > 1 ? compare : "",
  );
  fillCompare(compare, story, { left: findBase(story), right: findOther(story) });
}

function listFacts(row) {
  const facts = [
    `${ui[`level_${row.level}`]} · ${ui[`kind_${row.kind}`]}${row.role ? ` · ${ui[`role_${row.role}`]}` : ""}`,
    say("n_copies", { n: count(row.copies) }),
    say("n_outlets", { n: count(row.outlets) }),
    `${count(row.words)} ${ui.col_words.toLowerCase()}`,
    row.similarity === null ? null : `${ui.col_similarity.toLowerCase()} ≥ ${percent(row.similarity)}`,
    row.lasted ? `${ui.col_spread.toLowerCase()} ${row.lasted}` : null,
  ];
  return el("ul", { class: "facts" }, facts.filter(Boolean).map((fact) => el("li", {}, fact)));
}

function showVerdict(row, story) {
  const { grade, kind, quoted } = story.basis;
  const basis = quoted && row.verdict !== "undetermined" ? el("p", {}, `${row.verdict === "first" ? ui.decided_by : ui.earliest_line}: `, grade ? [el("span", { class: "grade" }, grade), ` ${kind} `] : "", el("q", {}, bdi(quoted))) : "";
  const missing = row.uncredited ? el("p", {}, el("span", { class: "chip missing" }, ui.missing_credit), ` ${row.uncredited}`) : "";
  return el("div", { class: `verdict ${row.verdict}` }, el("p", { class: "said" }, bdi(story.verdict)), basis, missing, story.why ? el("details", {}, el("summary", {}, ui.why), el("p", {}, bdi(story.why))) : "");
}

function showTimeline(story) {
  if (!story.timeline) return "";
  const more = story.total > 60 ? ` ${say("timeline_more", { shown: 60, total: count(story.total) })}` : "";
  return el("div", { class: "card" }, el("h3", {}, ui.timeline), el("div", { class: "picture" }, draw(story.timeline)), el("p", { class: "note" }, say("times_in", { zone: data.zone }), " ", ui.timeline_note, more));
}

function findBase(story) {
  const first = story.members.findIndex((member) => member.first);
  return first >= 0 ? first : Math.max(story.members.findIndex((member) => member.core), 0);
}

function findOther(story) {
  const base = findBase(story);
  const differs = story.members.findIndex((member, n) => n !== base && member.text !== story.members[base].text);
  return differs >= 0 ? differs : base === 0 ? Math.min(1, story.members.length - 1) : 0;
}

function showCopies(row, story, compare) {
  const base = findBase(story);
  const whole = row.level === "article";
  const numbered = story.members.map((member, n) => [member, n]);
  const copies = numbered.filter(([member]) => member.relation !== "partial");
  const partial = numbered.filter(([member]) => member.relation === "partial");
  const context = { row, story, base, compare };
  const hidden = story.total > story.members.length ? el("p", { class: "note" }, say("more_in_files", { n: count(story.total - story.members.length) }).replace("clusters.csv", "members.csv")) : "";
  const note = whole ? el("p", { class: "note" }, numbersNote(story.members[base])) : "";
  const others = partial.length ? el("details", { class: "others" }, el("summary", {}, say("partial_copies", { n: count(partial.length) })), tableCopies(context, partial)) : "";
  return el("div", { class: "copies" }, el("h3", {}, ui.copies), tableCopies(context, copies), note, others, hidden);
}

/* What an outlet changed in its own story, each version against the one before. */
function showVersions(story, compare) {
  if (!story.versions.length) return "";
  const rows = story.versions.map((change) => showChange(story, change, compare));
  const names = [ui.col_version, ui.col_added, ui.col_cut, ui.col_changed, ui.col_numbers, ui.compare_short];
  const head = el("tr", {}, names.map((name, n) => el("th", { scope: "col", class: n > 0 && n < 4 ? "num" : null }, name)));
  const table = el("table", { class: "grid cards", role: "table" }, el("thead", {}, head), el("tbody", {}, rows));
  return el("div", { class: "card", id: "versions" }, el("h3", {}, ui.versions), table, el("p", { class: "note" }, ui.versions_note));
}

function showChange(story, change, compare) {
  const member = story.members[change.later];
  const after = change.ordered ? (change.hours ? say("later_by", { time: change.hours }) : "") : ui.order_unknown;
  const name = el("td", {}, linkOutlet(change.outlet), ` · ${member.when || ui.no_time}`, el("div", { class: "sub" }, bdi(member.title || member.path), after ? ` · ${after}` : ""));
  const quotes = [change.added ? el("ins", {}, bdi(change.added)) : "", change.removed ? el("del", {}, bdi(change.removed)) : ""];
  name.append(el("div", { class: "sub" }, quotes.flatMap((quote) => [quote, " "])));
  const counts = ["words_added", "words_removed", "words_changed"].map((key, n) => el("td", { class: "num tight", "data-name": [ui.col_added, ui.col_cut, ui.col_changed][n] }, count(change[key])));
  const choose = () => {
    fillCompare(compare, story, { left: change.earlier, right: change.later });
    compare.scrollIntoView({ block: "start" });
    compare.querySelector("select").focus({ preventScroll: true });
  };
  const button = el("button", { type: "button", onclick: choose, "aria-label": `${ui.compare}: ${nameOutlet(change.outlet)}` }, `⇄ ${ui.compare_short}`);
  return el("tr", {}, name, counts, el("td", { "data-name": ui.col_numbers }, bdi(change.numbers)), el("td", {}, button));
}

function tableCopies(context, members) {
  const whole = context.row.level === "article";
  const head = [ui.col_outlet, ui.col_when, ui.col_relation, ...(whole ? [ui.col_kept, ui.col_added, ui.col_cut, ui.col_changed] : []), ui.col_credit, ui.compare_short];
  const body = el("tbody");
  const cells = head.map((name, n) => el("th", { scope: "col", class: whole && n > 2 && n < 7 ? "num" : null }, name));
  const show = (from, to) => members.slice(from, to).forEach(([member, n]) => body.append(showCopy(context, member, n)));
  show(0, MOST_ROWS);
  const rest = members.length - MOST_ROWS;
  const unfold = (event) => {
    show(MOST_ROWS, members.length);
    event.target.remove();
  };
  const more = rest > 0 ? el("button", { type: "button", onclick: unfold }, say("copies_more", { n: count(rest) })) : "";
  return el("div", {}, el("table", { class: "grid cards", role: "table" }, el("thead", {}, el("tr", {}, cells)), body), more);
}

function numbersNote(member) {
  return say("numbers_note", { base: `${nameOutlet(member.outlet)}${member.when ? ` (${member.when})` : ""}` });
}

function showCopy({ row, story, base, compare }, member, n) {
  const whole = row.level === "article";
  const marks = [member.first ? el("span", { class: "chip first" }, ui.is_first) : "", member.tie ? el("span", { class: "chip tie" }, ui.verdict_name_tie) : ""];
  const link = member.url ? [" · ", el("a", { href: member.url, rel: "noopener noreferrer", target: "_blank" }, ui.open_page)] : "";
  const name = el("td", {}, linkOutlet(member.outlet), " ", marks, el("div", { class: "sub" }, bdi(member.title || member.path), link), whole ? "" : el("div", { class: "sub" }, el("q", {}, bdi(story.texts[member.text][0].slice(0, 160)))));
  const exact = !member.when || (!member.wide && ["second", "minute"].includes(member.precision));
  const when = el("td", { class: "when", "data-name": ui.col_when }, member.when || ui.no_time, exact ? "" : el("div", { class: "sub" }, ui[`precision_${member.precision}`], member.wide ? `; ${ui.zone_unknown}` : ""));
  const choose = () => {
    fillCompare(compare, story, { left: n === base ? findOther(story) : base, right: n });
    compare.scrollIntoView({ block: "start" });
    compare.querySelector("select").focus({ preventScroll: true });
  };
  const button = story.members.length > 1 ? el("button", { type: "button", onclick: choose, "aria-label": `${ui.compare}: ${nameOutlet(member.outlet)}` }, `⇄ ${ui.compare_short}`) : "";
  return el("tr", {}, name, when, el("td", { "data-name": ui.col_relation }, explain(member)), whole ? countCopy(story, base, n) : "", el("td", { "data-name": ui.col_credit }, tellCredit(member)), el("td", {}, button));
}

function explain(member) {
  const why = member.core ? ui.why_core : say("why_member", { relation: ui[`relation_${member.relation}`], containment: percent(member.containment), similarity: percent(member.similarity) });
  if (member.relation !== "partial") return why;
  const shares = member.page_share === null ? "" : el("div", {}, say("why_partial", { page: percent(member.page_share), core: percent(member.core_share) }));
  return [shares, el("div", { class: "sub" }, why), el("div", { class: "sub" }, ui.is_partial)];
}

function tellCredit(member) {
  const credit = member.credit ? el("div", {}, bdi(member.credit)) : "";
  const debt = member.debt ? el("div", { class: "sub" }, bdi(member.debt)) : "";
  return member.owes ? [credit, el("span", { class: "chip missing" }, ui.no_credit), debt] : credit;
}

function countCopy(story, base, n) {
  const cells = ["kept", "added", "cut", "changed"].map((name) => el("td", { class: "num tight", "data-name": ui[`col_${name}`] }));
  if (n === base || n >= MOST_COUNTED) return cells;
  setTimeout(() => {
    const [a, b] = [base, n].map((member) => splitWords(story.texts[story.members[member].text]));
    const total = countRuns(findRuns(a, b));
    ["kept", "added", "cut", "changed"].forEach((name, place) => (cells[place].textContent = count(total[name])));
  });
  return cells;
}

function showEvidence(story) {
  const lines = story.members.filter((member) => member.evidence.length);
  if (!lines.length) return el("div", { class: "card" }, el("h3", {}, ui.evidence), el("p", {}, ui.no_evidence));
  const parts = lines.map((member) => el("div", {}, linkOutlet(member.outlet), " ", el("span", { class: "quiet" }, bdi(member.path)), el("ul", {}, member.evidence.map(showLine))));
  return el("details", { class: "card", open: lines.length <= 12 }, el("summary", {}, `${ui.evidence} (${lines.length})`), el("p", { class: "note" }, ui.evidence_note), el("div", { class: "evidence" }, parts));
}

function showLine(line) {
  return el("li", {}, line.grade ? el("span", { class: "grade" }, line.grade) : "", ` ${line.kind}: `, el("q", {}, bdi(line.raw)), el("span", { class: "quiet" }, " → ", bdi(line.means), line.source && line.source !== "text" ? [" · ", bdi(line.source)] : ""));
}

function fillCompare(card, story, chosen) {
  const state = { one: window.innerWidth < 740, onlyChanges: false, ...chosen };
  const names = story.members.map((member, n) => [String(n), `${n + 1}. ${nameOutlet(member.outlet)}${member.when ? ` · ${member.when}` : ""}`]);
  const output = el("div");
  const render = () => {
    const pair = [story.members[state.left], story.members[state.right]];
    const heads = pair.map((member) => el("span", {}, bdi(nameOutlet(member.outlet)), member.when ? ` · ${member.when}` : ""));
    output.replaceChildren(...showDiff(...pair.map((member) => story.texts[member.text]), heads, state));
  };
  const pick = (side, label) => el("label", { class: "wide" }, label, el("select", { onchange: (event) => { state[side] = Number(event.target.value); render(); } }, makeOptions(names, String(state[side]))));
  const mode = el("label", {}, ui.compare_mode, el("select", { onchange: (event) => { state.one = event.target.value === "one"; render(); } }, makeOptions([["side", ui.mode_side], ["one", ui.mode_one]], state.one ? "one" : "side")));
  const only = el("label", { class: "check" }, el("input", { type: "checkbox", onchange: (event) => { state.onlyChanges = event.target.checked; render(); } }), ui.only_changes);
  const swap = el("button", { type: "button", onclick: () => fillCompare(card, story, { ...state, left: state.right, right: state.left }) }, `⇄ ${ui.compare_swap}`);
  card.replaceChildren(el("h3", {}, ui.compare), el("div", { class: "filters choose" }, pick("left", ui.compare_left), swap, pick("right", ui.compare_right), mode, only), output);
  render();
}
