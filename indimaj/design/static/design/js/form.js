// What any form may use. Nothing here is needed: every page works without it.
(() => {
  "use strict";

  // The summary of errors is what the reader should meet first.
  document.querySelector("[data-errors]")?.focus();

  // Where the menu is one long row, the reader's own place in it is in sight.
  const menu = document.querySelector(".menu");
  const here = menu?.querySelector("[aria-current]");
  if (here) menu.scrollLeft += here.getBoundingClientRect().left - menu.getBoundingClientRect().left - 16;

  // "Leave now": the page is gone before the answer of the server arrives.
  for (const form of document.querySelectorAll("form[data-leave]")) {
    form.addEventListener("submit", () => { document.documentElement.hidden = true; });
  }
  // A page brought back from memory after leaving must not show itself again.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  // The second press of a button within five seconds is the same press.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("[data-once]")) return;
    const last = Number(form.dataset.sentAt || 0);
    if (Date.now() - last < 5000) { event.preventDefault(); return; }
    form.dataset.sentAt = String(Date.now());
  });

  // Unsaved answers: the browser asks before they are lost.
  const unsaved = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-guard]");
    if (form) unsaved.add(form);
  });
  document.addEventListener("submit", (event) => { unsaved.delete(event.target); });
  addEventListener("beforeunload", (event) => {
    for (const form of unsaved) if (form.isConnected) event.preventDefault();
  });

  // Autosave: the same fields, without files, to the address of data-autosave, four seconds after the last change.
  const save = async (form) => {
    const status = form.querySelector("[data-autosave-status]");
    try {
      const fields = new FormData(form);
      for (const box of form.querySelectorAll("input[type=file]")) fields.delete(box.name);
      const answer = await fetch(form.dataset.autosave, {
        method: "POST", body: fields, credentials: "same-origin", redirect: "error",
        headers: { "X-Requested-With": "autosave" },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      unsaved.delete(form);
      if (status) status.textContent = status.dataset.saved;
    } catch {
      // The answers stay in the form: say so, and try again after the next change or when the line is back.
      if (status) status.textContent = status.dataset.failed;
      addEventListener("online", () => save(form), { once: true });
    }
  };
  for (const form of document.querySelectorAll("form[data-autosave]")) {
    let timer;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(save, 4000, form);
    });
    form.addEventListener("submit", () => clearTimeout(timer));
  }

  // Print buttons exist only where they can work.
  for (const button of document.querySelectorAll("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
})();
