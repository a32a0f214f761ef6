// Keeps what a venue says of its hours right on a page loaded hours ago or taken from a cache.
// The page carries every sentence until it knows no more: data-states = {ends, states: [[at, isOpen, lead, rest,
// detail, since, until], …]}, moments in seconds since 1970 UTC. No time-zone arithmetic here.
import { now } from "./clock.js";

const [AT, OPEN, LEAD, REST, DETAIL, SINCE, UNTIL] = [0, 1, 2, 3, 4, 5, 6];
const MINUTE = 6e4;

/** The last state whose moment has come; none after the page's knowledge ends. */
export function stateAt({ ends, states }, seconds) {
  return seconds < ends ? states.findLast((state) => state[AT] <= seconds) : undefined;
}

/** Where the sun stands between opening (0) and closing (1); none while closed. */
export function sunAt(state, seconds) {
  if (!state?.[OPEN] || state[SINCE] === null || state[UNTIL] === null) return null;
  return Math.min(Math.max((seconds - state[SINCE]) / Math.max(state[UNTIL] - state[SINCE], 1), 0), 1);
}

function moveSun(svg, fraction, centre, base, radius) {
  const group = svg.querySelector("g[class$=__g]");
  const sun = svg.querySelector("circle");
  group?.setAttribute("display", fraction === null ? "none" : "inline");
  if (fraction === null) return;
  sun.setAttribute("cx", (centre - radius * Math.cos(Math.PI * fraction)).toFixed(1));
  sun.setAttribute("cy", (base - radius * Math.sin(Math.PI * fraction)).toFixed(1));
}

export function enhance(root) {
  const known = JSON.parse(root.dataset.states);
  const lead = root.querySelector("[data-lead]");
  const rest = root.querySelector("[data-rest]");
  const detail = root.querySelector("[data-detail]");
  const small = root.querySelector(".arc");
  const tick = () => {
    const seconds = Math.floor(now() / 1000);
    const state = stateAt(known, seconds);
    root.hidden = !state;
    if (!state) return;
    if (lead.textContent !== state[LEAD]) lead.textContent = state[LEAD];
    if (rest.textContent !== state[REST]) rest.textContent = state[REST];
    if (detail && detail.textContent !== state[DETAIL]) detail.textContent = state[DETAIL];
    if (!("arc" in root.dataset)) (root.querySelector("[data-tone]") ?? root).classList.toggle("on", Boolean(state[OPEN]));
    if (small) moveSun(small, sunAt(state, seconds), 22, 22, 18);
    const dial = root.querySelector(".sunday");
    if (!dial) return;
    moveSun(dial, sunAt(state, seconds), 160, 140, 140);
    dial.setAttribute("aria-label", [state[LEAD], state[REST]].filter(Boolean).join(" "));
  };
  tick();
  setInterval(tick, MINUTE);
  document.addEventListener("visibilitychange", tick);
}
