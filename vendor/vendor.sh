#!/usr/bin/env bash
# Makes the vendored files anew from the pins in package-lock.json; run by hand, on a desk with Node 20 or later.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$root/build/vendor
mkdir -p "$work"
cp "$root"/vendor/{package.json,package-lock.json,.npmrc,make.mjs,land.mjs,sigma.js} "$work"
(cd "$work" && npm ci --no-progress)
node "$work/make.mjs" "$root"
