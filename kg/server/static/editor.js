// The editor, with a tab for each question of the library that somebody opens. It asks this server and no other.
"use strict";
document.documentElement.classList.add("js");
(() => {
  const box = document.getElementById("editor");
  const endpoint = new URL(box.dataset.endpoint, location.href).href;
  const first = "PREFIX kg: <https://w3id.org/aideals/ns#>\nPREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n\nSELECT ?deal ?name {\n  ?deal a kg:Deal ; skos:prefLabel ?name\n} ORDER BY ?name";
  const settings = {
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: true,
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    persistenceId: null,
    autofocus: false,
    yasqe: { value: first, persistenceId: null },
    yasr: { prefixes: {}, persistenceId: null },
  };
  Yasgui.Yasqe.defaults.autocompleters = ["variables"];
  Yasgui.Yasqe.defaults.value = first;
  Yasgui.Yasqe.defaults.createShareableLink = undefined;
  Object.assign(Yasgui.defaults.requestConfig, settings.requestConfig);
  const editor = new Yasgui(box, settings);
  window.kgEditor = editor;
  const named = editor.getTab();
  if (named && !named.getQuery().trim()) named.setQuery(first);

  const open = (link) => {
    const tab = editor.addTab(true, { ...Yasgui.Tab.getDefaults(), name: link.dataset.title });
    tab.setEndpoint(endpoint);
    tab.setQuery(link.dataset.query);
    box.scrollIntoView();
  };
  for (const link of document.querySelectorAll("#library a")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(link);
    });
  }
})();
