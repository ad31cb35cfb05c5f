// Reads the vectors that a Python test wrote, and prints as JSON where the page differs: node compare_with_python.js FILE

import { readFileSync } from "node:fs";
import { differences, differencesOfSpacing } from "./golden.js";

const { vectors, histories, bank } = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const found = [...(vectors ? differences(vectors) : []), ...(histories ? differencesOfSpacing(histories, bank) : [])];
process.stdout.write(JSON.stringify({ count: found.length, first: found.slice(0, 20) }));
