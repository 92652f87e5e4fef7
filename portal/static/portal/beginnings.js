// The administration holds no inline code: what a field needs to begin stands beside it as data,
//   <template data-begin="initDateChooser" data-id="id_posted" data-options="{…}"></template>
// and is read here, at the end of the page and whenever something is added to it.
(() => {
  "use strict";

  // Nothing but these can be begun: data that somebody slipped into a page can call nothing else.
  const made = ["InlinePanel", "MultipleChooserPanel", "Chooser", "PageChooser", "DocumentChooser", "ImageChooser", "SnippetChooser"];
  const called = ["initDateChooser", "initTimeChooser", "initDateTimeChooser", "createTaskChooser"];
  // A row that is moved is taken out and put in again; it has begun already.
  const begun = new WeakSet();

  function begin(mark) {
    const { begin: name, id, options } = mark.dataset;
    if (begun.has(mark)) return;
    if (![...made, ...called].includes(name) || typeof window[name] !== "function") {
      console.error(`Nothing here begins “${name}”.`);
      return;
    }
    begun.add(mark);
    const given = [];
    if (id !== undefined) given.push(id);
    if (options !== undefined) given.push(JSON.parse(options));
    if (made.includes(name)) new window[name](...given);
    else window[name](...given);
  }

  function beginAll(root) {
    if (root.matches?.("template[data-begin]")) begin(root);
    root.querySelectorAll?.("template[data-begin]").forEach(begin);
  }

  beginAll(document);
  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(beginAll)))
    .observe(document.body, { childList: true, subtree: true });
})();
