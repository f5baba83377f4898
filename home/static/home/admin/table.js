// The menu on the right mouse button of a table, in the language of the admin (its own words are English).
window.Handsontable?.languages.registerLanguageDictionary({
  languageCode: document.documentElement.lang,
  "ContextMenu:items.insertRowAbove": gettext("Insert row above"),
  "ContextMenu:items.insertRowBelow": gettext("Insert row below"),
  "ContextMenu:items.insertColumnOnTheLeft": gettext("Insert column on the left"),
  "ContextMenu:items.insertColumnOnTheRight": gettext("Insert column on the right"),
  "ContextMenu:items.removeRow": gettext("Remove row"),
  "ContextMenu:items.removeColumn": gettext("Remove column"),
  "ContextMenu:items.undo": gettext("Undo"),
  "ContextMenu:items.redo": gettext("Redo"),
});
