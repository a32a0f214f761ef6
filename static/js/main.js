// Progressive enhancement only: every page works without this file.
// [data-module="name"] is given to that module's enhance(root); a module comes only to a page that asks for it.
const modules = {
  account: () => import("./account.js"),
  a11y: () => import("./a11y.js"),
  announcement: () => import("./announcement.js"),
  daylight: () => import("./daylight.js"),
  drops: () => import("./drops.js"),
  follow: () => import("./follow.js"),
  gallery: () => import("./lightbox.js"),
  hours: () => import("./hours.js"),
  listing: () => import("./listing.js"),
  installed: () => import("./installed.js"),
  offline: () => import("./offline.js"),
  passkey: () => import("./passkey.js"),
  print: () => import("./print.js"),
  region: () => import("./region.js"),
  regions: () => import("./regions.js"),
  save: () => import("./save.js"),
  share: () => import("./share.js"),
  suggest: () => import("./suggest.js"),
  week: () => import("./week.js"),
  zone: () => import("./zone.js"),
};

function enhanceWithin(part) {
  for (const root of part.querySelectorAll("[data-module]")) {
    for (const name of root.dataset.module.split(" ")) {
      modules[name]?.().then((module) => module.enhance(root));
    }
  }
}

enhanceWithin(document);
// A list that has taken the place of another asks for the modules of what it holds.
document.addEventListener("swapped", (event) => enhanceWithin(event.target));

// Photographs in a list with data-gallery open in the lightbox, wherever the list stands.
const galleries = document.querySelectorAll("[data-gallery]");
if (galleries.length) {
  modules.gallery().then((module) => module.enhance(document));
}
