/** Dragging an item of the schedule board onto another day leads to the form that confirms the move. */
const board = document.querySelector("[data-schedule]");
let dragged = "";

const cellOf = (event) => event.target.closest("td[data-day]");

board?.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-move]")?.dataset.move ?? "";
  if (dragged) event.dataTransfer.setData("text/plain", dragged);
});
board?.addEventListener("dragover", (event) => {
  const cell = dragged ? cellOf(event) : null;
  if (!cell) return;
  event.preventDefault();
  for (const other of board.querySelectorAll(".is-over")) other.classList.remove("is-over");
  cell.classList.add("is-over");
});
board?.addEventListener("drop", (event) => {
  const cell = cellOf(event);
  if (!dragged || !cell) return;
  event.preventDefault();
  window.location.assign(`${dragged}?day=${cell.dataset.day}`);
});
board?.addEventListener("dragend", () => {
  dragged = "";
  for (const other of board.querySelectorAll(".is-over")) other.classList.remove("is-over");
});
