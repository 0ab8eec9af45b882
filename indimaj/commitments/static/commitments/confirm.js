// Going through proposals without leaving the page: y confirms, n leaves out, u undoes. Keys are read by their place
// (event.code), as in keys.js. Without this script every button is a plain post.
(() => {
  "use strict";
  const form = document.querySelector("[data-confirming]");
  if (!form) return;
  const says = document.querySelector("[data-says]");
  const undo = document.querySelector("[data-undo]");
  const rows = () => [...form.querySelectorAll("[data-proposal]:not(.settled)")];
  const focus = (row) => row?.querySelector("[data-yes], a, button")?.focus();

  const current = () => rows().find((row) => row.contains(document.activeElement)) ?? rows()[0];

  const settle = async (button) => {
    const row = button.closest("[data-proposal]");
    const all = rows();
    const next = all[all.indexOf(row) + 1] ?? all[all.indexOf(row) - 1];
    const sent = new FormData();
    sent.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    sent.set(button.name, button.value);
    row.classList.add("settled");
    row.querySelectorAll("button, input").forEach((one) => { one.disabled = true; });
    focus(next);
    const answer = await fetch(form.action, { method: "POST", body: sent, headers: { Accept: "application/json" } });
    if (!answer.ok) { location.reload(); return; }
    const told = await answer.json();
    says.textContent = told.says;
    undo.hidden = !told.undo;
    undo.querySelector("button").textContent = told.undo;
    const bar = document.querySelector("progress");
    if (bar) bar.value = told.done;
    if (!rows().length) location.reload();
  };

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-yes], [data-no]");
    if (!button) return;
    event.preventDefault();
    settle(button);
  });

  const press = (what) => {
    const button = current()?.querySelector(what);
    if (button) settle(button);
  };
  const acts = {
    KeyY: () => press("[data-yes]"),
    KeyN: () => press("[data-no]"),
    KeyU: () => { if (!undo.hidden) undo.requestSubmit(); },
  };

  if (document.documentElement.dataset.shortcuts === "off") return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest("dialog[open]")) return;
    if (event.target.matches("textarea, select, input:not([type=checkbox])")) return;
    const act = acts[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  });
  focus(rows()[0]);
})();
