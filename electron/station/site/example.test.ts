import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadSite } from './load.ts';
import { loadSecrets } from './secrets.fixture.ts';

const example = join(import.meta.dirname, '../../../resources/example');

it('the example that an installer copies is taken as it is, and knows its schema', () => {
  const file = join(example, 'site.json');
  const site = loadSite(file);
  const secrets = loadSecrets(join(example, 'site.secrets.json'), site);
  expect(Object.keys(secrets.cameras)).toEqual(site.lanes.map((lane) => lane.camera.id));
  const schema = (JSON.parse(readFileSync(file, 'utf8')) as { $schema: string }).$schema;
  expect(JSON.parse(readFileSync(join(example, schema), 'utf8'))).toMatchObject({ title: 'Gatehouse site file' });
});

it('the keys of the example are nobody’s: each says so', () => {
  const text = readFileSync(join(example, 'site.secrets.json'), 'utf8');
  const { cameras, db4403 } = JSON.parse(text) as Record<string, Record<string, string>>;
  for (const key of Object.values({ ...cameras, ...db4403 })) expect(key).toMatch(/^example-/);
});
