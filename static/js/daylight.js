// The accent is the light on the river at this hour. The server prints it; this keeps a cached page and an open tab right.
import { now } from "./clock.js";

const EPOCH = Date.UTC(2000, 0, 1, 12);
const DAY = 864e5;
const LOW_SUN = 6;
const radians = (degrees) => (degrees * Math.PI) / 180;

/** Height of the sun in degrees; the formulas of core/daylight.py. */
export function sunElevation(moment, latitude, longitude) {
  const { sin, cos, asin, atan2 } = Math;
  const days = (moment - EPOCH) / DAY;
  const anomaly = radians(357.529 + 0.98560028 * days);
  const ecliptic = radians(280.459 + 0.98564736 * days + 1.915 * sin(anomaly) + 0.02 * sin(2 * anomaly));
  const obliquity = radians(23.439 - 0.00000036 * days);
  const declination = asin(sin(obliquity) * sin(ecliptic));
  const rightAscension = atan2(cos(obliquity) * sin(ecliptic), cos(ecliptic));
  const sidereal = radians((18.697374558 + 24.06570982441908 * days) * 15 + longitude);
  const north = radians(latitude);
  const height = sin(north) * sin(declination) + cos(north) * cos(declination) * cos(sidereal - rightAscension);
  return (asin(height) * 180) / Math.PI;
}

export function lightAt(moment, latitude, longitude) {
  const height = sunElevation(moment, latitude, longitude);
  if (height > LOW_SUN) return "day";
  if (height < -LOW_SUN) return "night";
  return sunElevation(moment + 6e4, latitude, longitude) > height ? "dawn" : "dusk";
}

export function enhance(root) {
  const { latitude, longitude } = root.dataset;
  if (!latitude || !longitude) return;
  const tick = () => {
    const light = lightAt(now(), Number(latitude), Number(longitude));
    if (root.dataset.light !== light) root.dataset.light = light;
  };
  tick();
  setInterval(tick, 6e4);
}
