// A button for passkeys, and the form that has no other, appear where the browser knows them.
export function enhance(button) {
  if (!window.PublicKeyCredential) return;
  button.hidden = false;
  button.closest("form[hidden]")?.removeAttribute("hidden");
  document.querySelector("[data-without-passkeys]")?.remove();
}
