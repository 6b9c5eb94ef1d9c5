// Shows the evidence an address names, and walks from one piece to the next. Without it the links still lead there.
"use strict";
document.documentElement.classList.add("js");
(() => {
  const article = document.querySelector("[data-article]");
  if (!article) return;
  const marks = [...article.querySelectorAll("mark[data-spans]")];
  const notes = [...article.querySelectorAll(".note[data-at]")];
  const spans = [...article.querySelectorAll(".anchor")].map((anchor) => anchor.id.slice(1));

  const light = (span, name) => {
    for (const mark of marks) mark.classList.toggle(name, mark.dataset.spans.split(" ").includes(span));
    for (const note of notes) note.classList.toggle(name, note.dataset.at === span);
  };
  const here = () => decodeURIComponent(location.hash).replace(/^#c/, "");
  const arrive = () => { if (spans.includes(here())) light(here(), "hit"); };

  const go = (step) => {
    const at = spans.indexOf(here());
    const next = spans[at < 0 ? (step > 0 ? 0 : spans.length - 1) : (at + step + spans.length) % spans.length];
    if (!next) return;
    history.replaceState(null, "", "#c" + next);
    light(next, "hit");
    document.getElementById("c" + next).scrollIntoView({ block: "center" });
    const note = notes.find((each) => each.dataset.at === next);
    if (note) note.querySelector("a").focus({ preventScroll: true });
  };

  for (const note of notes) {
    note.addEventListener("mouseenter", () => light(note.dataset.at, "near"));
    note.addEventListener("mouseleave", () => light("", "near"));
    note.querySelector(".jump").addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      history.replaceState(null, "", "#c" + note.dataset.at);
      arrive();
    });
  }
  document.addEventListener("keydown", (event) => {
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j" || event.key === "n") go(1);
    if (event.key === "k" || event.key === "p") go(-1);
  });
  addEventListener("hashchange", arrive);
  arrive();
})();
