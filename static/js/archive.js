// A figure's row and its words light up together. Everything works without this.
"use strict";

const partner = (element) => {
  const id = element.id;
  if (id.startsWith("figure-")) return document.getElementById("row-" + id.slice(7));
  if (id.startsWith("row-")) return document.getElementById("figure-" + id.slice(4));
  return null;
};

const light = (on) => (event) => {
  const place = event.target.closest?.(".mark-figure[id], .row[id]");
  const other = place && partner(place);
  if (!other) return;
  place.classList.toggle("lit", on);
  other.classList.toggle("lit", on);
};

for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
  document.addEventListener(begin, light(true));
  document.addEventListener(end, light(false));
}
