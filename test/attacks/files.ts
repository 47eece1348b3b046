import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { answerCapture } from '../../electron/main/capture-protocol.ts';
import { answerWindow } from '../../electron/main/window-protocol.ts';
import { seal } from '../../electron/station/secrets/sealed.ts';
import { NotStarted, startStation } from '../support/station.ts';
import type { Attack } from './attack.ts';
import type { Scene } from './scene.ts';

/** At the files: pictures asked for by paths that lead elsewhere, records and secrets changed behind the program's back. */

const JPEG = Buffer.from('ffd8ffe000104a46494600ffd9', 'hex');
const ENTRY = fileURLToPath(new URL('../../out/station/entry.mjs', import.meta.url));

/** A folder of captures with a picture, things beside it that nobody is to see, and links to them. */
function captures(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-attacks-'));
  const images = join(folder, 'captures');
  mkdirSync(join(images, '2026'), { recursive: true });
  writeFileSync(join(images, '2026', 'a.jpg'), JPEG);
  writeFileSync(join(images, 'page.jpg'), '<html><script>1</script>');
  mkdirSync(join(folder, 'private'));
  for (const file of ['secret.jpg', 'private/b.jpg']) writeFileSync(join(folder, file), JPEG);
  symlinkSync(join(folder, 'secret.jpg'), join(images, 'link.jpg'));
  symlinkSync(join(folder, 'private'), join(images, 'folder'));
  symlinkSync('/', join(images, 'root'));
  return folder;
}

async function status(url: string, method = 'GET'): Promise<string> {
  const folder = captures();
  try {
    return String((await answerCapture({ url, method }, join(folder, 'captures'), () => Promise.resolve(true))).status);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const picture = { expected: '200', run: () => status('capture://images/2026/a.jpg') };
const fetches = (name: string, tried: string, url: string, method?: string): Attack<Scene> => ({
  name: `capture://: ${name}`,
  tried,
  attack: { expected: '404', run: () => status(url, method) },
  control: picture,
});

const checked = (scene: Scene, data: string): string => {
  const { status: code, stdout } = spawnSync(process.execPath, [ENTRY, 'verify-audit', '--data', data], { encoding: 'utf8' }); // prettier-ignore
  const [, why = ''] = /\((missing|changed|act-without-line)\)/.exec(stdout) ?? [];
  return code === 0 ? 'whole' : `broken: ${why}`;
};

/** A copy of the station's store, changed by whoever can write to the disk. */
async function tampered(scene: Scene, change: (db: Database.Database) => void): Promise<string> {
  await scene.signIn('wang');
  await scene.asks('lot.report-illegal-parking', { key: crypto.randomUUID(), laneId: null, because: 'to be found' });
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-attacks-'));
  try {
    const store = new Database(join(scene.data, 'gatehouse.sqlite'), { readonly: true });
    await store.backup(join(folder, 'gatehouse.sqlite'));
    store.close();
    const db = new Database(join(folder, 'gatehouse.sqlite'));
    for (const { name } of db
      .prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'trigger'`)
      .all())
      // prettier-ignore
      db.exec(`DROP TRIGGER "${name}"`);
    change(db);
    db.close();
    return checked(scene, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const tampers = (name: string, tried: string, expected: string, sql: string): Attack<Scene> => ({
  name: `audit: ${name}`,
  tried,
  attack: { expected, run: (scene) => tampered(scene, (db) => void db.exec(sql)) },
  control: { expected: 'whole', run: (scene) => tampered(scene, () => undefined) },
});

const LAST = '(SELECT max(seq) FROM audit)';

/** A station on secrets that somebody else sealed; the code with which it does not start. */
async function startsOn({ lot }: Scene, sealed: (key: Buffer) => Buffer, mode = 0o600): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-attacks-'));
  const key = randomBytes(32);
  copyFileSync(lot.files.site, join(folder, 'site.json'));
  writeFileSync(join(folder, 'key'), key.toString('base64'), { mode });
  writeFileSync(join(folder, 'secrets.enc'), sealed(key), { mode: 0o600 });
  try {
    await startStation({ site: join(folder, 'site.json'), data: folder, key: join(folder, 'key') }, { as: null });
    return 'started';
  } catch (error) {
    if (error instanceof NotStarted) return error.fatal.code;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const sealedWell = (key: Buffer): Buffer => seal(Buffer.from('{}'), key);

const secrets = (
  name: string,
  tried: string,
  expected: string,
  change: (key: Buffer) => Buffer,
  mode?: number,
): Attack<Scene> => ({
  name: `secrets: ${name}`,
  tried,
  attack: { expected, run: (scene) => startsOn(scene, change, mode) },
  // Opened, and found to lack what the site needs.
  control: { expected: 'bad-site', run: (scene) => startsOn(scene, sealedWell) },
});

export const FILES: readonly Attack<Scene>[] = [
  fetches('out of the folder', '../secret.jpg', 'capture://images/../secret.jpg'),
  fetches('encoded', '%2e%2e/secret.jpg', 'capture://images/%2e%2e/secret.jpg'),
  fetches('an encoded slash', '..%2fsecret.jpg', 'capture://images/..%2fsecret.jpg'),
  fetches('encoded twice', '%252e%252e%252fsecret.jpg', 'capture://images/%252e%252e%252fsecret.jpg'),
  fetches('backslashes', '..\\secret.jpg, and encoded', 'capture://images/..%5c..%5csecret.jpg'),
  fetches('a NUL', 'a.jpg%00.txt', 'capture://images/2026/a.jpg%00.jpg'),
  fetches('a drive', 'C:/secret.jpg', 'capture://images/C%3a/secret.jpg'),
  fetches('a link in the folder', 'a symbolic link to a picture outside', 'capture://images/link.jpg'),
  fetches('a linked folder', 'a symbolic link to a folder outside', 'capture://images/folder/b.jpg'),
  fetches('a link to everything', 'a symbolic link to /', 'capture://images/root/etc/passwd.jpg'),
  fetches('no picture', 'a page under the name of a picture', 'capture://images/page.jpg'),
  fetches('another host', 'capture://elsewhere/', 'capture://elsewhere/2026/a.jpg'),
  fetches('another method', 'POST', 'capture://images/2026/a.jpg', 'POST'),
  fetches('half an escape', 'a%.jpg', 'capture://images/2026/a%.jpg'),
  {
    name: 'app://: out of the window’s files',
    tried: 'the program’s own package.json by the window’s scheme',
    attack: {
      expected: '404',
      async run() {
        const root = fileURLToPath(new URL('../..', import.meta.url));
        const answers = await Promise.all(
          ['../package.json', '%2e%2e/package.json', '..%2f..%2fpackage.json'].map((path) =>
            answerWindow({ url: `app://gatehouse/${path}`, method: 'GET' }, join(root, 'test')),
          ),
        );
        return [...new Set(answers.map((answer) => answer.status))].join();
      },
    },
    control: null,
  },
  tampers(
    'a line changed',
    'who did it, in the last line',
    'broken: changed',
    `UPDATE audit SET who = 'li' WHERE seq = ${LAST}`,
  ),
  tampers(
    'a line changed with its hash',
    'a line with a hash of its own',
    'broken: changed',
    `UPDATE audit SET about = '{}', hash = '${'a'.repeat(64)}' WHERE seq = ${LAST}`,
  ),
  tampers('a line taken out', 'the last line but one', 'broken: missing', `DELETE FROM audit WHERE seq = ${LAST} - 1`),
  tampers(
    'the end cut off',
    'the last line of an act',
    'broken: act-without-line',
    `DELETE FROM audit WHERE seq = ${LAST}`,
  ),
  tampers(
    'a line put in',
    'a line between two',
    'broken: changed',
    `INSERT INTO audit (seq, at, who, role, what, outcome, about, key, hash) SELECT seq + 1, at, who, role, what, outcome, about, NULL, hash FROM audit WHERE seq = ${LAST}`,
  ),
  tampers('all of it', 'every line', 'broken: act-without-line', 'DELETE FROM audit'),
  {
    name: 'facts: changed in place',
    tried: 'UPDATE and DELETE on the book of facts, as a program with the store open would',
    attack: {
      expected: 'refused, refused',
      run({ data }) {
        const db = new Database(join(data, 'gatehouse.sqlite'));
        const tries = [`UPDATE fact SET kind = 'x' WHERE seq = 1`, 'DELETE FROM fact WHERE seq = 1'].map((sql) => {
          try {
            db.exec(sql);
            return 'done';
          } catch {
            return 'refused';
          }
        });
        db.close();
        return Promise.resolve(tries.join(', '));
      },
    },
    control: null,
  },
  secrets('changed', 'a bit of the sealed secrets turned', 'secrets-sealed', (key) => {
    const sealed = sealedWell(key);
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    return sealed;
  }),
  secrets('sealed by somebody else', 'secrets under another key', 'secrets-sealed', () => sealedWell(randomBytes(32))),
  secrets('an older program made to believe', 'the version in the header changed', 'secrets-newer', (key) => {
    const sealed = sealedWell(key);
    sealed[8] = 9;
    return sealed;
  }),
  secrets('a key for everybody', 'a key file that all can read', 'secrets-key', sealedWell, 0o644),
];
