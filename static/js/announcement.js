// The campaign line can be put away; each announcement is remembered by its own number.
const KEY = "dismissed-announcement";

const store = {
  get: () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  },
  set: (value) => {
    try {
      localStorage.setItem(KEY, value);
    } catch {
      // A browser that keeps nothing shows the line again; so be it.
    }
  },
};

export function enhance(line) {
  const button = line.querySelector("[data-close]");
  if (store.get() === line.dataset.id) line.hidden = true;
  button.hidden = false;
  button.addEventListener("click", () => {
    store.set(line.dataset.id);
    line.hidden = true;
    document.getElementById("main").focus();
  });
}
