"use strict";
// The page shows `data` (see content.py). Text of articles is set as text, never as markup.
const $ = (id) => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";
const PAGE = 30, ROWS = 18, COLUMNS = 14, NODES = 26, EDGES = 48, FACTS = 8;
const number = (n) => n.toLocaleString("en");

function make(tag, attributes, ...children) {
  const svg = ["svg", "g", "rect", "line", "circle", "text", "title"].includes(tag);
  const element = svg ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  for (const child of children) if (child !== null && child !== undefined) element.append(child);
  return element;
}

async function unpack() {
  const coded = atob($("data").textContent.trim());
  const bytes = Uint8Array.from(coded, (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

function start(data) {
  const claims = data.claims, size = claims.entity.length;
  let found = [], shown = 0, period = null, haystack = null;

  function count(indexes, key) {
    const counts = new Map();
    for (const i of indexes) { const k = key(i); counts.set(k, (counts.get(k) || 0) + 1); }
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }
  const all = Array.from({ length: size }, (_, i) => i);
  const article = (i) => data.articles[claims.article[i]];

  function words() { // built when somebody first searches; sentences that claims share are folded once
    if (haystack) return haystack;
    const low = data.sentences.map((s) => s.toLowerCase());
    const names = data.names.map((s) => s.toLowerCase());
    const heads = data.articles.map((a) => ((a[0] || "") + " " + a[2]).toLowerCase());
    haystack = (i, q) => low[claims.sentence[i]].includes(q) || names[claims.entity[i]].includes(q)
      || heads[claims.article[i]].includes(q)
      || (claims.counterparty[i] && claims.counterparty[i].some((n) => names[n].includes(q)));
    return haystack;
  }

  function choices(id, counts, label) {
    $(id).append(make("option", { value: "" }, "any"));
    for (const [value, n] of counts) $(id).append(make("option", { value }, `${label(value)} (${number(n)})`));
  }
  choices("action", count(all, (i) => claims.action[i]), (v) => data.actions[v]);
  choices("status", count(all, (i) => claims.status[i]), (v) => data.statuses[v]);
  choices("language", count(all, (i) => article(i)[4]), (v) => v);
  choices("source", count(all, (i) => article(i)[2]).slice(0, 200), (v) => v.length > 60 ? v.slice(0, 59) + "…" : v);
  const companies = count(all, (i) => claims.entity[i]);
  for (const [n] of companies.slice(0, 500)) $("companies").append(make("option", { value: data.names[n] }));

  let byEvent = true; // which of its two dates a claim stands at
  function dated(i) { return byEvent ? claims.date[i] || null : article(i)[3]; }

  function filter() {
    const q = $("q").value.trim().toLowerCase(), company = $("company").value.trim().toLowerCase();
    const action = $("action").value, status = $("status").value, language = $("language").value;
    const source = $("source").value, least = +$("confidence").value;
    $("least").textContent = least + " %";
    byEvent = $("by").value === "date";
    let wanted = null;
    if (company) { // a name in full is that company; else any name with these letters
      const exact = data.names.findIndex((n) => n.toLowerCase() === company);
      wanted = new Set(exact >= 0 ? [exact] : data.names.flatMap((n, k) => n.toLowerCase().includes(company) ? [k] : []));
    }
    const has = q ? words() : null;
    found = all.filter((i) => (!least || claims.confidence[i] >= least)
      && (!action || claims.action[i] === +action) && (!status || claims.status[i] === +status)
      && (!wanted || wanted.has(claims.entity[i])) && (!language || article(i)[4] === language)
      && (!source || article(i)[2] === source)
      && (!period || (dated(i) && bucket(dated(i), period[1]) === period[0])) && (!has || has(i, q)));
    draw();
  }

  function draw() {
    $("count").textContent = found.length === size ? `${number(size)} claims`
      : `${number(found.length)} of ${number(size)} claims${period ? " · " + period[0] : ""}`;
    timeline(); matrix(); graph(); facts();
    shown = 0; $("list").replaceChildren(); more();
  }

  function tiles() {
    const days = data.articles.map((a) => a[3]).filter(Boolean).sort();
    if (days.length) $("span").textContent = `published ${days[0]} to ${days[days.length - 1]} · read by wortlaut ${data.version}`;
    const entries = [["articles", data.counts.articles], ["claims", size], ["companies", companies.length],
      ["sources", count(all, (i) => article(i)[2]).length], ["told by several", data.several], ["without article", data.counts.rejects]];
    for (const [name, n] of entries) $("tiles").append(make("div", { class: "tile" }, make("b", {}, number(n)), make("span", {}, name)));
  }

  function bucket(date, unit) {
    if (unit === "year") return date.slice(0, 4);
    const rest = date.slice(5);
    let month = null;
    if (/^\d\d/.test(rest)) month = +rest.slice(0, 2);
    else if (rest[0] === "Q") month = 3 * (+rest[1]) - 2;
    else if (rest[0] === "H") month = rest[1] === "1" ? 1 : 7;
    else if (rest[0] === "W") month = Math.min(12, Math.floor((+rest.slice(1) - 1) / 4.348) + 1);
    if (month === null) return unit === "month" ? date.slice(0, 4) + "-01" : date.slice(0, 4) + "-Q1";
    return unit === "month" ? date.slice(0, 5) + String(month).padStart(2, "0") : date.slice(0, 5) + "Q" + Math.ceil(month / 3);
  }

  function steps(first, last, unit) {
    const out = [];
    for (let year = +first.slice(0, 4); year <= +last.slice(0, 4) && out.length < 400; year++) {
      if (unit === "year") out.push(String(year).padStart(4, "0"));
      else for (let part = 1; part <= (unit === "month" ? 12 : 4); part++)
        out.push(unit === "month" ? `${year}-${String(part).padStart(2, "0")}` : `${year}-Q${part}`);
    }
    return out.filter((step) => step >= first && step <= last);
  }

  function timeline() {
    const dates = found.map(dated).filter(Boolean);
    const missing = found.length - dates.length;
    $("undated").textContent = missing ? `${number(missing)} claims tell no date and are not shown here.` : "";
    $("timeline").replaceChildren();
    if (!dates.length) return;
    const years = dates.map((d) => +d.slice(0, 4)).sort((a, b) => a - b);
    // The bulk decides the scale: one founding date of 1868 must not squeeze ten years into one bar.
    const low = years[Math.floor(years.length * 0.01)], high = years[Math.ceil(years.length * 0.99) - 1];
    // A date that only names a year has no month to stand at.
    const coarse = dates.filter((d) => d.length === 4).length / dates.length;
    const unit = high - low > 8 || coarse > 0.3 ? "year" : high - low > 2 ? "quarter" : "month";
    const counts = new Map();
    for (const d of dates) {
      const year = +d.slice(0, 4);
      if (year >= low && year <= high) { const key = bucket(d, unit); counts.set(key, (counts.get(key) || 0) + 1); }
    }
    const keys = [...counts.keys()].sort(), scale = steps(keys[0], keys[keys.length - 1], unit);
    const most = 2 * Math.ceil(Math.max(...counts.values()) / 2); // half of it is a number too
    const width = $("timeline").clientWidth || 800, height = 170, left = 44, bottom = 22;
    const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": "Claims over time" });
    const step = (width - left) / scale.length;
    for (const share of [0, 0.5, 1]) {
      const y = 8 + (1 - share) * (height - bottom - 8);
      svg.append(make("line", { class: "grid", x1: left, x2: width, y1: y, y2: y }),
        make("text", { class: "axis", x: left - 6, y: y + 4, "text-anchor": "end" }, number(most * share)));
    }
    const every = Math.ceil(64 / step);
    scale.forEach((key, at) => {
      const n = counts.get(key) || 0, tall = n / most * (height - bottom - 8);
      if (n) svg.append(make("rect", { class: "bar", x: left + at * step + step * 0.1, width: Math.max(1, step * 0.8),
        y: height - bottom - tall, height: Math.max(1, tall), rx: 2, onclick: () => { period = period ? null : [key, unit]; filter(); } },
        make("title", {}, `${key}: ${number(n)}`)));
      if (at % every === 0) svg.append(make("text", { class: "axis", x: left + (at + 0.5) * step, y: height - 6, "text-anchor": "middle" }, key));
    });
    $("timeline").append(svg);
  }

  function choose(company, action) {
    if (company !== null) $("company").value = data.names[company];
    if (action !== null) $("action").value = action;
    filter();
  }

  function matrix() {
    const rows = count(found, (i) => claims.entity[i]).slice(0, ROWS);
    const columns = count(found, (i) => claims.action[i]).slice(0, COLUMNS);
    const cells = new Map();
    for (const i of found) { const key = claims.entity[i] * 64 + claims.action[i]; cells.set(key, (cells.get(key) || 0) + 1); }
    const most = Math.max(1, ...rows.flatMap(([c]) => columns.map(([a]) => cells.get(c * 64 + a) || 0)));
    const head = make("tr", {}, make("th", {}, ""), make("th", {}, make("div", {}, "all")), ...columns.map(([a]) =>
      make("th", { title: data.glosses[data.actions[a]] }, make("div", {}, data.actions[a]))));
    const body = rows.map(([c, n]) => make("tr", {},
      make("th", { title: `${data.names[c]}: ${number(n)}` }, make("button", { class: "link", type: "button", onclick: () => choose(c, null) }, data.names[c])),
      make("td", { class: "sum" }, number(n)), ...columns.map(([a]) => {
        const k = cells.get(c * 64 + a) || 0;
        const heat = k ? Math.ceil(4 * Math.log(1 + k) / Math.log(1 + most)) : 0;
        return make("td", {}, k ? make("button", { class: "h" + heat, type: "button",
          title: `${data.names[c]}: ${data.actions[a]} ${k}`, onclick: () => choose(c, a) }, number(k)) : null);
      })));
    $("matrix").replaceChildren(rows.length ? make("table", { class: "matrix" }, make("thead", {}, head), make("tbody", {}, ...body))
      : make("p", { class: "quiet" }, "No claims."));
  }

  function graph() {
    const width = Math.max(300, $("graph").clientWidth || 460), height = 420, room = Math.min(NODES, Math.floor(width / 17));
    const weights = new Map();
    for (const i of found) for (const other of claims.counterparty[i] || []) {
      const a = Math.min(claims.entity[i], other), b = Math.max(claims.entity[i], other);
      if (a !== b) { const key = a * data.names.length + b; weights.set(key, (weights.get(key) || 0) + 1); }
    }
    const total = new Map(), links = [];
    for (const [key, n] of [...weights].sort((x, y) => y[1] - x[1] || x[0] - y[0])) {
      const a = Math.floor(key / data.names.length), b = key % data.names.length;
      const fresh = [a, b].filter((k) => !total.has(k)).length;
      if (links.length >= EDGES || total.size + fresh > room) continue;
      links.push([a, b, n]);
      for (const k of [a, b]) total.set(k, (total.get(k) || 0) + n);
    }
    $("graph").replaceChildren();
    if (!links.length) { $("graph").append(make("p", { class: "quiet" }, "No claim here names a counterparty.")); return; }
    const spots = layout([...total.keys()], links, width, height);
    const most = Math.max(...total.values()), thick = Math.max(...links.map((l) => l[2]));
    const subjects = new Set(found.map((i) => claims.entity[i]));
    const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": "Companies and counterparties" });
    for (const [a, b, n] of links) {
      const p = spots.get(a), q = spots.get(b);
      svg.append(make("line", { class: "edge", x1: p[0], y1: p[1], x2: q[0], y2: q[1], "stroke-width": 1 + 4 * n / thick },
        make("title", {}, `${data.names[a]} – ${data.names[b]}: ${n}`)));
    }
    const size = (n) => 4 + 8 * Math.sqrt(n / most);
    const taken = [...total].map(([k, n]) => { const [x, y] = spots.get(k), r = size(n); return [x - r, y - r, x + r, y + r]; });
    for (const [k, n] of [...total].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
      const [x, y] = spots.get(k), name = data.names[k], short = name.length > 24 ? name.slice(0, 23) + "…" : name;
      const at = place(short, x, y, size(n), width, height, taken);
      svg.append(make("g", { class: "who", onclick: () => choose(k, null) },
        make("circle", { class: subjects.has(k) ? "node" : "node other", cx: x, cy: y, r: size(n) }),
        at && make("text", { class: "name", x: at[0], y: at[1] }, short), make("title", {}, `${name}: ${n}`)));
    }
    $("graph").append(svg);
  }

  function place(name, x, y, r, width, height, taken) { // where a name covers nothing; null where it would: pointing shows it
    const wide = 6.4 * name.length, high = 12;
    for (const [left, top] of [[x - wide / 2, y - r - 2 - high], [x - wide / 2, y + r + 1], [x + r + 2, y - high / 2], [x - r - 2 - wide, y - high / 2],
      [x - r, y - r - 2 - high], [x + r - wide, y - r - 2 - high], [x - r, y + r + 1], [x + r - wide, y + r + 1]]) {
      const box = [left, top, left + wide, top + high];
      if (left < 0 || top < 0 || box[2] > width || box[3] > height) continue;
      if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
      taken.push(box);
      return [left, top + high - 2];
    }
    return null;
  }

  function layout(nodes, links, width, height) { // springs and repulsion from a circle: the same data, the same picture
    const spots = new Map(nodes.map((k, i) => [k, [width / 2 + 150 * Math.cos(2.4 * i), height / 2 + 130 * Math.sin(2.4 * i)]]));
    const length = Math.sqrt(width * height / nodes.length) * 0.85;
    for (let round = 0; round < 220; round++) {
      const heat = 14 * (1 - round / 220), push = new Map(nodes.map((k) => [k, [0, 0]]));
      const pull = (a, b, force) => {
        const p = spots.get(a), q = spots.get(b), dx = p[0] - q[0] || 0.01, dy = p[1] - q[1] || 0.01;
        const far = Math.hypot(dx, dy), f = force(far) / far;
        push.get(a)[0] += dx * f; push.get(a)[1] += dy * f; push.get(b)[0] -= dx * f; push.get(b)[1] -= dy * f;
      };
      nodes.forEach((a, i) => nodes.slice(i + 1).forEach((b) => pull(a, b, (d) => d < 2.5 * length ? length * length / Math.max(d, 6) : 0)));
      for (const [a, b] of links) pull(a, b, (d) => -d * d / length);
      for (const k of nodes) {
        const p = spots.get(k), v = push.get(k), far = Math.hypot(v[0], v[1]) || 1;
        p[0] = Math.min(width - 14, Math.max(14, p[0] + v[0] / far * Math.min(far, heat) + (width / 2 - p[0]) * 0.02));
        p[1] = Math.min(height - 10, Math.max(24, p[1] + v[1] / far * Math.min(far, heat) + (height / 2 - p[1]) * 0.02));
      }
    }
    // Springs know nothing of the frame: stretch the picture to it.
    for (const [axis, low, high] of [[0, 46, width - 46], [1, 30, height - 14]]) {
      const all = [...spots.values()].map((p) => p[axis]), least = Math.min(...all), span = Math.max(...all) - least || 1;
      for (const p of spots.values()) p[axis] = low + (p[axis] - least) / span * (high - low);
    }
    return spots;
  }

  function sentence(i) {
    const text = data.sentences[claims.sentence[i]], marks = claims.marks[i], quote = make("blockquote", { dir: "auto" });
    let at = 0;
    for (let k = 0; k < marks.length; k += 3) {
      const from = Math.max(marks[k + 1], at), to = marks[k + 2];
      if (from >= to) continue; // words that two slots share are marked once
      quote.append(text.slice(at, from), make("mark", { class: "m" + marks[k] }, text.slice(from, to)));
      at = to;
    }
    quote.append(text.slice(at));
    return quote;
  }

  function item(i) {
    const [title, url, source, published] = article(i), status = data.statuses[claims.status[i]];
    const others = (claims.counterparty[i] || []).map((n) => data.names[n]);
    const what = make("div", { class: "what" }, make("b", { dir: "auto" }, data.names[claims.entity[i]]),
      make("span", { class: "chip", title: data.glosses[data.actions[claims.action[i]]] }, data.actions[claims.action[i]]),
      make("span", { class: "chip" }, claims.role[i] === "a" ? "agent" : "target"), make("span", { class: "chip " + status }, status));
    if (claims.date[i]) what.append(make("span", { class: "chip" }, claims.date[i]));
    if (claims.reason_code[i] >= 0) what.append(make("span", { class: "chip" }, "reason: " + data.reasons[claims.reason_code[i]]));
    if (others.length) what.append(make("span", { class: "from", dir: "auto" }, "with " + others.join(", ")));
    const from = make("div", { class: "from" });
    if (claims.attribution[i]) from.append(`says ${claims.attribution[i]} · `);
    from.append(url ? make("a", { href: url, rel: "noopener noreferrer nofollow", target: "_blank" }, title || source) : title || source,
      ` · ${source}${published ? " · " + published : ""} · `);
    const bar = make("svg", { viewBox: "0 0 46 6", width: 46, height: 6, role: "img", "aria-label": `confidence ${claims.confidence[i]} percent` },
      make("rect", { class: "grid", width: 46, height: 6, rx: 3, fill: "none" }), make("rect", { class: "bar", width: 0.46 * claims.confidence[i], height: 6, rx: 3 }));
    from.append(bar, ` ${claims.confidence[i]} %`);
    return make("li", {}, what, sentence(i), from);
  }

  function more() {
    const next = found.slice(shown, shown + PAGE);
    $("list").append(...next.map(item));
    shown += next.length;
    $("more").hidden = shown >= found.length;
    $("more").textContent = `Show more (${number(found.length - shown)})`;
    if (!found.length) $("list").append(make("li", {}, "No claim fits these filters."));
  }

  function facts() {
    const seen = new Uint8Array(size);
    for (const i of found) seen[i] = 1;
    const told = data.facts.filter((fact) => fact[fact.length - 1].some((i) => seen[i]));
    $("facts-card").hidden = !data.facts.length;
    const list = make("ol", { class: "list" }, ...told.slice(0, FACTS).map(fact));
    $("facts").replaceChildren(told.length ? list : make("p", { class: "quiet" }, "None of these claims."));
    if (told.length > FACTS) $("facts").append(make("button", { type: "button",
      onclick: (e) => { list.append(...told.slice(FACTS).map(fact)); e.target.remove(); } }, `Show more (${number(told.length - FACTS)})`));
  }

  function fact([entity, action, role, status, date, articles, stories, publishers, contradicted, others, languages, ids]) {
    const more = make("details", {}, make("summary", {},
      `${articles} articles · ${stories} independent · ${publishers} source${publishers > 1 ? "s" : ""} · ${languages.join(", ")}`));
    more.addEventListener("toggle", () => more.append(...ids.slice(0, 12).map((i) =>
      make("div", {}, sentence(i), make("div", { class: "from" }, `${article(i)[2]} · ${article(i)[3] || "undated"}`)))), { once: true });
    return make("li", {}, make("div", { class: "what" }, make("b", { dir: "auto" }, entity), make("span", { class: "chip" }, action),
      make("span", { class: "chip" }, role), make("span", { class: "chip " + status }, status), date ? make("span", { class: "chip" }, date) : null,
      contradicted ? make("span", { class: "chip contradicted" }, "sources contradict each other") : null,
      others.length ? make("span", { class: "from", dir: "auto" }, "with " + others.join(", ")) : null), more);
  }

  function rejects() {
    if (!data.rejects.length) { $("rejects-card").hidden = true; return; }
    for (const [error, n, examples] of data.rejects) $("rejects").append(make("details", {},
      make("summary", {}, make("b", {}, error), ` ${number(n)}`),
      make("table", {}, ...examples.map(([ref, message]) => make("tr", {}, make("td", {}, ref), make("td", {}, message))))));
  }

  let waiting = 0;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(filter, 60); };
  for (const id of ["q", "company", "confidence"]) $(id).addEventListener("input", soon);
  for (const id of ["action", "status", "language", "source"]) $(id).addEventListener("change", filter);
  $("by").addEventListener("change", () => { period = null; filter(); });
  $("filters").addEventListener("submit", (e) => e.preventDefault());
  $("clear").addEventListener("click", () => { period = null; $("filters").reset(); filter(); });
  $("more").addEventListener("click", more);
  tiles(); rejects(); filter();
  window.wortlaut = { time: () => { const t = performance.now(); filter(); return performance.now() - t; } };
  document.body.dataset.ready = "yes";
}

unpack().then(start, (error) => { $("count").textContent = "The data of this page can't be read: " + error; });
