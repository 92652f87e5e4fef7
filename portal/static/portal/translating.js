// What Wagtail's screens of translation begin with inline code: the addresses of choosers, and ticking all languages.
(() => {
  "use strict";

  const { images, documents, pages } = document.currentScript.dataset;
  if (pages) window.chooserUrls ??= { imageChooser: images, documentChooser: documents, pageChooser: pages };

  // This stands before the form.
  document.addEventListener("change", ({ target }) => {
    if (target.name !== "select_all") return;
    document.querySelectorAll("[name=locales]").forEach((box) => { box.checked = target.checked; });
  });
})();
