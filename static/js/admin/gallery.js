// A gallery filled in one go: many photographs chosen at once or dropped as files, put in order by mouse or keys.
// Wagtail's own blocks do the storing, <photo-desk> takes the files; this ties the two together and moves by keys.
(() => {
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;

  class Gallery {
    constructor(block, options) {
      this.list = block.childBlocks.photos;
      this.words = options.words;
      this.area = block.container.get(0);
      this.desk = document.createElement("photo-desk");
      this.desk.className = "gallery-desk";
      this.hint = document.createElement("p");
      Object.assign(this.hint, { className: "gallery-desk__hint", id: `${this.list.prefix}-keys` });
      this.hint.textContent = this.words.keys;
      const rows = this.list.container.get(0);
      rows.classList.add("gallery-desk__list");
      rows.before(this.desk);
      this.list.children.forEach((child) => this.dress(child));
      this.follow();
      this.desk.open(options, this);
      this.desk.append(this.hint);
    }

    places() {
      return this.list.children.map((child) => ({
        element: child.element,
        id: this.photo(child).getState()?.id,
        facts: child.factsElement,
        isDescribed: () => {
          const { alt, decorative } = child.block.childBlocks;
          return Boolean(alt?.getState() || decorative?.getState());
        },
        put: (photo) => this.photo(child).setState(photo),
      }));
    }

    add(photos) {
      const empty = this.list.children.filter((child) => !this.photo(child).getState()).reverse();
      empty.forEach((child) => this.list.deleteBlock(child.index));
      for (const photo of photos) {
        const state = { ...this.list.blockDef.initialChildState, photo };
        this.list.insert(state, this.list.children.length, { id: window.crypto.randomUUID?.() || `${Date.now()}-${photo.id}` });
      }
    }

    choose() {
      const { widget } = this.list.blockDef.childBlockDef.childBlockDefsByName.photo;
      widget.openModal((chosen) => {
        this.add(chosen.slice(0, this.desk.room));
        this.desk.refresh();
        this.desk.say(this.words.added, { count: chosen.length });
      }, { multiple: true });
    }

    // Stand beside the list's own methods: whatever changes it, the gallery knows.
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
    }

    // Moving an element takes the focus off it: put it back, and say where the photograph stands now.
    settle(place, held) {
      const child = this.list.children[place];
      if (child.element.contains(held)) {
        const usable = held.disabled ? this.handle(child) : held;
        usable.focus();
      }
      this.sayPlace(child, place);
    }

    sayPlace(child, place) {
      const title = this.photo(child).getState()?.title || this.words.photograph;
      this.desk.say(this.words.moved, { title, place: place + 1, count: this.list.children.length });
    }

    handle(child) {
      return child.element.querySelector('[data-streamfield-action="DRAG"]');
    }

    photo(child) {
      return child.block.childBlocks.photo;
    }

    dress(child) {
      if (child.isDressed || !child.block) return;
      child.isDressed = true;
      child.factsElement = this.desk.placeForFacts(child.element);
      const handle = this.handle(child);
      handle.setAttribute("aria-describedby", this.hint.id);
      handle.addEventListener("keydown", (event) => this.moveByKey(event, child));
      this.photo(child).widget.addEventListener("chosen", () => this.desk.refresh());
    }

    moveByKey(event, child) {
      const last = this.list.children.length - 1;
      const targets = { ArrowUp: child.index - 1, ArrowDown: child.index + 1, Home: 0, End: last };
      if (!(event.key in targets)) return;
      event.preventDefault();
      const to = Math.min(Math.max(targets[event.key], 0), last);
      if (to === child.index) this.sayPlace(child, to);
      else this.list.moveBlock(child.index, to);
    }
  }

  class GalleryBlockDefinition extends StructBlockDefinition {
    render(...values) {
      const block = super.render(...values);
      block.gallery = new Gallery(block, this.meta.desk);
      return block;
    }
  }

  window.telepath.register("core.blocks.GalleryBlock", GalleryBlockDefinition);
})();
