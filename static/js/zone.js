// Whose time an hour is: told where the clocks of the event's place and of the reader's region differ at that moment.
// Two names of one zone need no clock: a browser's first is slow to make.
export function enhance(note) {
  const zone = document.getElementById("region")?.dataset.zone;
  const moment = new Date(note.dataset.at);
  if (!zone || Number.isNaN(moment.getTime())) return;
  try {
    const isSame = zone === note.dataset.zone || clock(moment, zone) === clock(moment, note.dataset.zone);
    if (!isSame && note.dataset.text) note.textContent = note.dataset.text;
    note.hidden = isSame;
  } catch {
    // A zone the browser does not know: what the server said stays.
  }
}

function clock(moment, timeZone) {
  return new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "short", timeStyle: "short" }).format(moment);
}
