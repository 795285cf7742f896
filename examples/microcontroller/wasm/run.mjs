// Runs the module given as the argument, which must import nothing, and prints its line.
import { readFileSync } from "node:fs";

const module = new WebAssembly.Module(readFileSync(process.argv[2]));
const imports = WebAssembly.Module.imports(module);
if (imports.length > 0) {
  console.error(`the module imports ${imports.map((one) => one.name).join(", ")}`);
  process.exit(1);
}
const { run, memory } = new WebAssembly.Instance(module).exports;
// A page that nobody uses yet.
const place = memory.grow(1) * 65536;
const length = run(place);
console.log(new TextDecoder().decode(new Uint8Array(memory.buffer, place, length)));
