// The search box offers names and words while a reader types: a combobox with a list
// of options. Without this, or where the archive does not answer, it is a plain field.
"use strict";

const WAIT = 120; // milliseconds without a key before the archive is asked
const KINDS = {
  district: "District",
  company: "Company",
  industry: "Industry",
  indicator: "Indicator",
};

const made = (tag, attributes, ...inside) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...inside);
  return element;
};

const option = (suggestion, id) => {
  const name = KINDS[suggestion.kind];
  const row = made("li", { id, role: "option", "aria-selected": "false" });
  row.append(made("span", { class: "suggested" }, name ? suggestion.label : suggestion.query));
  if (name) {
    const other = suggestion.other_name ? `, also ${suggestion.other_name}` : "";
    const beside = suggestion.query ? ` with “${suggestion.query}”` : "";
    row.append(made("span", { class: "suggested-kind" }, ` ${name}${other}${beside}`));
  }
  row.dataset.url = suggestion.url;
  return row;
};

const offer = (form) => {
  const input = form.querySelector("input[type=search]");
  const list = made("ul", {
    id: `${input.id}-suggestions`,
    class: "suggestions",
    role: "listbox",
    "aria-label": "Suggestions",
    hidden: "",
  });
  const told = made("div", { class: "visually-hidden", role: "status" });
  let asked = null; // what aborts the request under way
  let waiting = 0;
  let active = -1;

  const options = () => [...list.children];

  const activate = (place) => {
    active = place;
    options().forEach((row, number) => {
      row.setAttribute("aria-selected", String(number === place));
    });
    const row = list.children[place];
    if (row) {
      input.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };

  const close = () => {
    clearTimeout(waiting);
    asked?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    activate(-1);
    told.textContent = "";
  };

  const show = (suggestions) => {
    if (!suggestions.length) return close();
    const rows = suggestions.map((one, place) => option(one, `${list.id}-${place}`));
    list.replaceChildren(...rows);
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    activate(-1);
    const count = rows.length;
    told.textContent = `${count} suggestion${count === 1 ? "" : "s"}, arrow keys to choose`;
  };

  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    const words = new URLSearchParams({ q: input.value });
    try {
      const answer = await fetch(`${form.dataset.suggestions}?${words}`, { signal });
      const found = answer.ok ? (await answer.json()).suggestions : [];
      if (!signal.aborted) show(found);
    } catch {
      if (!signal.aborted) close(); // no answer: the box goes on as a plain one
    }
  };

  const step = (by) => {
    const count = list.children.length;
    const place = active + by;
    activate(place < -1 ? count - 1 : place >= count ? -1 : place);
  };

  const keys = {
    ArrowDown: () => (list.hidden ? ask() : step(1)),
    ArrowUp: () => !list.hidden && step(-1),
    Escape: () => close(),
    Enter: () => location.assign(list.children[active].dataset.url),
  };

  const meant = (key) => {
    if (key === "Enter") return active >= 0;
    return key === "ArrowDown" ? input.value.trim() : !list.hidden;
  };

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  form.append(list, told);

  input.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (event.isComposing) return;
    if (!input.value.trim()) return close();
    waiting = setTimeout(ask, WAIT);
  });
  input.addEventListener("compositionend", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    const plain = !event.isComposing && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (!plain || !keys[event.key] || !meant(event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
  // A press must not take the focus away: the list would close before the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const row = event.target.closest("[role=option]");
    if (row) location.assign(row.dataset.url);
  });
};

document.querySelectorAll("form[data-suggestions]").forEach(offer);
