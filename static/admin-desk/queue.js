/* The review queue by keyboard: a key does what its button, link or field does. */
"use strict";

(() => {
  const RENEW_EVERY = 5 * 60 * 1000;
  const item = document.getElementById("queue-item");
  const told = document.getElementById("queue-told");
  const legend = document.getElementById("queue-legend");
  const toggle = document.getElementById("queue-keys");
  if (!item) return;

  const fix = document.querySelector(".queue-fix");
  const firstField = () => fix.querySelector("form :is(input:not([type=hidden]), select)");
  if (fix && fix.open) (fix.querySelector("[aria-invalid=true]") || firstField()).focus();

  // A status that is there from the start is not spoken: say it again.
  const words = told.textContent;
  if (words) {
    told.textContent = "";
    setTimeout(() => { told.textContent = words; }, 150);
  }

  let isOn = localStorage.getItem("queue-keys") !== "off";
  const showKeys = () => {
    toggle.textContent = isOn ? "Keys are on" : "Keys are off";
    toggle.setAttribute("aria-pressed", String(isOn));
  };
  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    isOn = !isOn;
    localStorage.setItem("queue-keys", isOn ? "on" : "off");
    showKeys();
  });
  showKeys();
  if (localStorage.getItem("queue-legend") === "closed") legend.open = false;
  legend.addEventListener("toggle", () => {
    localStorage.setItem("queue-legend", legend.open ? "open" : "closed");
  });

  const isTyped = (element) =>
    element.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=submit])");

  const press = (target) => {
    if (target.matches("summary")) {
      target.parentElement.open = true;
      firstField().focus();
    } else if (isTyped(target)) target.focus();
    else target.click();
  };

  let isSent = false;
  document.addEventListener("submit", () => { isSent = true; });
  window.addEventListener("pageshow", () => { isSent = false; });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isTyped(event.target)) {
      item.focus();
      return;
    }
    const isOther = event.ctrlKey || event.metaKey || event.altKey || event.repeat;
    if (!isOn || isOther || isSent || isTyped(event.target)) return;
    if (event.key === "?") {
      legend.open = !legend.open;
      return;
    }
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target) return;
    event.preventDefault();
    press(target);
  });

  // Who is still at an item keeps it.
  const form = item.querySelector(".queue-else");
  let renewed = Date.now();
  const renew = () => {
    if (!form || Date.now() - renewed < RENEW_EVERY) return;
    renewed = Date.now();
    fetch(item.dataset.renew, { method: "POST", body: new FormData(form) }).catch(() => {});
  };
  for (const name of ["keydown", "pointerdown", "scroll"]) {
    document.addEventListener(name, renew, { passive: true });
  }
})();
