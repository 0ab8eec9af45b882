// Pages of the finder stay readable without a line once opened; "leave now" forgets them. Nothing needs this script.
(() => {
  "use strict";
  const address = document.currentScript.dataset.worker;
  if (!("serviceWorker" in navigator) || !address) return;
  navigator.serviceWorker.register(address).then((worker) => {
    // The first page was opened before the worker was there: it is asked for once more, and kept.
    (worker.active || worker.installing)?.postMessage(location.href);
  }).catch(() => {});
  for (const form of document.querySelectorAll("form[data-leave]")) {
    form.addEventListener("submit", () => { caches.delete("indimaj-services"); });
  }
})();
