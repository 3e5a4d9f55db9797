/* Two texts side by side: paragraphs that share words stand in one row. */

const STRAY = 2; // one or two kept words between changes are easier read as changed

function mergeStrays(runs) {
  const merged = [];
  for (const [n, run] of runs.entries()) {
    const stray = run.same && run.a[1] - run.a[0] <= STRAY && n > 0 && n < runs.length - 1;
    const last = merged[merged.length - 1];
    if (last && !last.same && (stray || !run.same)) [last.a[1], last.b[1]] = [run.a[1], run.b[1]];
    else merged.push({ same: run.same, a: [...run.a], b: [...run.b] });
  }
  return merged;
}

function markWords(words, runs, side) {
  const marks = new Array(words.length).fill(false);
  for (const run of runs) if (!run.same) marks.fill(true, run[side][0], run[side][1]);
  return marks;
}

/* Return rows {a: [from, to], b: [from, to]} of paragraphs, in order; a side may be empty. */
function pairParagraphs(a, b, runs, lengths) {
  const links = new Map();
  for (const run of runs.filter((each) => each.same)) {
    for (let i = run.a[0], j = run.b[0]; i < run.a[1]; i++, j++) {
      const key = `${a[i].paragraph} ${b[j].paragraph}`;
      links.set(key, (links.get(key) || 0) + 1);
    }
  }
  const sizes = [a, b].map((words) => words.reduce((sum, word) => ((sum[word.paragraph] = (sum[word.paragraph] || 0) + 1), sum), {}));
  const groups = [];
  for (const [key, shared] of links) {
    const [p, q] = key.split(" ").map(Number);
    if (shared < 0.3 * Math.min(sizes[0][p], sizes[1][q])) continue;
    const last = groups[groups.length - 1];
    if (last && (p < last.a[1] || q < last.b[1])) {
      last.a[1] = Math.max(last.a[1], p + 1);
      last.b[1] = Math.max(last.b[1], q + 1);
    } else groups.push({ a: [p, p + 1], b: [q, q + 1] });
  }
  return fillRows(groups, lengths);
}

function fillRows(groups, lengths) {
  const filled = [];
  let [p, q] = [0, 0];
  for (const group of [...groups, { a: [lengths[0], lengths[0]], b: [lengths[1], lengths[1]] }]) {
    for (; p < group.a[0]; p++) filled.push({ a: [p, p + 1], b: [q, q] });
    for (; q < group.b[0]; q++) filled.push({ a: [p, p], b: [q, q + 1] });
    if (group.a[1] > group.a[0] || group.b[1] > group.b[0]) filled.push(group);
    [p, q] = [group.a[1], group.b[1]];
  }
  return filled;
}

function wrap(tag, text) {
  const spoken = el("span", { class: "vh" }, tag === "ins" ? ui.added_label : ui.cut_label, " ");
  const tail = text.length - text.trimEnd().length;
  return [el(tag, {}, spoken, text.trimEnd()), tail ? " " : ""];
}

/* pieces: [text, null | "ins" | "del"], neighbours of one mark joined. */
function makeParagraph(pieces) {
  const joined = [];
  for (const [text, mark] of pieces) {
    const last = joined[joined.length - 1];
    if (last && last[1] === mark) last[0] += text;
    else joined.push([text, mark]);
  }
  return el("p", { dir: "auto" }, joined.flatMap(([text, mark]) => (mark ? wrap(mark, text) : [text])));
}

function showSide(side, range, tag) {
  const paragraphs = [];
  for (let p = range[0]; p < range[1]; p++) {
    const pieces = side.words.flatMap((word, n) => (word.paragraph === p ? [[word.shown, side.marks[n] ? tag : null]] : []));
    paragraphs.push(makeParagraph(pieces));
  }
  return paragraphs;
}

function showMerged(left, right, runs, row) {
  const inside = (word, range) => word.paragraph >= range[0] && word.paragraph < range[1];
  const paragraphs = [[]];
  let at = null;
  const put = (word, place, mark) => {
    if (at !== null && place !== at && paragraphs[paragraphs.length - 1].length && mark !== "del") paragraphs.push([]);
    if (mark !== "del") at = place;
    paragraphs[paragraphs.length - 1].push([word.shown.replace(/\s*$/, " "), mark]);
  };
  for (const run of runs) {
    if (!run.same) for (const word of left.words.slice(...run.a)) if (inside(word, row.a)) put(word, at, "del");
    for (const word of right.words.slice(...run.b)) if (inside(word, row.b)) put(word, word.paragraph, run.same ? null : "ins");
  }
  return paragraphs.filter((pieces) => pieces.length).map(makeParagraph);
}

function isEqualRow(left, right, row) {
  if (row.a[0] === row.a[1] || row.b[0] === row.b[1]) return false;
  const clean = (side, range) => side.words.every((word, n) => word.paragraph < range[0] || word.paragraph >= range[1] || !side.marks[n]);
  return clean(left, row.a) && clean(right, row.b);
}

/* Return the grid of two texts (lists of paragraphs); heads are the nodes above the columns. */
function showDiff(textA, textB, heads, { one, onlyChanges }) {
  const [a, b] = [splitWords(textA), splitWords(textB)];
  const exact = findRuns(a, b);
  const runs = mergeStrays(exact);
  const [left, right] = [{ words: a, marks: markWords(a, runs, "a") }, { words: b, marks: markWords(b, runs, "b") }];
  const total = countRuns(exact);
  const grid = el("div", { class: one ? "diff one" : "diff" });
  if (one) grid.append(el("div", { class: "head" }, el("del", {}, heads[0]), " → ", el("ins", {}, heads[1])));
  else grid.append(...heads.map((head) => el("div", { class: "head" }, head)));
  let equal = 0;
  const closeGap = () => {
    if (equal) grid.append(el("div", { class: "gap" }, say("paragraphs_same", { n: equal })));
    equal = 0;
  };
  for (const row of pairParagraphs(a, b, exact, [textA.length, textB.length])) {
    if (onlyChanges && isEqualRow(left, right, row)) {
      equal++;
      continue;
    }
    closeGap();
    if (one) grid.append(el("div", {}, showMerged(left, right, runs, row)));
    else grid.append(cell(showSide(left, row.a, "del")), cell(showSide(right, row.b, "ins")));
  }
  closeGap();
  const sum = total.onlyA + total.onlyB === 0 ? ui.same_text : say("compare_sum", { kept: count(total.kept), cut: count(total.onlyA), added: count(total.onlyB) });
  return [el("p", { role: "status" }, sum), grid];
}

function cell(paragraphs) {
  return el("div", { class: paragraphs.length ? null : "empty" }, paragraphs);
}
