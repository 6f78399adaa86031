// The article desk, livelier: rows and words point at each other, decisions are taken
// in place, and words that are chosen in the text become rows. Without this script each
// of these is a page of its own.
"use strict";

(() => {
  const desk = document.getElementById("desk");
  if (!desk) return;
  const panel = document.getElementById("desk-panel");
  const bar = document.getElementById("desk-choose");
  const LONGEST = 300; // letters of chosen words: they travel in an address
  let opener = null;

  desk.classList.add("is-live");

  // --- A row and its words -------------------------------------------------------

  const rowOf = (node) => node.closest?.(".desk-row");
  const wordsOf = (row) => document.getElementById(`at-${row.id}`);

  function show(node) {
    node?.scrollIntoView({ block: "nearest" });
  }

  function choose(row) {
    desk.querySelectorAll(".is-chosen").forEach((node) => node.classList.remove("is-chosen"));
    if (!row) return;
    const folded = row.closest("details:not([open])");
    if (folded) folded.open = true;
    row.classList.add("is-chosen");
    wordsOf(row)?.classList.add("is-chosen");
    history.replaceState(null, "", `#${row.id}`);
  }

  function follow(link) {
    const place = link.hash.slice(1);
    const row = document.getElementById(place.replace(/^at-/, ""));
    if (!row) return;
    choose(row);
    show(wordsOf(row));
    if (place === row.id) goTo(row);
  }

  function goTo(row) {
    row?.focus({ preventScroll: true });
    show(row);
  }

  function step(from, by) {
    const rows = [...desk.querySelectorAll(".desk-row")].filter((row) => row.offsetParent);
    const next = rows[rows.indexOf(from) + by];
    if (!next) return;
    choose(next);
    show(wordsOf(next));
    goTo(next);
  }

  // --- Answers of the server, put in place ------------------------------------------

  function say(...words) {
    document.getElementById("desk-said").replaceChildren(...words);
  }

  function put(answer, names) {
    for (const name of names) {
      const fresh = answer.getElementById(name);
      if (fresh) document.getElementById(name)?.replaceWith(fresh);
    }
  }

  async function ask(address, options = {}) {
    const headers = { "X-Requested-With": "XMLHttpRequest" };
    const response = await fetch(address, { headers, ...options });
    const html = await response.text();
    const page = new DOMParser().parseFromString(html, "text/html");
    if (!response.ok && response.status !== 409) throw new Error(page.title);
    return { page, response };
  }

  function failed(error) {
    say(`It was not saved: ${error.message || "the server did not answer"}. Try again.`);
  }

  async function decide(form, button) {
    const row = rowOf(button);
    try {
      const { page } = await ask(form.action, {
        method: "POST",
        body: new FormData(form, button),
      });
      say(...page.getElementById("desk-said").childNodes);
      put(page, [row.id, "desk-totals", "desk-text"]);
      const fresh = document.getElementById(row.id);
      choose(fresh);
      fresh.focus({ preventScroll: true });
    } catch (error) {
      failed(error);
    }
  }

  async function countAlike() {
    const { page } = await ask(desk.dataset.alike);
    put(page, [...page.querySelectorAll(".desk-alike")].map((link) => link.id));
  }

  // --- The form of a row, beside the text ---------------------------------------------

  function fill(page, address) {
    const form = page.querySelector("#content-main form");
    if (!form) throw new Error(page.title);
    form.querySelectorAll("script").forEach((script) => script.remove());
    form.action = address;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "desk-close";
    close.textContent = "Close";
    close.addEventListener("click", shut);
    panel.replaceChildren(close, form);
    panel.hidden = false;
    window.django?.jQuery(panel).find(".admin-autocomplete").djangoAdminSelect2();
    window.nameAutocompletes(panel);
    const fields = "input:not([type=hidden], [readonly]), select, textarea:not([readonly])";
    const rows = [...form.querySelectorAll(".form-row:not(.field-article)")];
    const row = rows.find((one) => one.matches(".errors")) || rows.find((one) => one.querySelector(fields));
    const first = row?.querySelector(fields);
    bar.hidden = true;
    (first || close).focus({ preventScroll: true });
    show(panel);
  }

  function shut() {
    panel.hidden = true;
    panel.replaceChildren();
    opener?.focus();
    opener = null;
  }

  async function open(link) {
    try {
      const { page } = await ask(link.href);
      opener = link;
      fill(page, link.href);
    } catch {
      location.assign(link.href);
    }
  }

  async function save(form, button) {
    const body = new FormData(form, button);
    try {
      const { page, response } = await ask(form.action, { method: "POST", body });
      if (!page.getElementById("desk")) {
        fill(page, response.url);
        return;
      }
      const before = new Set([...desk.querySelectorAll(".desk-row")].map((row) => row.id));
      const groups = [...desk.querySelectorAll(".desk-group")].map((group) => group.id);
      const row = opener && rowOf(opener);
      put(page, ["desk-text", "desk-totals", ...groups]);
      shut();
      const rows = [...desk.querySelectorAll(".desk-row")];
      const fresh = row ? document.getElementById(row.id) : rows.find((one) => !before.has(one.id));
      choose(fresh);
      show(fresh && wordsOf(fresh));
      goTo(fresh);
      say([...page.querySelectorAll(".messagelist li")].map((item) => item.textContent).join(" "));
      countAlike().catch(() => {});
    } catch (error) {
      failed(error);
    }
  }

  // --- Words that are chosen in the text -----------------------------------------------

  const letters = (text) => [...text].length; // as the server counts, not UTF-16

  function chosenWords() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const part = range.startContainer.parentElement?.closest(".desk-text[data-part]");
    if (!part || !desk.contains(part) || !part.contains(range.endContainer)) return null;
    const before = document.createRange();
    before.setStart(part, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const text = range.toString();
    const words = text.trim();
    if (!words || words.length > LONGEST) return null;
    const lead = text.length - text.trimStart().length;
    const at = letters(before.toString() + text.slice(0, lead));
    return { part: part.dataset.part, at, words };
  }

  function offer() {
    const chosen = chosenWords();
    bar.hidden = !chosen || !bar.children.length;
    if (bar.hidden) return;
    for (const link of bar.children) {
      const address = new URL(link.href);
      for (const [name, value] of Object.entries(chosen)) address.searchParams.set(name, value);
      link.href = address;
    }
  }

  // --- What is heard ----------------------------------------------------------------------

  desk.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const link = event.target.closest("a");
    if (link?.matches("[data-panel]")) {
      event.preventDefault();
      open(link);
    } else if (link?.matches("a[href^='#']")) {
      event.preventDefault();
      if (getSelection().isCollapsed) follow(link);
    } else if (!event.target.closest("button, input, label, summary, form, a")) {
      const row = rowOf(event.target);
      if (row) choose(row), show(wordsOf(row));
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.closest("#desk-panel")) {
      event.preventDefault();
      save(form, event.submitter);
    } else if (event.submitter?.name === "decide") {
      event.preventDefault();
      decide(form, event.submitter);
    }
  });

  desk.addEventListener("keydown", (event) => {
    const row = event.target.matches("input, select, textarea") ? null : rowOf(event.target);
    if (event.key === "Escape" && !panel.hidden) shut();
    else if (row && event.key === "ArrowDown") step(row, 1);
    else if (row && event.key === "ArrowUp") step(row, -1);
    else return;
    event.preventDefault();
  });

  document.addEventListener("selectionchange", offer);
  // A press on the bar leaves the words chosen.
  bar.addEventListener("mousedown", (event) => event.preventDefault());
  countAlike().catch(() => {});
  follow(location);
})();
