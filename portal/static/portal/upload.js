/* Sends the chosen or dropped files one after the other, tells what became of each, and looks again while text is
   being taken. Without it the form sends them all at once, and a link looks again. */
(() => {
  "use strict";
  const form = document.querySelector("[data-upload]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const drop = form.querySelector("[data-drop]");
  const list = form.querySelector("[data-sent]");
  const table = document.querySelector("[data-files]");
  const queue = [];
  let busy = false;
  let timer = 0;
  let looks = 0;
  form.querySelector("[data-hint]").hidden = false;

  /* A line in which somebody has chosen a language stays as it is. */
  const lookAgain = async () => {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { lines } = await answer.json();
    for (const row of table.querySelectorAll("[data-waiting]")) {
      if (!row.hasAttribute("data-touched") && lines[row.dataset.file]) row.outerHTML = lines[row.dataset.file];
    }
  };

  const watch = () => {
    clearTimeout(timer);
    if (!table.querySelector("[data-waiting]:not([data-touched])") || looks++ > 100) return;
    timer = setTimeout(() => lookAgain().catch(() => {}).finally(watch), 3000);
  };

  const show = (line) => {
    if (!line) return;
    table.tBodies[0].insertAdjacentHTML("beforeend", line);
    table.hidden = false;
    document.querySelector("[data-confirm]").hidden = false;
    document.querySelector("[data-none]")?.remove();
    watch();
  };

  const send = (file) => new Promise((done) => {
    const item = list.appendChild(document.createElement("li"));
    const words = item.appendChild(document.createElement("span"));
    const bar = item.appendChild(document.createElement("progress"));
    const end = (said, ok) => {
      bar.remove();
      words.textContent = said || `“${file.name}” ${form.dataset.failed}`;
      item.className = ok ? "upload-good" : "upload-refused";
      done();
    };
    words.textContent = `“${file.name}” ${form.dataset.sending} `;
    bar.setAttribute("aria-label", file.name);
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.append("files", file);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = (event) => {
      if (!event.lengthComputable) return;
      bar.max = event.total;
      bar.value = event.loaded;
    };
    request.upload.onload = () => {
      bar.removeAttribute("value");
      words.textContent = `“${file.name}” ${form.dataset.checking} `;
    };
    request.onload = () => {
      const answer = request.response || {};
      show(answer.line);
      end(answer.said, request.status === 200);
    };
    request.onerror = () => end("", false);
    request.send(data);
  });

  const work = async () => {
    if (busy) return;
    busy = true;
    while (queue.length) await send(queue.shift());
    busy = false;
  };

  const take = (files) => {
    queue.push(...files);
    work();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    take(input.files);
    input.value = "";
  });
  for (const name of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("upload-over", name === "dragover");
      if (name === "drop") take(event.dataTransfer.files);
    });
  }
  table.addEventListener("change", (event) => event.target.closest("tr").setAttribute("data-touched", ""));
  document.querySelector("[data-again]")?.remove();
  watch();
  window.addEventListener("beforeunload", (event) => {
    if (busy) event.preventDefault();
  });
})();
