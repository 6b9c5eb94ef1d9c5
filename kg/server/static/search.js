// Suggests names as somebody types. The field works without it: it is a form.
"use strict";
document.documentElement.classList.add("js");
(() => {
  const field = document.getElementById("q");
  if (!field) return;
  const list = document.createElement("ul");
  let found = [], chosen = -1, asked = 0;
  list.className = "suggestions";
  list.id = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Names");
  list.hidden = true;
  field.parentNode.append(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-controls", "suggestions");
  field.setAttribute("aria-autocomplete", "list");

  const open = (yes) => {
    list.hidden = !yes;
    field.setAttribute("aria-expanded", String(yes));
    if (!yes) { chosen = -1; field.removeAttribute("aria-activedescendant"); }
  };
  open(false);

  const choose = (number) => {
    chosen = number;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === chosen)));
    if (chosen >= 0) field.setAttribute("aria-activedescendant", "suggestion-" + chosen);
    else field.removeAttribute("aria-activedescendant");
  };

  const show = () => {
    list.replaceChildren(...found.map((each, i) => {
      const item = document.createElement("li"), about = document.createElement("small");
      item.id = "suggestion-" + i;
      item.setAttribute("role", "option");
      item.textContent = each.name;
      about.textContent = each.kind + (each.matched ? ", known as " + each.matched : "");
      item.append(about);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); location.href = each.href; });
      return item;
    }));
    choose(-1);
    open(found.length > 0);
  };

  const ask = async () => {
    const text = field.value.trim(), mine = ++asked;
    if (!text) { found = []; show(); return; }
    const answer = await fetch(field.dataset.suggest + "?q=" + encodeURIComponent(text));
    const names = answer.ok ? await answer.json() : [];
    if (mine === asked) { found = names; show(); }
  };

  let waiting;
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 90); });
  field.addEventListener("blur", () => open(false));
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") open(false);
    else if (event.key === "ArrowDown" && found.length) { event.preventDefault(); open(true); choose((chosen + 1) % found.length); }
    else if (event.key === "ArrowUp" && found.length) { event.preventDefault(); open(true); choose(chosen <= 0 ? found.length - 1 : chosen - 1); }
    else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); location.href = found[chosen].href; }
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); field.focus(); field.select(); }
  });
})();
