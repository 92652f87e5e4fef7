/* Leaves the page in one step: the neutral page takes its place in the history, so that going back does not return
   here. Pressing Escape three times within two seconds does the same. Without script the link leads there. */
(() => {
  "use strict";
  const link = document.querySelector("[data-leave]");
  if (!link) return;
  const leave = () => {
    document.documentElement.hidden = true;
    window.location.replace(link.href);
  };
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  let pressed = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const now = Date.now();
    pressed = [...pressed.filter((moment) => now - moment < 2000), now];
    if (pressed.length === 3) leave();
  });
})();
