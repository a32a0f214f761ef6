// A button for passkeys appears where the browser knows them.
export function enhance(button) {
  if (window.PublicKeyCredential) button.hidden = false;
}
