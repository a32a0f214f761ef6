// A link to follow something: for somebody signed in whose address has answered, a button of the same name, pressed
// once it is followed.
// For everybody else, and without this, the link leads to the page that asks.
import { onChange, tell, visitor } from "./visitor.js";

export async function enhance(link) {
  const person = await visitor();
  if (!person.canFollow) return;
  const asked = new URL(link.href).searchParams;
  const thing = { kind: asked.get("kind"), key: asked.get("key") };
  const name = `${thing.kind} ${thing.key}`;
  const button = buttonFrom(link);
  const sign = button.querySelector("use");
  const usual = sign.getAttribute("href");

  const show = () => {
    const isFollowed = person.followed.has(name);
    button.setAttribute("aria-pressed", String(isFollowed));
    sign.setAttribute("href", isFollowed ? usual.replace(/#.*/, "#check") : usual);
  };

  button.addEventListener("click", async () => {
    const wanted = !person.followed.has(name);
    try {
      const response = await fetch(link.dataset.change, {
        method: "POST",
        headers: { Accept: "application/json", "X-CSRFToken": person.token },
        body: new URLSearchParams({ ...thing, action: wanted ? "follow" : "unfollow" }),
      });
      if (!response.ok || response.redirected) throw new Error(String(response.status));
    } catch {
      location.assign(link.href);
      return;
    }
    if (wanted) person.followed.add(name);
    else person.followed.delete(name);
    tell();
  });

  onChange(show);
  show();
}

function buttonFrom(link) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  const name = link.getAttribute("aria-label");
  if (name) button.setAttribute("aria-label", name);
  button.append(...link.childNodes);
  const hadFocus = document.activeElement === link;
  link.replaceWith(button);
  if (hadFocus) button.focus({ preventScroll: true });
  return button;
}
