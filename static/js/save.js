// The button that saves a page: on the account when signed in, in this browser otherwise. Without it a form.
import { keep, kept, onChange, tell, visitor } from "./visitor.js";

export async function enhance(form) {
  const { key, title } = form.dataset;
  const button = form.querySelector("button");
  const label = form.querySelector("[data-on]");
  const usual = label.textContent;
  let person = { isSignedIn: false, saved: new Set() };

  const isSaved = () => (person.isSignedIn ? person.saved.has(key) : kept().some((item) => item.key === key));
  const show = () => {
    const saved = isSaved();
    button.setAttribute("aria-pressed", String(saved));
    label.textContent = saved ? label.dataset.on : usual;
  };

  form.addEventListener("submit", async (event) => {
    if (form.dataset.plain) return;
    event.preventDefault();
    person = await visitor();
    const wanted = !isSaved();
    if (!person.isSignedIn) {
      if (!keep({ key, title, url: location.pathname }, wanted)) plain();
      return;
    }
    try {
      const response = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json", "X-CSRFToken": person.token },
        body: new URLSearchParams({ key, action: wanted ? "save" : "remove" }),
      });
      if (!response.ok) throw new Error(String(response.status));
    } catch {
      plain();
      return;
    }
    if (wanted) person.saved.add(key);
    else person.saved.delete(key);
    tell();
  });

  function plain() {
    form.dataset.plain = "1";
    form.requestSubmit();
  }

  onChange(show);
  person = await visitor();
  show();
}
