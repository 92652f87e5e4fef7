/* Balai: what script adds to search. Without it every box and every filter is a plain form.

   1 Suggestions while typing, at every search box (a combobox with a list, as ARIA describes it).
   2 Filters and order in place, on the page of results.
   What has to be said in words stands in the data attributes of this file's own tag, put there by the server. */
(() => {
  "use strict";

  const told = document.currentScript.dataset;
  const line = navigator.connection;
  if (line && line.saveData) return;

  const element = (name, attributes) => {
    const made = document.createElement(name);
    for (const each of Object.keys(attributes)) made.setAttribute(each, attributes[each]);
    return made;
  };

  /* One place from which things are read aloud. Emptied first, so that the same words are read again. */
  const voice = element("p", { role: "status", class: "unseen" });
  document.body.append(voice);
  let saying = 0;
  const say = text => {
    clearTimeout(saying);
    voice.textContent = "";
    saying = setTimeout(() => { voice.textContent = text; }, 80);
  };


  /* 1 Suggestions */

  const PAUSE = 150, LONGEST = 200;
  // A single letter of an alphabet says too little; a single letter group of Thai or Chinese does not.
  const TOO_LITTLE = /^[\s\u0000-\u024f]?$/;
  // An input method that still composes shows what nobody means yet. Android composes every word of every language.
  const isUnfinished = event => event.isComposing && !/Android/.test(navigator.userAgent);

  const suggestAt = (input, number) => {
    const list = element("ul", { id: `suggestions-${number}`, class: "suggestions", role: "listbox", "aria-label": told.label });
    let waiting = 0, question = null, asked = "", active = -1, found = [];
    list.hidden = true;
    input.form.append(list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]])
      input.setAttribute(name, value);

    const mark = place => {
      active = place;
      [...list.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === place)));
      if (place < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", list.children[place].id);
      list.children[place].scrollIntoView({ block: "nearest" });
    };

    const open = () => {
      if (!found.length) return;
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    };

    const close = () => {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      mark(-1);
    };

    /* Nothing that is still on its way may open the list any more. */
    const stop = () => {
      clearTimeout(waiting);
      if (question) question.abort();
      question = null;
    };

    const show = suggestions => {
      found = suggestions;
      list.textContent = "";
      found.forEach((one, at) => {
        const option = element("li", { id: `${list.id}-${at}`, role: "option", "aria-selected": "false" });
        const text = element("span", { lang: one.lang }), kind = element("span", { class: "kind" });
        text.textContent = one.text;
        kind.textContent = told[one.kind] || "";
        option.append(text, " ", kind);
        list.append(option);
      });
      close();
      if (!found.length) return say("");
      open();
      say((found.length === 1 ? told.one : told.many).replace("{n}", found.length));
    };

    const ask = async () => {
      stop();
      const typed = input.value.trim();
      if (TOO_LITTLE.test(typed) || typed.length > LONGEST) { asked = ""; return show([]); }
      if (typed === asked) return open();
      const mine = question = new AbortController();
      try {
        const answer = await fetch(`${told.suggestions}?q=${encodeURIComponent(typed)}`, { signal: mine.signal });
        const suggestions = answer.ok ? (await answer.json()).suggestions : [];
        if (mine !== question || document.activeElement !== input) return;
        asked = typed;
        show(suggestions);
      } catch (problem) {
        if (mine === question) show([]);
      }
    };

    const choose = place => {
      stop();
      close();
      location.assign(found[place].address);
    };

    const soon = () => {
      stop();
      waiting = setTimeout(ask, PAUSE);
    };

    input.addEventListener("input", event => { if (isUnfinished(event)) stop(); else soon(); });
    input.addEventListener("compositionend", soon);
    input.addEventListener("blur", () => { stop(); close(); });
    input.form.addEventListener("submit", () => { stop(); close(); });
    input.addEventListener("keydown", event => {
      // What an input method still works on is its own; 229 is how old browsers say so.
      if (event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey) return;
      const is = event.key, isOpen = !list.hidden, last = found.length - 1;
      if (is === "ArrowDown" && !isOpen) ask();
      else if (is === "ArrowDown") mark(active === last ? -1 : active + 1);
      else if (is === "ArrowUp" && isOpen) mark(active === -1 ? last : active - 1);
      else if (is === "Escape" && isOpen) close();
      else if (is === "Enter" && isOpen && active >= 0) choose(active);
      else return;
      event.preventDefault();
    });
    // The box keeps the focus while a finger or a mouse is on the list.
    for (const press of ["pointerdown", "mousedown"]) list.addEventListener(press, event => event.preventDefault());
    list.addEventListener("click", event => {
      const option = event.target.closest("[role=option]");
      if (option) choose([...list.children].indexOf(option));
    });
  };

  document.querySelectorAll(".search-box input[name=q]").forEach(suggestAt);


  /* 2 Filters and order in place */

  const main = document.getElementById("content");
  if (!main || !main.querySelector(".facets-form")) return;
  const IN_PLACE = ".order nav a, .active-filters a, .facet .not";
  let turning = null, shown = location.search;

  /* Where the reader is, so that they are there again when everything round them is new. */
  const placeOf = one => {
    if (!main.contains(one) || one === main) return null;
    const top = one.getBoundingClientRect().top, { name, value, type } = one, href = one.getAttribute("href");
    const same = other => other.matches("input, button")
      ? other.name === name && other.type === type && (type !== "checkbox" || other.value === value)
      : href !== null && other.getAttribute("href") === href && other.className === one.className && !other.closest(".active-filters");
    return { top, same, typed: type === "text" ? value : null };
  };

  const goBackTo = place => {
    const again = [...main.querySelectorAll("input:not([type=hidden]), button, a")].find(place.same);
    if (!again) {
      const heading = main.querySelector("h1");
      heading.tabIndex = -1;
      return heading.focus();
    }
    if (place.typed !== null) again.value = place.typed;
    const fold = again.closest("details");
    if (fold) fold.open = true;
    again.focus({ preventScroll: true });
    scrollBy(0, again.getBoundingClientRect().top - place.top);
  };

  const nameOf = fold => fold.querySelector("summary").lastElementChild.textContent;

  const swap = page => {
    const place = placeOf(document.activeElement);
    const unfolded = [...main.querySelectorAll(".facet details[open]")].map(nameOf);
    main.textContent = "";
    main.append(...page.getElementById("content").childNodes);
    main.querySelectorAll(".facet details").forEach(fold => { if (unfolded.includes(nameOf(fold))) fold.open = true; });
    document.title = page.title;
    document.body.className = page.body.className;
    // The links to the other languages carry the question along.
    const tongues = page.querySelectorAll(".languages a");
    document.querySelectorAll(".languages a").forEach((link, at) => { if (tongues[at]) link.href = tongues[at].href; });
    if (place) goBackTo(place);
    say(main.querySelector("h1").textContent);
  };

  const turnTo = async (address, remember) => {
    if (turning) turning.abort();
    const mine = turning = new AbortController();
    main.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: mine.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok || !page.querySelector("#content .facets-form")) throw new Error("no results");
      if (mine !== turning) return;
      if (remember) history.pushState(null, "", address);
      shown = location.search;
      swap(page);
      main.removeAttribute("aria-busy");
    } catch (problem) {
      if (mine !== turning) return;
      if (remember) location.assign(address); else location.reload();
    }
  };

  const send = form => {
    const address = new URL(form.action);
    for (const [name, value] of new FormData(form)) if (value) address.searchParams.append(name, value);
    turnTo(address.href, true);
  };

  main.addEventListener("change", event => {
    if (event.target.form && event.target.form.matches(".facets-form")) send(event.target.form);
  });
  main.addEventListener("submit", event => {
    if (!event.target.matches(".facets-form")) return;
    event.preventDefault();
    send(event.target);
  });
  main.addEventListener("click", event => {
    const link = event.target.closest(IN_PLACE);
    if (!link || event.button || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    turnTo(link.href, true);
  });
  addEventListener("popstate", () => { if (location.search !== shown) turnTo(location.href, false); });
})();
