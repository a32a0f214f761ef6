// A gallery filled in one go: many photographs chosen at once or dropped as files, put in order by mouse or keys.
// Wagtail's own blocks do the storing; this adds what stands around them.
(() => {
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;
  const AT_ONCE = 3;

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const fill = (text, values) => text.replace(/%\((\w+)\)[sd]/g, (_, name) => values[name]);
  const languageOfPage = () => window.wagtailConfig.ACTIVE_CONTENT_LOCALE || document.documentElement.lang;

  class Desk {
    constructor(block, { urls, words, most, accept }) {
      Object.assign(this, { block, urls, words, most, list: block.childBlocks.photos });
      this.facts = new Map();
      this.uploading = 0;
      this.build(accept);
      this.follow();
      this.list.children.forEach((child) => this.dress(child));
      this.refresh();
    }

    build(accept) {
      this.status = make("p", { class: "w-sr-only", role: "status", "aria-live": "polite" });
      this.input = make("input", { type: "file", multiple: "", accept, hidden: "" });
      this.input.addEventListener("change", () => this.take([...this.input.files]));
      this.uploads = make("ul", { class: "gallery-desk__uploads" });
      const choose = this.button(this.words.choose, () => this.choose());
      const upload = this.button(this.words.upload, () => this.input.click());
      this.hint = make("p", { class: "gallery-desk__hint", id: `${this.list.prefix}-keys` }, this.words.keys);
      const zone = make("div", { class: "gallery-desk" });
      zone.append(make("p", {}, this.words.drop), make("div", {}, choose, upload), this.input, this.hint);
      zone.append(this.uploads, this.status);
      const area = this.list.container.get(0);
      area.classList.add("gallery-desk__list");
      area.before(zone);
      this.welcomeFiles(zone, this.block.container.get(0));
    }

    button(label, act) {
      const button = make("button", { type: "button", class: "button button-secondary button-small" }, label);
      button.addEventListener("click", act);
      return button;
    }

    // Files dropped anywhere on the block are its own; blocks being dragged are Wagtail's.
    welcomeFiles(zone, area) {
      const carriesFiles = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
      area.addEventListener("dragover", (event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        zone.classList.add("gallery-desk--over");
      });
      area.addEventListener("dragleave", (event) => {
        if (!area.contains(event.relatedTarget)) zone.classList.remove("gallery-desk--over");
      });
      area.addEventListener("drop", (event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        zone.classList.remove("gallery-desk--over");
        this.take([...event.dataTransfer.files]);
      });
    }

    // Stand beside the list's own methods: whatever changes it, the desk knows.
    follow() {
      const { list } = this;
      const insert = list._insert.bind(list);
      list._insert = (...values) => {
        const child = insert(...values);
        this.dress(child);
        return child;
      };
      const move = list.moveBlock.bind(list);
      list.moveBlock = (from, to) => {
        const held = document.activeElement;
        move(from, to);
        this.settle(to, held);
      };
      window.addEventListener("focus", () => this.refresh(true));
      window.addEventListener("beforeunload", (event) => this.uploading && event.preventDefault());
    }

    // Moving an element takes the focus off it: put it back, and say where the photograph stands now.
    settle(place, held) {
      const child = this.list.children[place];
      if (child.element.contains(held)) {
        const usable = held.disabled ? this.handle(child) : held;
        usable.focus();
      }
      const values = { title: this.title(child), place: place + 1, count: this.list.children.length };
      this.say(fill(this.words.moved, values));
    }

    handle(child) {
      return child.element.querySelector('[data-streamfield-action="DRAG"]');
    }

    photo(child) {
      return child.block.childBlocks.photo;
    }

    title(child) {
      return this.photo(child).getState()?.title || this.words.photograph;
    }

    say(text) {
      this.status.textContent = text;
    }

    dress(child) {
      if (child.isDressed || !child.block) return;
      child.isDressed = true;
      child.factsElement = make("div", { class: "gallery-desk__facts" });
      child.element.querySelector(".w-panel__content, [data-streamfield-block]")?.append(child.factsElement);
      const handle = this.handle(child);
      handle.setAttribute("aria-describedby", this.hint.id);
      handle.addEventListener("keydown", (event) => this.moveByKey(event, child));
      this.photo(child).widget.addEventListener("chosen", () => this.refresh());
    }

    moveByKey(event, child) {
      const last = this.list.children.length - 1;
      const targets = { ArrowUp: child.index - 1, ArrowDown: child.index + 1, Home: 0, End: last };
      if (!(event.key in targets)) return;
      event.preventDefault();
      const to = Math.min(Math.max(targets[event.key], 0), last);
      if (to === child.index) this.say(fill(this.words.moved, { title: this.title(child), place: to + 1, count: last + 1 }));
      else this.list.moveBlock(child.index, to);
    }

    choose() {
      const { widget } = this.list.blockDef.childBlockDef.childBlockDefsByName.photo;
      widget.openModal((chosen) => {
        this.add(chosen.slice(0, this.room()));
        this.say(fill(this.words.added, { count: chosen.length }));
      }, { multiple: true });
    }

    room() {
      return this.most - this.list.children.filter((child) => this.photo(child).getState()).length;
    }

    add(photos) {
      const empty = this.list.children.filter((child) => !this.photo(child).getState()).reverse();
      empty.forEach((child) => this.list.deleteBlock(child.index));
      for (const photo of photos) {
        const state = { ...this.list.blockDef.initialChildState, photo };
        this.list.insert(state, this.list.children.length, { id: window.crypto.randomUUID?.() || `${Date.now()}-${photo.id}` });
      }
      this.refresh();
    }

    // Files go up three at a time and into the gallery in the order they came in.
    async take(files) {
      this.input.value = "";
      const left = this.room() - this.uploading;
      const rows = files.map((file) => ({ file, ...this.row(file) }));
      rows.slice(Math.max(left, 0)).forEach((row) => this.fail(row, fill(this.words.full, { limit: this.most })));
      const accepted = rows.slice(0, Math.max(left, 0));
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
            if (arrived[shown]) this.add([arrived[shown]]);
          }
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      const count = arrived.filter(Boolean).length;
      this.say(fill(this.words.uploaded, { count, all: files.length }));
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
      const close = this.button(this.words.close, () => row.element.remove());
      row.element.append(close);
      this.say(`${row.file.name}: ${message}`);
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
      const ids = this.list.children.map((child) => this.photo(child).getState()?.id).filter(Boolean).map(String);
      const unknown = everything ? ids : ids.filter((id) => !this.facts.has(id));
      if (unknown.length) {
        const answer = await this.ask([...new Set(unknown)]).catch(() => ({ photos: [] }));
        answer.photos.forEach((photo) => {
          const known = this.facts.get(String(photo.id));
          this.facts.set(String(photo.id), { ...photo, twin: known?.twin ?? null });
        });
      }
      this.list.children.forEach((child) => this.tell(child));
    }

    tell(child) {
      const facts = this.facts.get(String(this.photo(child).getState()?.id));
      child.factsElement?.replaceChildren();
      if (!facts || !child.factsElement) return;
      const language = languageOfPage();
      for (const [name, texts] of [["caption", facts.caption], ["alt", facts.alt]]) {
        const field = child.element.querySelector(`[data-contentpath=${name}] input`);
        if (field) field.placeholder = texts[language] || "";
      }
      const credit = facts.credit[language];
      child.factsElement.append(credit ? make("span", {}, credit) : this.gap(this.words.noCredit, facts));
      const { alt, decorative } = child.block.childBlocks;
      if (!facts.alt[language] && !alt?.getState() && !decorative?.getState()) {
        child.factsElement.append(this.gap(this.words.noAlt, facts));
      }
      if (facts.twin) child.factsElement.append(this.twin(child, facts));
    }

    gap(text, facts) {
      const gap = make("span", { class: "gallery-desk__gap" }, text);
      if (facts.edit_url) gap.append(" ", make("a", { href: facts.edit_url, target: "_blank" }, this.words.mend));
      return gap;
    }

    // The same file is in the library already: offer that one, and take the new copy away again.
    twin(child, facts) {
      const note = make("span", { class: "gallery-desk__gap" }, fill(this.words.twin, { title: facts.twin.title }), " ");
      note.append(
        this.button(this.words.useTwin, async () => {
          this.photo(child).setState(this.state(facts.twin));
          this.facts.delete(String(facts.twin.id));
          await this.refresh();
          const form = new FormData();
          form.append("csrfmiddlewaretoken", window.wagtailConfig.CSRF_TOKEN);
          fetch(facts.delete_url, { method: "POST", body: form, headers: { "X-Requested-With": "XMLHttpRequest" } });
        }),
      );
      return note;
    }
  }

  class GalleryBlockDefinition extends StructBlockDefinition {
    render(...values) {
      const block = super.render(...values);
      block.desk = new Desk(block, this.meta.desk);
      return block;
    }
  }

  window.telepath.register("core.blocks.GalleryBlock", GalleryBlockDefinition);
})();
