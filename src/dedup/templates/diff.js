/* Words of two texts, aligned.  Case, punctuation and the form of the letters' marks are no difference. */

const SINGLE = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";
const WORD = new RegExp(`[${SINGLE}]\\p{M}*\\s*|[^\\s${SINGLE}]+\\s*|\\s+`, "gu");
const NOT_KEY = /[^\p{L}\p{N}\p{M}]+/gu;
/* Past this many differences the rest of a passage is shown as replaced: the work grows with its square. */
const MOST_DIFFERENCES = 2500;

function splitWords(paragraphs) {
  const words = [];
  paragraphs.forEach((text, paragraph) => {
    for (const shown of text.match(WORD) || []) {
      const key = shown.normalize("NFC").toLowerCase().replace(NOT_KEY, "");
      if (key || !words.length || words[words.length - 1].paragraph !== paragraph) words.push({ shown, key, paragraph });
      else words[words.length - 1].shown += shown;
    }
  });
  return words;
}

/* Return the pairs [i, j] of equal words of a longest common subsequence, ascending.
   Source: Myers, "An O(ND) difference algorithm and its variations", 1986. */
function pairWords(a, b) {
  let head = 0;
  while (head < a.length && head < b.length && a[head].key === b[head].key) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail].key === b[b.length - 1 - tail].key) tail++;
  const pairs = [];
  for (let i = 0; i < head; i++) pairs.push([i, i]);
  const middle = walkBack(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  for (const [i, j] of middle) pairs.push([i + head, j + head]);
  for (let i = tail; i > 0; i--) pairs.push([a.length - i, b.length - i]);
  return pairs;
}

function walkBack(a, b) {
  const trace = walkForth(a, b);
  const pairs = [];
  if (!trace) return pairs;
  let [x, y] = [a.length, b.length];
  for (let d = trace.length - 1; d >= 0; d--) {
    const at = (k) => trace[d][k + d + 1];
    const k = x - y;
    const before = k === -d || (k !== d && at(k - 1) < at(k + 1)) ? k + 1 : k - 1;
    const fromX = d === 0 ? 0 : at(before);
    const fromY = d === 0 ? 0 : fromX - before;
    while (x > fromX && y > fromY) pairs.push([--x, --y]);
    [x, y] = [fromX, fromY];
  }
  return pairs.reverse();
}

/* trace[d][k + d + 1] is how far diagonal k reached before step d; null past the limit. */
function walkForth(a, b) {
  const most = Math.min(MOST_DIFFERENCES, a.length + b.length);
  const reach = new Int32Array(2 * most + 5);
  const middle = most + 2;
  const trace = [];
  for (let d = 0; d <= most; d++) {
    trace.push(reach.slice(middle - d - 1, middle + d + 2));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && reach[middle + k - 1] < reach[middle + k + 1]);
      let x = down ? reach[middle + k + 1] : reach[middle + k - 1] + 1;
      while (x < a.length && x - k < b.length && a[x].key === b[x - k].key) x++;
      reach[middle + k] = x;
      if (x >= a.length && x - k >= b.length) return trace;
    }
  }
  return null;
}

function findKept(a, b) {
  const kept = [];
  for (const [i, j] of pairWords(a, b)) {
    const last = kept[kept.length - 1];
    if (last && last.a[1] === i && last.b[1] === j) [last.a[1], last.b[1]] = [i + 1, j + 1];
    else kept.push({ a: [i, i + 1], b: [j, j + 1] });
  }
  return kept;
}

/* A short kept run moves to its longer neighbour where the same words stand there too: "Hải Âu 7" is not
   pieced together from the paragraph before.  The number of kept words stays. */
function gatherRuns(kept, a, b) {
  const equal = (i, j, length) => {
    for (let n = 0; n < length; n++) if (a[i + n].key !== b[j + n].key) return false;
    return true;
  };
  for (let n = kept.length - 2; n >= 0; n--) {
    const [before, run, next] = [kept[n - 1] || { a: [0, 0], b: [0, 0] }, kept[n], kept[n + 1]];
    const length = run.a[1] - run.a[0];
    const [i, j] = [next.a[0] - length, next.b[0] - length];
    if (length > next.a[1] - next.a[0] || i < before.a[1] || j < before.b[1] || !equal(i, j, length)) continue;
    [next.a[0], next.b[0]] = [i, j];
    kept.splice(n, 1);
  }
  for (let n = 1; n < kept.length; n++) {
    const [before, run, next] = [kept[n - 1], kept[n], kept[n + 1] || { a: [a.length, 0], b: [b.length, 0] }];
    const length = run.a[1] - run.a[0];
    const [i, j] = [before.a[1], before.b[1]];
    if (length > i - before.a[0] || i + length > next.a[0] || j + length > next.b[0] || !equal(i, j, length)) continue;
    [before.a[1], before.b[1]] = [i + length, j + length];
    kept.splice(n--, 1);
  }
  return kept;
}

/* Runs of words that are kept, or cut from a and added to b in their place. */
function findRuns(a, b) {
  const runs = [];
  let [i, j] = [0, 0];
  const kept = gatherRuns(findKept(a, b), a, b);
  for (const run of [...kept, { a: [a.length, a.length], b: [b.length, b.length] }]) {
    if (run.a[0] > i || run.b[0] > j) runs.push({ same: false, a: [i, run.a[0]], b: [j, run.b[0]] });
    if (run.a[1] > run.a[0]) runs.push({ same: true, a: run.a, b: run.b });
    [i, j] = [run.a[1], run.b[1]];
  }
  return runs;
}

/* A cut with an addition in its place is a change of as many words as the shorter of the two. */
function countRuns(runs) {
  const total = { kept: 0, added: 0, cut: 0, changed: 0, onlyA: 0, onlyB: 0 };
  for (const run of runs) {
    const [inA, inB] = [run.a[1] - run.a[0], run.b[1] - run.b[0]];
    if (run.same) {
      total.kept += inA;
      continue;
    }
    const changed = Math.min(inA, inB);
    total.changed += changed;
    total.cut += inA - changed;
    total.added += inB - changed;
    total.onlyA += inA;
    total.onlyB += inB;
  }
  return total;
}
