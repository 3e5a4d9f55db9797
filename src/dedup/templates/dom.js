const data = JSON.parse(document.getElementById("data").textContent);
const ui = data.ui;
const SVG = "http://www.w3.org/2000/svg";

/* Text of the corpus only ever becomes a text node: nothing here parses HTML. */
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

function bdi(text) {
  return el("bdi", {}, text);
}

function say(name, values) {
  return ui[name].replace(/\{(\w+)\}/g, (whole, key) => (values && key in values ? values[key] : whole));
}

const numbers = new Intl.NumberFormat(document.documentElement.lang);

function count(number) {
  return numbers.format(number);
}

function percent(share) {
  return share === null || share === undefined ? "" : `${Math.round(share * 100)} %`;
}

function chip(verdict) {
  return el("span", { class: `chip ${verdict}` }, ui[`verdict_name_${verdict}`]);
}

function nameOutlet(name) {
  return name === "" ? ui.unknown_outlet : name;
}

function linkOutlet(name) {
  return el("a", { href: `#outlet/${encodeURIComponent(name)}` }, bdi(nameOutlet(name)));
}

function makeOptions(values, chosen) {
  return values.map(([value, name]) => el("option", { value, selected: value === chosen }, name));
}

function showHours(hours) {
  if (hours === null) return "";
  if (hours < 1) return say("minutes", { n: Math.round(hours * 60) });
  const [name, n] = hours < 48 ? ["hours", hours] : ["days", hours / 24];
  return say(name, { n: n.toFixed(1).replace(/\.0$/, "").replace(".", ui.decimal) });
}

function draw(plain) {
  const make = (tag, attributes, text) => {
    const node = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.textContent = text;
    return node;
  };
  const box = { width: "100%", height: plain.height, role: "img", "aria-label": plain.title };
  const picture = make("svg", box, "");
  picture.append(...plain.shapes.map((shape) => make(...shape)));
  return picture;
}
