
"use strict";
// The search of a page: it hides what a reader does not look for in the table of contents.
(() => {
  const nav = document.querySelector("nav");
  const box = nav.querySelector("input");
  const told = nav.querySelector("[role=status]");
  const links = (group) => [...group.querySelectorAll("li")];
  let groups = null;

  // Made when it is needed, as it takes a moment on a large page.
  const index = () => [...nav.querySelectorAll("details")].map((group) => ({
    group,
    wasOpen: group.open,
    entries: links(group).map((entry) => ({ entry, text: entry.textContent.toLowerCase() })),
  }));

  const search = () => {
    groups ??= index();
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { group, wasOpen, entries } of groups) {
      let inGroup = 0;
      for (const { entry, text } of entries) {
        const isFound = words.every((word) => text.includes(word));
        entry.hidden = !isFound;
        inGroup += isFound ? 1 : 0;
      }
      group.hidden = inGroup === 0;
      group.open = words.length > 0 ? inGroup > 0 : wasOpen;
      found += inGroup;
    }
    told.textContent = words.length > 0 ? `${found} found` : "";
  };

  box.addEventListener("input", search);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      nav.querySelector("details:not([hidden]) li:not([hidden]) a")?.click();
    } else if (event.key === "Escape") {
      box.value = "";
      search();
    }
  });
  nav.querySelector(".search").hidden = false;
})();
