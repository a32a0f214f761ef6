// Who is signed in, what is saved and what is followed: asked once a page, and only of somebody who has signed in here before.
// A guest's list lives in this browser until they sign in; then it goes to the account.
const KEPT = "saved";
const link = document.querySelector('[data-module~="account"]');
const home = link?.getAttribute("href") ?? "";
const listeners = new Set();
let asked;

export function kept() {
  try {
    const list = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(list) ? list.filter((item) => typeof item?.key === "string") : [];
  } catch {
    return [];
  }
}

export function keep(item, isSaved) {
  const others = kept().filter((one) => one.key !== item.key);
  try {
    localStorage.setItem(KEPT, JSON.stringify(isSaved ? [item, ...others].slice(0, 1000) : others));
  } catch {
    return false;
  }
  tell();
  return true;
}

export function onChange(listener) {
  listeners.add(listener);
}

export function tell() {
  for (const listener of listeners) listener();
}

export const mayBeSignedIn = () => document.cookie.split("; ").includes("signed-in=1");

export function visitor() {
  asked ??= ask();
  return asked;
}

async function ask() {
  const nobody = { isSignedIn: false, saved: new Set(), followed: new Set() };
  if (!home || !mayBeSignedIn()) return nobody;
  try {
    const response = await fetch(`${home}state/`, { headers: { Accept: "application/json" } });
    const found = await response.json();
    if (!found.isSignedIn) return nobody;
    return await merged({ ...found, saved: new Set(found.saved), followed: new Set(found.followed) });
  } catch {
    return { ...nobody, isUnknown: true };
  }
}

async function merged(person) {
  const keys = kept().map((item) => item.key);
  if (!keys.length) return person;
  const response = await fetch(`${home}saved/merge/`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": person.token },
    body: JSON.stringify({ keys }),
  });
  if (!response.ok || response.redirected) return person; // something else is asked first
  const answer = await response.json();
  const done = new Set(keys);
  localStorage.setItem(KEPT, JSON.stringify(kept().filter((item) => !done.has(item.key))));
  return { ...person, saved: new Set(answer.saved), hasMerged: answer.added > 0 };
}

addEventListener("storage", (event) => {
  if (event.key === KEPT) tell();
});

// What another tab or page has changed meanwhile: asked for again when this one comes back into view.
async function askAgain() {
  if (!asked) return;
  const person = await asked;
  const found = await ask();
  if (!found.isUnknown) Object.assign(person, found);
  tell();
}

addEventListener("pageshow", (event) => {
  if (event.persisted) askAgain();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && mayBeSignedIn()) askAgain();
});
