// Notes every stop of the keyboard on a page: `walk.stops` and `walk.faults`. A stop is looked at when the next
// Tab goes down: by then it has been scrolled to and drawn with its focus.
(() => {
  const PARTS = [null, "::before", "::after"];
  const LOOKS = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor", "borderColor"];
  const CLICKED = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex]";
  const walk = { stops: [], faults: [], isOver: false };
  let last = null;

  const name = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 140);
  const fault = (what, element) => walk.faults.push(`${what}: ${name(element)}`);
  // What shows that a field is focused may be drawn by its label, by what follows it or by what is around it.
  const drawn = (element) =>
    [element, element.parentElement, element.nextElementSibling, ...(element.labels ?? [])].filter(Boolean);
  const look = (element) =>
    JSON.stringify(
      drawn(element).flatMap((one) => PARTS.map((part) => LOOKS.map((key) => getComputedStyle(one, part)[key]))),
    );

  const isInView = (element) => {
    const seen = element.labels?.length ? drawn(element) : [element];
    const boxes = seen.flatMap((one) => [...one.getClientRects()]);
    return boxes.some((box) =>
      [0.5, 0.1, 0.9].some((across) =>
        [0.5, 0.2, 0.8].some((down) => {
          const top = document.elementFromPoint(box.left + box.width * across, box.top + box.height * down);
          return top && (element.contains(top) || drawn(element).slice(2).some((one) => one.contains(top)));
        }),
      ),
    );
  };

  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Tab") return;
      if (last && last.element !== document.activeElement && last.look === look(last.element)) {
        fault("shows no focus", last.element);
      }
      const element = document.activeElement;
      if (!element || element === document.body) {
        walk.isOver ||= walk.stops.length > 0;
        last = null;
        return;
      }
      const before = walk.stops.at(-1);
      if (element === before) return; // a date has several places to type in
      if (walk.stops.includes(element)) {
        walk.isOver = true;
        return;
      }
      if (before && !(before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)) {
        fault("goes back", element);
      }
      walk.stops.push(element);
      if (!isInView(element)) fault("cannot be seen", element);
      last = { element, look: look(element) };
    },
    true,
  );

  const isShown = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length > 0;
  const isRadio = (element) => element.matches("input[type=radio]");
  const sameRadios = (one, other) =>
    isRadio(one) && isRadio(other) && one.name === other.name && one.form === other.form;
  const isReached = (element) =>
    walk.stops.some(
      (stop) => stop === element || sameRadios(stop, element) || (element.href && stop.href === element.href),
    );

  const showsHand = (element) => getComputedStyle(element).cursor === "pointer";
  // What a mouse can press: the usual elements, and whatever shows the hand by itself.
  const isPressed = (element) => {
    const isPointed = showsHand(element) && !showsHand(element.parentElement);
    if (element.matches("a, button, input, select, textarea, summary")) return element.matches(CLICKED);
    return isPointed ? !element.querySelector(CLICKED) : element.matches(CLICKED) && element.tabIndex >= 0;
  };

  walk.finish = () => {
    for (const element of document.body.querySelectorAll("*")) {
      if (!isPressed(element) || element.disabled || !isShown(element)) continue;
      if (!isReached(element) && !(element.control && isReached(element.control))) fault("is not reached", element);
    }
    return walk.faults;
  };
  globalThis.walk = walk;
})();
