import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** A control of the kill run: with this loaded (`node --import`), what was begun and never finished is left lying. */
const remove = fs.rmSync;
fs.rmSync = (path, options) => {
  if (!/\.part$|report-files/.test(String(path))) remove(path, options);
};
syncBuiltinESMExports();
