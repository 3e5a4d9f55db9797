const rows = data.rows;
const rowOf = new Map(rows.map((row, place) => [row.id, Object.assign(row, { rank: place + 1 })]));
const partOf = new Map(data.parts.flatMap((names, part) => names.map((name) => [name, part])));
const opened = new Map();

async function openPart(part) {
  const packed = document.getElementById(`part-${part}`).textContent;
  const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

async function openStory(id) {
  const part = partOf.get(id);
  if (!opened.has(part)) opened.set(part, openPart(part));
  return (await opened.get(part))[id];
}
