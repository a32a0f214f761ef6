// A river of fourteen days is wider than a phone: begin with today in view.
export function enhance(river) {
  const list = river.querySelector("ol");
  const today = river.querySelector("[aria-current]");
  if (today && list.scrollWidth > list.clientWidth) list.scrollLeft = today.offsetLeft - 24;
}
