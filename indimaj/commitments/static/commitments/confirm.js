// Going through proposals without leaving the page: y confirms, n leaves out, x ticks, with Shift y and n are for all
// that are ticked, u undoes. Keys are read by their place (event.code), as in keys.js. Without this script every button
// is a plain post.
(() => {
  "use strict";
  const form = document.querySelector("[data-confirming]");
  if (!form) return;
  const says = document.querySelector("[data-says]");
  const undo = document.querySelector("[data-undo]");
  const rows = () => [...form.querySelectorAll("[data-proposal]:not(.settled)")];
  const focus = (row) => row?.querySelector("[data-yes], a, button")?.focus();
  const current = () => rows().find((row) => row.contains(document.activeElement)) ?? rows()[0];
  const beside = (row) => {
    const all = rows();
    return all[all.indexOf(row) + 1] ?? all[all.indexOf(row) - 1];
  };

  // One request after the other: whoever presses fast undoes what they pressed last, not what arrived last.
  let sending = Promise.resolve();
  let waiting = 0;

  const send = async (name, value) => {
    const sent = new FormData();
    sent.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    sent.set(name, value);
    const answer = await fetch(form.action, { method: "POST", body: sent, headers: { Accept: "application/json" }, keepalive: true });
    if (!answer.ok) throw new Error(answer.status);
    const told = await answer.json();
    says.textContent = told.says;
    undo.hidden = !told.undo;
    undo.querySelector("button").textContent = told.undo;
    const bar = document.querySelector("progress");
    if (bar) bar.value = told.done;
  };

  const settle = (button) => {
    const row = button.closest("[data-proposal]");
    const next = beside(row);
    row.classList.add("settled");
    row.removeAttribute("data-row");
    row.querySelectorAll("button, input").forEach((one) => { one.disabled = true; });
    const tag = document.createElement("span");
    tag.className = button.name === "confirm" ? "tag tag-green" : "tag tag-grey";
    tag.textContent = form.dataset[button.name];
    row.querySelector(".pick").append(tag);
    focus(next);
    waiting += 1;
    sending = sending.then(() => send(button.name, button.value)).then(() => {
      waiting -= 1;
      if (!waiting && !rows().length) location.reload();
    });
    sending.catch(() => location.reload());
  };

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-yes], [data-no]");
    if (!button) return;
    event.preventDefault();
    settle(button);
  });
  undo.addEventListener("submit", (event) => {
    if (undo.dataset.waited) return;
    event.preventDefault();
    undo.dataset.waited = "1";
    sending.finally(() => undo.submit());
  });

  const press = (what) => {
    const button = current()?.querySelector(what);
    if (button) settle(button);
  };
  const tick = () => {
    const row = current();
    const box = row?.querySelector("input[type=checkbox]");
    if (!box) return;
    box.checked = !box.checked;
    focus(beside(row));
  };
  const ticked = (name) => {
    if (form.querySelector("input[name=ticked]:checked:enabled")) form.querySelector(`[name=${name}][value=ticked]`)?.click();
  };
  const acts = {
    KeyY: (event) => (event.shiftKey ? ticked("confirm") : press("[data-yes]")),
    KeyN: (event) => (event.shiftKey ? ticked("drop") : press("[data-no]")),
    KeyX: tick,
    KeyU: () => { if (!undo.hidden) undo.requestSubmit(); },
  };

  // What an undo put back is named by the address. The browser goes there too, and takes the focus away.
  const start = () => {
    if (!form.contains(document.activeElement)) focus(rows().find((row) => `#${row.id}` === location.hash) ?? rows()[0]);
  };
  start();
  addEventListener("load", start);
  if (document.documentElement.dataset.shortcuts === "off") return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest("dialog[open]")) return;
    if (event.target.matches("textarea, select, input:not([type=checkbox])")) return;
    const act = acts[event.code];
    if (!act) return;
    event.preventDefault();
    act(event);
  });
})();
