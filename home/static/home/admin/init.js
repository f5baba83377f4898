// Starts what Wagtail's templates start with inline scripts (home/security.py), so that the admin needs none.
class ChapterInit extends window.StimulusModule.Controller {
  static values = { name: String, call: Boolean, arguments: Array };

  connect() {
    if (this.element.dataset.done) return; // moved, not new
    this.element.dataset.done = "1";
    if (document.readyState === "loading")
      document.addEventListener("DOMContentLoaded", () => this.start(), { once: true });
    else this.start();
  }

  start() {
    const found = this.nameValue.split(".").reduce((scope, part) => scope?.[part], window);
    if (!found) return;
    if (this.callValue) found(...this.argumentsValue);
    else new found(...this.argumentsValue);
  }
}
window.wagtail.app.register("chapter-init", ChapterInit);

// The buttons of the text editor stay where they are in Word, above the text, until a person unpins them.
try {
  const key = "wagtail:draftail-toolbar";
  if (!localStorage.getItem(key)) localStorage.setItem(key, "sticky");
} catch {} // storage switched off: the buttons appear when words are marked

// A calendar is never in the way: it opens only beneath the field where somebody is, and goes when they type a day or
// leave. Wagtail's own way of closing it writes over what was typed (home/admin/date_fields.py). It opens a moment
// late: then it asks again.
let typedIn = null;
const hasCalendar = (field) => window.jQuery?.(field).data("xdsoft_datetimepicker");
if (window.jQuery?.fn.datetimepicker) {
  window.jQuery.fn.datetimepicker.defaults.onShow = (_day, [field]) =>
    field === document.activeElement && field !== typedIn;
}
for (const comes of ["focusin", "mousedown"]) document.addEventListener(comes, () => { typedIn = null; });
for (const goes of ["focusout", "input"]) {
  document.addEventListener(goes, ({ target }) => {
    if (!hasCalendar(target)) return;
    if (goes === "input") typedIn = target;
    window.jQuery(target).datetimepicker("hide");
  });
}
