// Builds what kg.visualise.explorer puts into its page: one script and one style sheet, no module loader.
// The result is committed, so that users of kg need no node; `node build.mjs --check` tells whether it is current.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const assets = new URL("../kg/visualise/assets/", import.meta.url);
const result = await build({
  absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
  entryPoints: { explorer: "src/main.js" },
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022"],
  charset: "utf8",
  legalComments: "none",
  outdir: "out",
  write: false,
});

let stale = false;
for (const file of result.outputFiles) {
  const name = file.path.endsWith(".css") ? "explorer.css" : "explorer.js";
  // The page holds the script between tags: no text of it may look like the closing one.
  const text = file.text.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
  const target = new URL(name, assets);
  if (process.argv.includes("--check")) {
    stale ||= (await readFile(target, "utf8")) !== text;
  } else {
    await writeFile(target, text);
    console.log(`${name}: ${(text.length / 1024).toFixed(1)} KB`);
  }
}
if (stale) {
  console.error("kg/visualise/assets: older than web/src: run `make page`");
  process.exit(1);
}
