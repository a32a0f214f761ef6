// One photograph in the text: a desk of its own takes a dropped file and says what the library knows of the photograph.
(() => {
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;

  class PhotoBlockDefinition extends StructBlockDefinition {
    render(...values) {
      const block = super.render(...values);
      const root = block.container.get(0);
      const { photo, alt, decorative } = block.childBlocks;
      const desk = document.createElement("photo-desk");
      desk.className = "gallery-desk gallery-desk--one";
      root.querySelector("[data-contentpath=photo]").append(desk);
      const isDescribed = () => Boolean(alt.getState() || decorative.getState());
      desk.serveOne(photo.widget.input.id, this.meta.desk, root, isDescribed);
      return block;
    }
  }

  window.telepath.register("core.blocks.PhotoBlock", PhotoBlockDefinition);
})();
