// Draws the surroundings of an entity. A node opens what surrounds it, a tie the words behind it.
"use strict";
document.documentElement.classList.add("js");
(() => {
  const MOST = 200;
  const box = document.getElementById("picture"), told = document.getElementById("told");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const COLOURS = { org: "#2f76bd", person: "#c9780f", product: "#2d7d5a", deal: "#8a4fb0", event: "#b23a48", place: "#6f7a87" };
  const SHAPES = { org: "ellipse", person: "round-rectangle", product: "diamond", deal: "hexagon", event: "triangle", place: "rectangle" };
  const hidden = new Set(), opened = new Set();

  const style = () => {
    const ink = dark.matches ? "#e4e3df" : "#1e2329", line = dark.matches ? "#59636e" : "#b9b5ab";
    return [
      { selector: "node", style: { label: "data(short)", "font-size": 11, color: ink, "text-valign": "bottom", "text-margin-y": 4, "text-wrap": "wrap", "text-max-width": 110, width: "data(size)", height: "data(size)", "background-color": (n) => COLOURS[n.data("kind")] || "#888", shape: (n) => SHAPES[n.data("kind")] || "ellipse", "text-background-color": dark.matches ? "#1c2025" : "#ffffff", "text-background-opacity": 0.8, "min-zoomed-font-size": 6 } },
      { selector: "node:selected", style: { "border-width": 4, "border-color": dark.matches ? "#f0a35e" : "#b4540a" } },
      { selector: "edge", style: { width: (e) => Math.min(1 + e.data("articles") * 0.6, 5), "line-color": line, "curve-style": "bezier", "target-arrow-shape": "triangle", "target-arrow-color": line, "arrow-scale": 0.8 } },
      { selector: "edge:selected", style: { "line-color": "#c9780f", "target-arrow-color": "#c9780f", label: "data(label)", "font-size": 10, color: ink, "text-background-color": dark.matches ? "#1c2025" : "#ffffff", "text-background-opacity": 1, "text-background-padding": 2 } },
    ];
  };
  const cy = cytoscape({ container: box, style: style(), minZoom: 0.15, maxZoom: 3 });
  window.kgGraph = cy;
  dark.addEventListener("change", () => cy.style(style()));

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  const tell = (...parts) => told.replaceChildren(...parts);

  const add = (found) => {
    const room = MOST - cy.nodes().length;
    const fresh = found.nodes.filter((node) => cy.getElementById(node.id).empty()).sort((a, b) => b.ties - a.ties || (a.id < b.id ? -1 : 1));
    const taken = fresh.slice(0, room);
    cy.batch(() => {
      for (const node of taken) cy.add({ group: "nodes", data: { ...node, short: node.name.length > 34 ? node.name.slice(0, 32) + "…" : node.name, size: Math.min(16 + 5 * Math.sqrt(node.ties), 54) } });
      for (const tie of found.ties) {
        if (cy.getElementById(tie.id).empty() && cy.getElementById(tie.source).nonempty() && cy.getElementById(tie.target).nonempty()) cy.add({ group: "edges", data: tie });
      }
    });
    return fresh.length - taken.length + (found.left_off || 0);
  };

  // No chance in it: nodes start on circles in the order of their IRIs, and every step follows from the last.
  const arrange = () => {
    cy.layout({ name: "concentric", animate: false, concentric: (n) => n.degree(), levelWidth: () => 3, minNodeSpacing: 30, sort: (a, b) => (a.id() < b.id() ? -1 : 1) }).run();
    cy.layout({ name: "cose", animate: false, randomize: false, nodeRepulsion: () => 16000, idealEdgeLength: () => 110, edgeElasticity: () => 120, gravity: 0.35, numIter: 800, nodeOverlap: 24, componentSpacing: 90, fit: true, padding: 40 }).run();
  };

  const kinds = () => {
    const field = document.getElementById("kinds"), known = [...new Set(cy.edges().map((edge) => edge.data("kind")))].sort();
    field.querySelectorAll("label").forEach((label) => label.remove());
    for (const kind of known) {
      const label = element("label", " " + kind), tick = element("input", "", { type: "checkbox" });
      tick.checked = !hidden.has(kind);
      tick.addEventListener("change", () => { if (tick.checked) hidden.delete(kind); else hidden.add(kind); filter(); });
      label.prepend(tick);
      field.append(label);
    }
  };

  const filter = () => cy.batch(() => {
    cy.edges().forEach((edge) => { edge.style("display", hidden.has(edge.data("kind")) ? "none" : "element"); });
    cy.nodes().forEach((node) => { node.style("display", node.connectedEdges().length && node.connectedEdges().every((edge) => hidden.has(edge.data("kind"))) ? "none" : "element"); });
  });

  const load = async (about) => {
    const answer = await fetch(box.dataset.source + (about ? "?about=" + encodeURIComponent(about) : ""));
    if (!answer.ok) { tell(element("p", await answer.text(), { class: "failure" })); return; }
    const left = add(await answer.json());
    if (about) opened.add(about);
    kinds();
    filter();
    arrange();
    box.dataset.nodes = cy.nodes().length;
    return left;
  };

  cy.on("tap", "node", async (event) => {
    const node = event.target, before = cy.nodes().length;
    const left = opened.has(node.id()) ? 0 : await load(node.id());
    const more = cy.nodes().length - before;
    const link = element("a", node.data("name"), { href: node.data("href") }), head = element("h2", "");
    head.append(link);
    tell(head, element("p", [node.data("kind") === "org" ? "organisation" : node.data("kind"), node.data("status")].filter(Boolean).join(", "), { class: "quiet" }),
      element("p", node.connectedEdges().length + " ties shown" + (more ? ", " + more + " entities added" : "") + (left ? ", " + left + " left out" : "") + "."));
  });

  cy.on("tap", "edge", (event) => {
    const tie = event.target.data(), head = element("h2", ""), words = element("p", ""), where = element("p", "", { class: "quiet" });
    head.append(element("a", event.target.source().data("name"), { href: event.target.source().data("href") }), " " + tie.label + " ", element("a", event.target.target().data("name"), { href: event.target.target().data("href") }));
    const quote = element("a", "", { href: tie.href, class: "words" });
    quote.append("“" + tie.words + "”");
    words.append(quote);
    where.append(tie.headline + (tie.articles > 1 ? ", and " + (tie.articles - 1) + " more" : ""));
    tell(head, words, where);
  });

  document.getElementById("png").addEventListener("click", () => {
    const link = element("a", "", { href: cy.png({ full: true, scale: 2, bg: dark.matches ? "#1c2025" : "#ffffff", maxWidth: 4000 }), download: "graph.png" });
    link.click();
  });

  load(box.dataset.about);
})();
