// Shows model.get("view") (see widget.py). Text of articles is set as text, never as markup.
const FIELDS = ["entity", "role", "action", "status", "counterparty", "date", "reason"];
const KEYS = { a: "accept", r: "reject", n: "next", p: "back", u: "undo", e: "edit" };

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  for (const child of children) if (child !== null && child !== undefined) element.append(child);
  return element;
}

function options(values, chosen, any) {
  const list = any === undefined ? values : ["", ...values];
  return list.map((value) => {
    const label = value || any, option = make("option", { value, title: label }, label.length > 40 ? label.slice(0, 39) + "…" : label);
    option.selected = value === chosen;
    return option;
  });
}

function render({ model, el }) {
  const root = make("div", { class: "wl", tabindex: "0", "aria-label": "Review of claims" });
  el.append(root);
  let inputs = {}, note = null, waiting = 0, claimId = null;
  const send = (message) => model.send(message);

  const bar = make("div", { class: "wl-filters" }), progress = make("div", { class: "wl-progress" });
  const list = make("ol", { class: "wl-list", "aria-label": "Claims" });
  const detail = make("div", { class: "wl-detail" }), line = make("div", { class: "wl-line", role: "status" });
  root.append(progress, bar, make("div", { class: "wl-body" }, list, detail), line);

  const filters = {};
  function label(name, input) { filters[name] = input; return make("label", {}, name === "min_confidence" ? "confidence ≥" : name, input); }
  function ask() {
    const values = {};
    for (const [name, input] of Object.entries(filters))
      values[name] = input.type === "number" ? Math.min(1, Math.max(0, (parseFloat(input.value) || 0) / 100)) : input.value;
    send({ do: "filter", filters: values });
  }
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(ask, 200); };

  function build(view) {
    for (const name of ["verdict", "language", "action", "status", "source"])
      bar.append(label(name, make("select", { onchange: ask }, ...options(view.choices[name], view.filters[name], "any"))));
    for (const name of ["company", "text"]) bar.append(label(name, make("input", { type: "search", placeholder: "any", oninput: soon })));
    bar.append(label("min_confidence", make("input", { type: "number", min: 0, max: 100, step: 5, value: 0, oninput: soon })));
  }

  function drawProgress(view) {
    const all = view.progress.all || 1, parts = ["accepted", "corrected", "rejected", "changed"];
    const done = parts.slice(0, 3).reduce((sum, part) => sum + view.progress[part], 0);
    const track = make("div", { class: "wl-track", role: "img", "aria-label": `${done} of ${view.progress.all} reviewed` });
    for (const part of parts) {
      const piece = make("i", { class: "wl-" + part, title: `${part}: ${view.progress[part]}` });
      piece.style.width = (100 * view.progress[part] / all) + "%";
      track.append(piece);
    }
    const counts = parts.filter((part) => view.progress[part]).map((part) => `${view.progress[part]} ${part}`).join(" · ");
    progress.replaceChildren(track, make("span", {}, `${done} of ${view.progress.all} reviewed${counts ? " (" + counts + ")" : ""} · `
      + `${view.shown} shown · reviewer ${view.reviewer}`));
  }

  function drawList(view) {
    list.replaceChildren(...view.list.map((claim) => {
      const now = view.claim && claim.claim_id === view.claim.claim_id;
      return make("li", { class: now ? "wl-now" : null, "aria-current": now ? "true" : null },
        make("button", { type: "button", onclick: () => send({ do: "go", claim_id: claim.claim_id }) },
          make("span", { class: "wl-dot wl-" + claim.verdict, title: claim.verdict }), make("b", { dir: "auto" }, claim.entity),
          make("small", {}, `${claim.action} · ${claim.status} · ${claim.language} · ${Math.round(100 * claim.confidence)} %`)));
    }));
    const now = list.querySelector(".wl-now");
    if (now) list.scrollTop = now.offsetTop - list.clientHeight / 3;
  }

  function field(name, view) {
    const claim = view.claim, sets = { role: view.choices.roles, action: view.choices.actions, status: view.choices.statuses };
    const right = view.earlier && view.earlier.corrections[name] !== undefined ? view.earlier.corrections[name] : claim[name];
    const value = Array.isArray(right) ? right.join("; ") : right || "";
    const input = sets[name] ? make("select", {}, ...options(sets[name], value)) : make("input", { type: "text", dir: "auto" });
    if (!sets[name]) input.value = value;
    if (name === "counterparty") input.placeholder = "name; name";
    input.title = value; // longer than its field
    inputs[name] = input;
    return make("label", { class: "wl-field wl-f-" + name }, name, input);
  }

  function drawDetail(view) {
    const claim = view.claim;
    if (!claim) { detail.replaceChildren(make("p", { class: "wl-none" }, "No claim fits these filters.")); return; }
    const text = make("div", { class: "wl-text", dir: "auto" }); // pre-wrap: paragraphs are blank lines
    for (const [words, kinds] of view.segments)
      text.append(kinds ? make("mark", { class: kinds.split(" ").map((k) => "wl-m-" + k).join(" ") }, words) : words);
    inputs = {};
    note = make("input", { type: "text", placeholder: "note (optional)" });
    if (view.earlier) note.value = view.earlier.note;
    const earlier = view.earlier ? make("div", { class: "wl-earlier wl-" + view.earlier.label },
      `${view.earlier.label} by ${view.earlier.reviewer}, ${view.earlier.when}`
      + (view.earlier.moved ? " · the claim has moved since" : "")
      + view.earlier.changed.map((name) => ` · ${name} was ${view.earlier.claim[name] || "empty"}`).join("")) : null;
    const button = (name, key, act) => make("button", { type: "button", class: "wl-b-" + name, title: `key ${key}`, onclick: act },
      name, make("kbd", {}, key));
    const parts = [
      make("div", { class: "wl-head" }, make("b", { dir: "auto" }, claim.title || claim.source_ref),
        make("small", { dir: "auto" }, [claim.source, claim.published && claim.published.slice(0, 10), claim.language,
          `confidence ${Math.round(100 * claim.confidence)} %`, claim.attribution && `says ${claim.attribution}`].filter(Boolean).join(" · "))),
      earlier, make("div", { class: "wl-fields" }, ...FIELDS.map((name) => field(name, view)), make("label", { class: "wl-field wl-f-note" }, "note", note)),
      make("div", { class: "wl-buttons" }, button("accept", "a", () => judge("accept")), button("reject", "r", () => judge("reject")),
        button("back", "p", () => act("back")), button("next", "n", () => act("next")), button("undo", "u", () => act("undo"))),
      text];
    detail.replaceChildren(...parts.filter(Boolean)); // a null would be shown as the word
    const evidence = text.querySelector(".wl-m-evidence");
    if (evidence) text.scrollTop = evidence.offsetTop - text.offsetTop - text.clientHeight / 3;
    claimId = claim.claim_id;
  }

  function judge(verdict) {
    const corrections = {};
    for (const name of FIELDS) corrections[name] = inputs[name].value;
    send({ do: verdict, corrections, note: note.value });
  }
  function act(name) {
    if (name === "accept" || name === "reject") judge(name);
    else if (name === "next") send({ do: "step", by: 1 });
    else if (name === "back") send({ do: "step", by: -1 });
    else if (name === "undo") send({ do: "undo" });
    else if (name === "edit") inputs.entity.focus();
  }

  root.addEventListener("keydown", (event) => {
    event.stopPropagation(); // the notebook has shortcuts of its own: "a" would insert a cell
    const typing = ["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName);
    if (event.key === "Escape") { root.focus(); return; }
    if (typing && event.key === "Enter" && detail.contains(event.target)) { event.preventDefault(); root.focus(); judge("accept"); return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key] || !claimId) return;
    event.preventDefault();
    act(KEYS[event.key]);
  });

  function draw() {
    const view = model.get("view");
    if (!bar.childElementCount) build(view);
    const inside = root.contains(document.activeElement) && !bar.contains(document.activeElement);
    drawProgress(view); drawList(view); drawDetail(view);
    line.textContent = view.line;
    line.classList.toggle("wl-bad", view.line.startsWith("not saved"));
    if (inside) root.focus({ preventScroll: true });
    root.dataset.ready = "yes";
  }
  model.on("change:view", draw);
  draw();
}

export default { render };
