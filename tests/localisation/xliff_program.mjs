/* Another program for XLIFF: reads a file with the npm package "xliff", puts every text into capitals, writes it again.
   node xliff_program.mjs FOLDER VERSION < file: FOLDER is where the package is installed, VERSION 1.2 or 2.0. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [folder, version] = process.argv.slice(2);
const library = createRequire(`${folder}/`);
const [reader, writer] = version === "1.2" ? ["xliff12ToJs", "jsToXliff12"] : ["xliff2js", "js2xliff"];

function inCapitals(text) {
  if (typeof text === "string") {
    return text.toUpperCase();
  }
  if (Array.isArray(text)) {
    return text.map(inCapitals);
  }
  const [[kind, element]] = Object.entries(text);
  return { [kind]: element.contents ? { ...element, contents: inCapitals(element.contents) } : element };
}

const read = await library(`xliff/${reader}`)(readFileSync(0, "utf8"));
for (const units of Object.values(read.resources)) {
  for (const unit of Object.values(units)) {
    unit.target = inCapitals(unit.source);
  }
}
process.stdout.write(await library(`xliff/${writer}`)(read, { indent: "" }));
