// Starts what Wagtail's templates start with inline scripts (home/security.py), so that the admin needs none.
class ChapterInit extends window.StimulusModule.Controller {
  static values = { name: String, call: Boolean, arguments: Array };

  connect() {
    if (this.element.dataset.done) return; // moved, not new
    this.element.dataset.done = "1";
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.start(), { once: true });
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

// A calendar closes when its field is left. Wagtail's own way of closing it writes over what was typed (home/dates.py).
document.addEventListener("focusout", ({ target }) => {
  if (window.jQuery?.(target).data("xdsoft_datetimepicker")) window.jQuery(target).datetimepicker("hide");
});
