// Single-key shortcuts of the desk. They read the place of the key (event.code), never the letter: on an
// Arabic keyboard the A key writes another letter. The profile switches them off (WCAG 2.1.4).
(() => {
  "use strict";
  if (document.documentElement.dataset.shortcuts === "off") return;

  const writing = (element) =>
    element.isContentEditable || element.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=submit])");

  const move = (step) => {
    const rows = [...document.querySelectorAll("[data-row]")].filter((row) => row.querySelector("a, button"));
    if (!rows.length) return;
    const now = rows.findIndex((row) => row.contains(document.activeElement));
    const next = now < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(now + step, 0), rows.length - 1);
    rows[next].querySelector("a, button").focus();
  };

  const choose = (digit) => {
    const set = document.activeElement.closest("[data-digits]") ?? document.querySelector("[data-digits]");
    const box = set?.querySelectorAll("input[type=radio], input[type=checkbox]")[digit - 1];
    if (!box || box.disabled) return;
    box.focus();
    box.click();
  };

  const help = () => {
    const sheet = document.getElementById("shortcuts");
    if (sheet?.open) sheet.close(); else sheet?.showModal();
  };

  const acts = {
    Slash: (event) => (event.shiftKey ? help() : document.querySelector("[data-search]")?.focus()),
    KeyJ: () => move(1),
    KeyK: () => move(-1),
    KeyN: () => document.querySelector("[data-next]")?.click(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || writing(event.target)) return;
    if (event.target.closest("dialog[open]") && event.code !== "Slash") return;
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
    const act = digit ? () => choose(Number(digit[1])) : acts[event.code];
    if (!act) return;
    event.preventDefault();
    act(event);
  });
})();
