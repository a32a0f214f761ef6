// One frame for each placement of a photograph: sliders for keys, dragging for the mouse, kept as fractions in a hidden field.
(() => {
  const root = document.querySelector("[data-crops]");
  const field = root && document.getElementById(root.dataset.crops);
  if (!field) return;
  const own = Number(root.dataset.width) / Number(root.dataset.height) || 1;
  const parse = () => {
    try {
      const found = JSON.parse(field.value || "{}");
      return found && typeof found === "object" && !Array.isArray(found) ? found : {};
    } catch {
      return {};
    }
  };
  const crops = parse();
  const number = (name) => Number(document.querySelector(`input.focal_point_${name}`)?.value || 0);
  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
  const round = (value) => Math.round(value * 10000) / 10000;

  root.querySelectorAll("[data-key]").forEach((place) => {
    const key = place.dataset.key;
    const proportion = Number(place.dataset.proportion.replace(",", "."));
    const largest = { width: Math.min(1, proportion / own), height: Math.min(1, own / proportion) };
    const frame = place.querySelector(".photo-crops__frame");
    const image = frame.querySelector("img");
    const input = Object.fromEntries([...place.querySelectorAll("[data-part]")].map((one) => [one.dataset.part, one]));
    frame.style.aspectRatio = String(proportion);

    const around = () => {
      const x = number("x") ? clamp(number("x") / Number(root.dataset.width), 0, 1) : 0.5;
      const y = number("y") ? clamp(number("y") / Number(root.dataset.height), 0, 1) : 0.5;
      return {
        x: clamp(x - largest.width / 2, 0, 1 - largest.width),
        y: clamp(y - largest.height / 2, 0, 1 - largest.height),
        ...largest,
      };
    };
    const current = () => crops[key] || around();

    const show = () => {
      const crop = current();
      Object.assign(image.style, {
        inlineSize: `${100 / crop.width}%`,
        blockSize: `${100 / crop.height}%`,
        insetInlineStart: `${(-100 * crop.x) / crop.width}%`,
        insetBlockStart: `${(-100 * crop.y) / crop.height}%`,
      });
      input.size.value = Math.round((100 * crop.width) / largest.width);
      input.x.value = crop.width < 0.999 ? Math.round((100 * crop.x) / (1 - crop.width)) : 50;
      input.y.value = crop.height < 0.999 ? Math.round((100 * crop.y) / (1 - crop.height)) : 50;
      input.x.disabled = crop.width >= 0.999;
      input.y.disabled = crop.height >= 0.999;
      place.classList.toggle("is-set", key in crops);
    };

    const keep = (crop) => {
      crops[key] = { x: round(crop.x), y: round(crop.y), width: round(crop.width), height: round(crop.height) };
      field.value = JSON.stringify(crops);
      field.dispatchEvent(new Event("change", { bubbles: true }));
      show();
    };

    const move = (crop, x, y) => keep({ ...crop, x: clamp(x, 0, 1 - crop.width), y: clamp(y, 0, 1 - crop.height) });

    input.x.addEventListener("input", () => {
      const crop = current();
      move(crop, (Number(input.x.value) / 100) * (1 - crop.width), crop.y);
    });
    input.y.addEventListener("input", () => {
      const crop = current();
      move(crop, crop.x, (Number(input.y.value) / 100) * (1 - crop.height));
    });
    input.size.addEventListener("input", () => {
      const crop = current();
      const scale = Math.max(Number(input.size.value) / 100, 0.06 / largest.width, 0.06 / largest.height);
      const size = { width: largest.width * Math.min(scale, 1), height: largest.height * Math.min(scale, 1) };
      move({ ...crop, ...size }, crop.x + (crop.width - size.width) / 2, crop.y + (crop.height - size.height) / 2);
    });
    place.querySelector("[data-reset]").addEventListener("click", () => {
      delete crops[key];
      field.value = JSON.stringify(crops);
      show();
    });
    frame.addEventListener("pointerdown", (down) => {
      const start = current();
      const box = frame.getBoundingClientRect();
      frame.setPointerCapture(down.pointerId);
      const drag = (event) =>
        move(
          start,
          start.x - ((event.clientX - down.clientX) / box.width) * start.width,
          start.y - ((event.clientY - down.clientY) / box.height) * start.height,
        );
      frame.addEventListener("pointermove", drag);
      // After the pointer is lifted, and after the browser has taken it away to scroll.
      frame.addEventListener("lostpointercapture", () => frame.removeEventListener("pointermove", drag), { once: true });
    });
    show();
  });
})();
