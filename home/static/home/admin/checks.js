// Renews the list «Before publishing» each time the editor has saved by itself.
(() => {
  let timer;
  const renew = async (pk) => {
    const panel = document.querySelector("[data-chapter-checks]");
    if (!panel) return;
    if (pk && !panel.dataset.url) panel.dataset.url = panel.dataset.urlPattern.replace("/0/", `/${pk}/`);
    if (!panel.dataset.url) return;
    const answer = await fetch(panel.dataset.url, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (answer.ok) panel.innerHTML = await answer.text();
  };
  document.addEventListener("w-autosave:success", (event) => {
    clearTimeout(timer);
    const pk = event.detail?.response?.pk ?? event.detail?.pk;
    timer = setTimeout(() => renew(pk), 800);
  });
  // Back from the picture's own screen, opened in another tab.
  window.addEventListener("focus", () => renew());
})();
