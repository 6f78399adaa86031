"use strict";

// What the autocompletes put in place of a list has no name of its own.

function nameAutocompletes(part) {
  for (const list of part.querySelectorAll(".admin-autocomplete")) {
    const label = list.labels[0];
    const made = list.nextElementSibling?.querySelector("[role=combobox]");
    const value = made?.querySelector("[role=textbox]");
    if (!label || !value) continue;
    label.id = `${list.id}-label`;
    value.setAttribute("aria-labelledby", label.id);
    made.setAttribute("aria-labelledby", `${label.id} ${value.id}`);
  }
}

// They are made when the document is ready, by what was asked for before this.
window.django?.jQuery(() => nameAutocompletes(document));
