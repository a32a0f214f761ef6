// What is pasted into a rich text from Word, a mail or a web page is cleaned by the server first.
(() => {
  const { clean } = document.currentScript.dataset;
  const MARK = "application/x-cleaned";
  // Text copied inside the editor carries one of these and comes in as it is.
  const OWN = /data-editor=|data-draftjs-conductor-fragment|data-offset-key/;

  const paste = (target, html, text) => {
    const transfer = new DataTransfer();
    transfer.setData("text/plain", text);
    if (html) transfer.setData("text/html", html);
    transfer.setData(MARK, "1");
    target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true }));
  };

  document.addEventListener(
    "paste",
    async (event) => {
      const data = event.clipboardData;
      if (!data || !event.target.closest?.("[contenteditable=true]") || data.types.includes(MARK)) return;
      const [html, text] = [data.getData("text/html"), data.getData("text/plain")];
      if (!html || OWN.test(html)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const form = new FormData();
      form.append("html", html);
      form.append("language", window.wagtailConfig.ACTIVE_CONTENT_LOCALE || "");
      form.append("csrfmiddlewaretoken", window.wagtailConfig.CSRF_TOKEN);
      const { target } = event;
      let cleaned = html;
      try {
        const response = await fetch(clean, { method: "POST", body: form });
        if (response.ok && !response.redirected) cleaned = (await response.json()).html;
      } catch {
        // Without the server the editor's own cleaning has to do.
      }
      paste(target, cleaned, text);
    },
    true,
  );
})();
