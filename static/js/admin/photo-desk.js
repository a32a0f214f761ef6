// <photo-desk>: where photographs come into a page. Files dropped on its panel go to the library three at a time and
// into the page in the order they came in; under each photograph stands what the library says of it, in the page's
// language. Whoever owns the photographs tells the desk how to add one and where each stands: a gallery, or a panel.
(() => {
  const AT_ONCE = 3;

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const fill = (text, values) => text.replace(/%\((\w+)\)[sd]/g, (_, name) => values[name]);
  const languageOfPage = () => window.wagtailConfig.ACTIVE_CONTENT_LOCALE || document.documentElement.lang;

  // An owner has `area`, the element that takes files; `places()`, the photographs there are, each with its `id`,
  // `element`, `facts` (where to write), `isDescribed()` and `put(photo)`; `add(photos)`; and `choose()` if it likes.
  class PhotoDesk extends HTMLElement {
    // In a panel with one chooser, which the attribute names, the desk needs nobody to open it.
    connectedCallback() {
      if (!this.dataset.chooser || this.owner) return;
      this.serveOne(this.dataset.chooser, JSON.parse(this.dataset.options), this.closest("section") ?? this.parentElement);
    }

    // For a chooser of one photograph, known by the id of its field: what comes in takes the place of what is there.
    serveOne(id, options, area, isDescribed = () => false) {
      const facts = make("div", { class: "gallery-desk__facts" });
      this.before(facts);
      const put = (photo) => document.getElementById(`${id}-chooser`).widget.setStateFromModalData(photo);
      const place = () => ({ element: area, id: document.getElementById(id)?.value, facts, isDescribed, put });
      this.open(options, { area, places: () => [place()], add: ([photo]) => put(photo) });
      area.addEventListener("change", (event) => event.target.matches("input") && this.refresh());
    }

    open(options, owner) {
      Object.assign(this, options, { owner, facts: new Map(), uploading: 0 });
      this.build();
      this.welcomeFiles(owner.area);
      window.addEventListener("focus", () => this.refresh(true));
      window.addEventListener("beforeunload", (event) => this.uploading && event.preventDefault());
      this.refresh();
    }

    // For the panel of Wagtail's own chooser of many.
    serve(panel) {
      const { formsetPrefix, chooserFieldName } = panel.opts;
      const forms = document.getElementById(`${formsetPrefix}-FORMS`);
      const chooserOf = (form) => {
        const id = `id_${form.id.replace("inline_child_", "")}-${chooserFieldName}`;
        return panel.chooserWidgetFactory.getById(id);
      };
      const place = (form) => ({
        element: form,
        id: form.querySelector(`input[name$="-${chooserFieldName}"]`)?.value,
        facts: form.querySelector(".gallery-desk__facts") ?? this.placeForFacts(form),
        isDescribed: () => false,
        put: (photo) => chooserOf(form).setStateFromModalData(photo),
      });
      const add = (photos) => {
        const { initialFocus } = panel;
        panel.initialFocus = () => {}; // what is being written elsewhere keeps the focus
        for (const photo of photos) {
          panel.addForm();
          chooserOf(forms.lastElementChild).setStateFromModalData(photo);
        }
        panel.initialFocus = initialFocus;
      };
      const places = () => [...forms.querySelectorAll(":scope > :not(.deleted)")].map(place);
      this.open(JSON.parse(this.dataset.options), { area: this.closest("section") ?? this, places, add });
      forms.addEventListener("change", () => this.refresh());
    }

    build() {
      this.status = make("p", { class: "w-sr-only", role: "status", "aria-live": "polite" });
      this.input = make("input", { type: "file", accept: this.accept, hidden: "" });
      this.input.multiple = !this.isForOne;
      this.input.addEventListener("change", () => this.take([...this.input.files]));
      this.uploads = make("ul", { class: "gallery-desk__uploads" });
      const buttons = make("div", {}, this.button(this.words.upload, () => this.input.click()));
      if (this.owner.choose) buttons.prepend(this.button(this.words.choose, () => this.owner.choose()));
      this.append(make("p", {}, this.words.drop), buttons, this.input, this.uploads, this.status);
    }

    button(label, act) {
      const button = make("button", { type: "button", class: "button button-secondary button-small" }, label);
      button.addEventListener("click", act);
      return button;
    }

    // Files dropped anywhere on the area are the desk's own; blocks being dragged are Wagtail's.
    welcomeFiles(area) {
      const carriesFiles = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
      area.addEventListener("dragover", (event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        this.classList.add("gallery-desk--over");
      });
      area.addEventListener("dragleave", (event) => {
        if (!area.contains(event.relatedTarget)) this.classList.remove("gallery-desk--over");
      });
      area.addEventListener("drop", (event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        this.classList.remove("gallery-desk--over");
        this.take([...event.dataTransfer.files]);
      });
    }

    say(text, values = {}) {
      this.status.textContent = fill(text, values);
    }

    get room() {
      if (this.isForOne) return this.most - this.uploading;
      return this.most - this.owner.places().filter(({ id }) => id).length - this.uploading;
    }

    async take(files) {
      this.input.value = "";
      const rows = files.map((file) => ({ file, ...this.row(file) }));
      const accepted = rows.slice(0, Math.max(this.room, 0));
      rows.slice(accepted.length).forEach((row) => this.fail(row, fill(this.words.full, { limit: this.most })));
      this.uploading += accepted.length;
      const arrived = accepted.map(() => undefined);
      let next = 0;
      let shown = 0;
      const work = async () => {
        while (next < accepted.length) {
          const number = next++;
          arrived[number] = await this.upload(accepted[number]).catch((error) => {
            this.fail(accepted[number], error.message || this.words.failed);
            return null;
          });
          this.uploading -= 1;
          for (; shown < arrived.length && arrived[shown] !== undefined; shown++) {
            if (arrived[shown]) this.owner.add([arrived[shown]]);
          }
          this.refresh();
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      this.say(this.words.uploaded, { count: arrived.filter(Boolean).length, all: files.length });
    }

    row(file) {
      const bar = make("progress", { max: "100", value: "0", "aria-label": file.name });
      const note = make("span", { class: "gallery-desk__note" });
      const element = make("li", {}, make("span", { class: "gallery-desk__name" }, file.name), bar, note);
      this.uploads.append(element);
      return { element, bar, note };
    }

    fail(row, message) {
      row.bar.remove();
      row.element.classList.add("gallery-desk__failed");
      row.note.textContent = message;
      row.element.append(this.button(this.words.close, () => row.element.remove()));
      this.status.textContent = `${row.file.name}: ${message}`;
    }

    async upload(row) {
      this.collection ??= (await this.ask([])).collection;
      const form = new FormData();
      form.append("title", row.file.name.replace(/\.[^.]+$/, ""));
      if (this.collection) form.append("collection", this.collection);
      form.append("files[]", row.file);
      const answer = await this.send(form, row);
      if (!answer.success) throw new Error(answer.error_message || this.words.failed);
      if (!answer.image_id) throw new Error(this.words.details);
      const { photos } = await this.ask([answer.image_id], true);
      if (!photos.length) throw new Error(this.words.failed);
      photos.forEach((photo) => this.facts.set(String(photo.id), photo));
      row.element.remove();
      return this.state(photos[0]);
    }

    send(form, { bar, note }) {
      return new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open("POST", this.urls.upload);
        request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
        request.setRequestHeader("X-CSRFToken", window.wagtailConfig.CSRF_TOKEN);
        request.responseType = "json";
        request.upload.addEventListener("progress", (event) => {
          bar.value = event.lengthComputable ? (100 * event.loaded) / event.total : 0;
          if (event.loaded === event.total) note.textContent = this.words.processing;
        });
        request.addEventListener("load", () => {
          if (request.status < 400 && request.response) resolve(request.response);
          else reject(new Error(this.words.failed));
        });
        request.addEventListener("error", () => reject(new Error(this.words.cut)));
        request.send(form);
      });
    }

    async ask(ids, areNew = false) {
      const query = new URLSearchParams({ ids: ids.join(","), new: areNew ? "1" : "" });
      const response = await fetch(`${this.urls.facts}?${query}`, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      if (!response.ok || response.redirected) throw new Error(this.words.failed);
      return response.json();
    }

    state({ id, title, edit_url, preview, default_alt_text }) {
      return { id, title, edit_url, preview, default_alt_text };
    }

    // One request for whatever is not known yet; on coming back to the window, for everything.
    async refresh(everything = false) {
      const ids = this.owner.places().map(({ id }) => id).filter(Boolean).map(String);
      const unknown = everything ? ids : ids.filter((id) => !this.facts.has(id));
      if (unknown.length) {
        const answer = await this.ask([...new Set(unknown)]).catch(() => ({ photos: [] }));
        answer.photos.forEach((photo) => {
          const known = this.facts.get(String(photo.id));
          this.facts.set(String(photo.id), { ...photo, twin: known?.twin ?? null });
        });
      }
      this.owner.places().forEach((place) => this.tell(place));
    }

    placeForFacts(element) {
      const place = make("div", { class: "gallery-desk__facts" });
      element.querySelector(".w-panel__content, [data-streamfield-block]")?.append(place);
      return place;
    }

    tell(place) {
      const facts = this.facts.get(String(place.id));
      const language = languageOfPage();
      for (const name of ["caption", "alt"]) {
        const field = place.element.querySelector(`[data-contentpath=${name}] input`);
        if (field) field.placeholder = facts?.[name][language] || "";
      }
      place.facts.replaceChildren();
      if (!facts) return;
      const credit = facts.credit[language];
      place.facts.append(credit ? make("span", {}, credit) : this.gap(this.words.noCredit, facts));
      if (!facts.alt[language] && !place.isDescribed()) place.facts.append(this.gap(this.words.noAlt, facts));
      if (facts.twin) place.facts.append(this.twin(place, facts));
    }

    gap(text, facts) {
      const gap = make("span", { class: "gallery-desk__gap" }, text);
      if (facts.edit_url) gap.append(" ", make("a", { href: facts.edit_url, target: "_blank" }, this.words.mend));
      return gap;
    }

    // The same file is in the library already: offer that one, and take the new copy away again.
    twin(place, facts) {
      const note = make("span", { class: "gallery-desk__gap" }, fill(this.words.twin, { title: facts.twin.title }), " ");
      note.append(
        this.button(this.words.useTwin, async () => {
          place.put(this.state(facts.twin));
          this.facts.delete(String(facts.twin.id));
          await this.refresh();
          const form = new FormData();
          form.append("csrfmiddlewaretoken", window.wagtailConfig.CSRF_TOKEN);
          const headers = { "X-Requested-With": "XMLHttpRequest" };
          await fetch(facts.delete_url, { method: "POST", body: form, headers }).catch(() => {}); // the copy stays, unused
        }),
      );
      return note;
    }
  }

  window.customElements.define("photo-desk", PhotoDesk);
})();
