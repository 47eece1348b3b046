// The fallback Electron has no default app of its own. This stands in for it: the first argument that is no switch is
// the app's folder, as with `electron FOLDER`, and that app is loaded as if Electron had been started on it.
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { app } = require('electron');

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (folder === undefined) {
  process.stderr.write('Usage: electron FOLDER [arguments]\n');
  process.exit(2);
}
const appPath = resolve(folder);
const facts = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8'));
app.setAppPath(appPath);
app.setName(facts.productName ?? facts.name);
app.setVersion(facts.version);
require(join(appPath, facts.main));
