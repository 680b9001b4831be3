// Builds what kg.visualise.explorer puts into its page: one script and one style sheet, no module loader.
// The result is committed, so that users of kg need no node; `node build.mjs --check` tells whether it is current.
// Beside it stands from what it was built, so that a test without node can tell too.
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
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
  legalComments: "inline", // a library that comes in brings its licence along
  banner: { js: "/*! industry-kg explorer, Apache-2.0 */", css: "/*! industry-kg explorer, Apache-2.0 */" },
  outdir: "out",
  write: false,
});

/** SHA-256 of everything the bundle is made of, by path. */
async function sources() {
  const folder = new URL("src/", import.meta.url);
  const named = (await readdir(folder)).filter((name) => /\.(js|css)$/.test(name)).map((name) => `src/${name}`);
  /** @type {Record<string, string>} */
  const found = {};
  for (const name of ["build.mjs", "package-lock.json", ...named.sort()]) {
    found[name] = createHash("sha256").update(await readFile(new URL(name, import.meta.url))).digest("hex");
  }
  return found;
}

// The page holds the script between tags: no text of it may look like the closing one.
const inert = (/** @type {string} */ text) => text.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
const files = result.outputFiles.map((file) => [file.path.endsWith(".css") ? "explorer.css" : "explorer.js", inert(file.text)]);
files.push(["explorer.sources.json", JSON.stringify(await sources(), null, 1) + "\n"]);

let stale = false;
for (const [name, text] of files) {
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
