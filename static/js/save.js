// The buttons that save pages, the page's own and those of cards: on the account when signed in, in this browser
// otherwise. They are all of one form, which works without this too. A toggle keeps its name; what it is now, it says
// as pressed or not (WAI-ARIA Authoring Practices).
import { keep, kept, onChange, tell, visitor } from "./visitor.js";

export async function enhance(form) {
  let person = { isSignedIn: false, saved: new Set() };
  const isSaved = (key) => (person.isSignedIn ? person.saved.has(key) : kept().some((item) => item.key === key));

  const show = () => {
    for (const button of form.elements) {
      if (button.name !== "key") continue;
      button.setAttribute("aria-pressed", String(isSaved(button.value)));
    }
  };

  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (form.dataset.plain || !button) return;
    event.preventDefault();
    const key = button.value;
    person = await visitor();
    const wanted = !isSaved(key);
    if (!person.isSignedIn) {
      if (!keep({ key, title: button.dataset.title, url: addressOf(button) }, wanted)) plain(button);
      return;
    }
    try {
      const response = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json", "X-CSRFToken": person.token },
        body: new URLSearchParams({ key, action: wanted ? "save" : "remove" }),
      });
      if (!response.ok || response.redirected) throw new Error(String(response.status));
    } catch {
      plain(button);
      return;
    }
    if (wanted) person.saved.add(key);
    else person.saved.delete(key);
    tell();
  });

  function plain(button) {
    form.dataset.plain = "1";
    form.requestSubmit(button);
  }

  onChange(show);
  document.addEventListener("swapped", show);
  person = await visitor();
  show();
}

// The page's own button knows the address; that of a card stands beside the link to it.
function addressOf(button) {
  return button.dataset.url ?? button.closest("article, li").querySelector("a.cover").pathname;
}
