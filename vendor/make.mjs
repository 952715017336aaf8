/* Copies what the package and its tests use from the npm packages pinned in package-lock.json, each with its licence
   and a manifest of versions and hashes. Usage: node make.mjs REPOSITORY, where node_modules lies beside this file. */

import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { outline } from "./land.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [repository] = process.argv.slice(2);
const MAPS = "kg/maps/vendor";
const OXIGRAPH = "kg/atlas/vendor/oxigraph";
const TESTS = "tests/browser/vendor";
const LICENCES = ["LICENSE", "LICENSE.txt", "LICENCE"];

const packageOf = (name) => join(here, "node_modules", name);
const describe = (name) => JSON.parse(readFileSync(join(packageOf(name), "package.json"), "utf8"));
const licenceFile = (name) => LICENCES.map((file) => join(packageOf(name), file)).find(existsSync);
const versioned = (name) => `${name} ${describe(name).version}`;
const into = (folder, file) => join(repository, folder, file);

for (const folder of [MAPS, OXIGRAPH, TESTS]) {
  rmSync(join(repository, folder), { recursive: true, force: true });
  mkdirSync(join(repository, folder), { recursive: true });
}

/** The licence texts of several packages one after the other, each under its name. */
function licences(names) {
  return names.map((name) => `${versioned(name)} (${describe(name).license})\n\n${readFileSync(licenceFile(name), "utf8").trim()}\n`).join("\n\n");
}

/** Says what a folder holds: for each file its packages, licence, hash, and how it was made. */
function manifest(folder, entries) {
  const blocks = entries.map(({ file, licence, text, packages, made, shipped }) => {
    const bytes = readFileSync(into(folder, file));
    return [
      "[[file]]",
      `path = "${file}"`,
      `packages = [${packages.map((name) => `"${versioned(name)}"`).join(", ")}]`,
      `licence = "${licence}"`,
      `licence_text = "${text}"`,
      `bytes = ${bytes.length}`,
      `sha256 = "${createHash("sha256").update(bytes).digest("hex")}"`,
      `made = "${made}"`,
      `shipped = ${shipped}  # ${shipped ? "part of the wheel" : "for the tests alone, no part of the wheel"}`,
    ].join("\n");
  });
  const head = "# Copied from the npm registry by vendor/vendor.sh; nothing here is edited by hand.\n";
  writeFileSync(into(folder, "vendor.toml"), `${head}\n${blocks.join("\n\n")}\n`);
}

/** sigma and graphology as one script, with the licences of all that is in it at its head. */
async function bundle() {
  const options = {
    entryPoints: [join(here, "sigma.js")], bundle: true, minify: true, format: "iife", globalName: "sigma",
    target: "es2020", charset: "ascii", legalComments: "inline", write: false, metafile: true, logLevel: "warning",
    absWorkingDir: here,
  };
  const { metafile } = await build(options);
  const inside = Object.keys(metafile.inputs).map((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]).filter(Boolean);
  const packages = [...new Set(inside)].sort();
  const text = licences(packages);
  if (text.includes("*/")) throw new Error("a licence would end the comment that holds it");
  const { outputFiles } = await build({ ...options, banner: { js: `/*! In this script:\n\n${text}*/` } });
  writeFileSync(into(MAPS, "sigma.min.js"), outputFiles[0].contents);
  writeFileSync(into(MAPS, "sigma.LICENSE.txt"), text);
  return { file: "sigma.min.js", licence: "MIT", text: "sigma.LICENSE.txt", packages, made: "esbuild, bundled and minified, see vendor/sigma.js", shipped: true };
}

/** The outline of the land, from Natural Earth. */
function land() {
  const atlas = JSON.parse(readFileSync(join(packageOf("world-atlas"), "land-110m.json"), "utf8"));
  writeFileSync(into(MAPS, "land.json"), `${JSON.stringify(outline(atlas))}\n`);
  const origin = "The coordinates are Natural Earth's, 1:110m, which are in the public domain.";
  writeFileSync(into(MAPS, "land.LICENSE.txt"), `${origin} They were taken from this package:\n\n${licences(["world-atlas"])}`);
  return { file: "land.json", licence: "ISC", text: "land.LICENSE.txt", packages: ["world-atlas"], made: "land-110m.json as polylines, see vendor/land.mjs", shipped: true };
}

/** Oxigraph for the browser. The package has no licence file: of its two licences we take Apache-2.0, whose text is our own. */
async function oxigraph() {
  copyFileSync(join(repository, "LICENSE"), into(OXIGRAPH, "LICENSE.txt"));
  const wasm = readFileSync(join(packageOf("oxigraph"), "web_bg.wasm"));
  const crates = [...new Set(wasm.toString("latin1").match(/(?<=registry\/src\/[^/]+\/)[\w.+-]+(?=\/)/g))].sort();
  const { version, license, repository: home } = describe("oxigraph");
  const notice = [
    `Oxigraph ${version}, ${home.url}`, `Licence: ${license}; used here under Apache-2.0, see LICENSE.txt.`, "",
    "The WebAssembly file is compiled from Rust. Among others it names these crates of its dependencies:", "", ...crates,
  ];
  writeFileSync(into(OXIGRAPH, "NOTICE.txt"), `${notice.join("\n")}\n`);
  // A classic script that makes a global `oxigraph`: a page that is opened from a file can load no module.
  await build({
    entryPoints: [join(packageOf("oxigraph"), "web.js")], bundle: true, minify: true, format: "iife", globalName: "oxigraph",
    target: "es2020", charset: "ascii", define: { "import.meta.url": '""' }, outfile: into(OXIGRAPH, "web.js"), logLevel: "warning",
  });
  copyFileSync(join(packageOf("oxigraph"), "web_bg.wasm"), into(OXIGRAPH, "web_bg.wasm"));
  const made = { "web.js": "esbuild, minified and made a classic script", "web_bg.wasm": "copied as it is" };
  return Object.entries(made).map(([file, how]) => (
    { file, licence: license, text: "LICENSE.txt", packages: ["oxigraph"], made: how, shipped: true }
  ));
}

/** axe-core, which looks for barriers in the tests. */
function axe() {
  copyFileSync(join(packageOf("axe-core"), "axe.min.js"), into(TESTS, "axe.min.js"));
  const texts = [licenceFile("axe-core"), join(packageOf("axe-core"), "LICENSE-3RD-PARTY.txt")];
  writeFileSync(into(TESTS, "axe.LICENSE.txt"), texts.map((path) => `${basename(path)}\n\n${readFileSync(path, "utf8").trim()}\n`).join("\n\n"));
  return { file: "axe.min.js", licence: "MPL-2.0", text: "axe.LICENSE.txt", packages: ["axe-core"], made: "copied as it is", shipped: false };
}

manifest(MAPS, [await bundle(), land()]);
manifest(OXIGRAPH, await oxigraph());
manifest(TESTS, [axe()]);
