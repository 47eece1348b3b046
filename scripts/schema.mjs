import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { z } from 'zod';
import { siteConfig } from '../electron/contract/site.ts';
import { root } from './setup/places.mjs';
import { Stop, say } from './setup/progress.mjs';

/**
 * The published JSON Schema of the site file, made from its one definition. The file is committed, so that an installer's
 * editor can complete and check a site file from a clone alone. `--check` only says whether it is up to date.
 */
export const schemaFile = join(root, 'resources', 'site.schema.json');

/** The text that the schema file should have. Draft 7: the one that all editors understand. */
export async function siteSchemaText() {
  // `input`: what a person writes, where everything with a default may be left out.
  const schema = z.toJSONSchema(siteConfig, { target: 'draft-7', io: 'input' });
  const titled = { $schema: schema.$schema, title: 'Gatehouse site file', ...schema };
  const style = await resolveConfig(schemaFile);
  return format(JSON.stringify(titled), { ...style, parser: 'json', filepath: schemaFile });
}

async function written() {
  return existsSync(schemaFile) ? readFile(schemaFile, 'utf8') : '';
}

/** @param {{ check: boolean }} options */
async function main({ check }) {
  const wanted = await siteSchemaText();
  if (wanted === (await written())) return;
  if (check) throw new Stop('resources/site.schema.json is out of date: run "npm run build" and commit it.');
  await mkdir(dirname(schemaFile), { recursive: true });
  await writeFile(schemaFile, wanted);
  say('  resources/site.schema.json was brought up to date');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await main({ check: process.argv.includes('--check') });
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    say(error.message);
    process.exitCode = error.exitCode;
  }
}
