// Words that arrive while the editor is saving by itself: without this they wait, unsaved and without a warning, for
// the next change. Wagtail takes what the form holds when the answer comes for what was sent.
(() => {
  const BOOKKEEPING = /^(csrfmiddlewaretoken|next|loaded_revision_|overwrite_revision_id|comments-)/;
  const words = (data, without = {}) =>
    JSON.stringify(
      [...data].filter(
        ([name, value]) => typeof value === "string" && !BOOKKEEPING.test(name) && !(name in without),
      ),
    );
  let sent = null;
  let going = false;
  // What was pressed takes everything along: saving once more beside it would come after it, as a draft of its own.
  document.addEventListener("submit", (event) => {
    going = !event.defaultPrevented && event.target.matches("[data-edit-form]");
  });
  window.addEventListener("pageshow", () => {
    going = false;
  });
  document.addEventListener("w-autosave:save", (event) => {
    if (going || event.target.querySelector("[name=action-workflow-action]")) {
      event.preventDefault();
      return;
    }
    sent = event.detail.formData;
  });
  document.addEventListener("w-autosave:success", (event) => {
    const form = event.target;
    const renewed = event.detail.response?.field_updates ?? {};
    if (!sent || words(sent, renewed) === words(new FormData(form), renewed)) return;
    sent = null;
    // After Wagtail's own «nothing is waiting» has passed; it takes this back once all is saved.
    setTimeout(() => form.setAttribute("data-w-unsaved-force-value", "true"), 100);
  });
})();
