// The link to the account: says that somebody is signed in, or that a guest's browser keeps something.
import { copy, listOf } from "./copied.js";
import { kept, onChange, visitor } from "./visitor.js";

export async function enhance(link) {
  const label = link.querySelector("span");
  const count = link.querySelector("[data-count]");
  const usual = { text: label.textContent, href: link.getAttribute("href") };
  const list = document.querySelector("[data-kept-list]");
  const person = await visitor();

  const show = () => {
    const keys = person.isSignedIn ? [...person.saved] : kept().map((item) => item.key);
    const number = keys.length;
    if (!person.isUnknown) copy(link.dataset.lines, keys);
    label.textContent = person.isSignedIn ? link.dataset.inside : number ? link.dataset.kept : usual.text;
    if (!person.isSignedIn) link.setAttribute("href", number ? link.dataset.saved : usual.href);
    count.textContent = number;
    count.hidden = !number;
  };

  onChange(show);
  show();
  if (list && person.isSignedIn) location.reload();
  else if (list) showKept(link, list);
  else if (person.hasMerged && location.pathname === link.dataset.saved) location.reload();
}

async function showKept(link, list) {
  const keys = kept().map((item) => item.key);
  if (!keys.length) return;
  const found = await listOf(link.dataset.lines, keys);
  if (found) list.replaceChildren(...found.body.childNodes);
}

