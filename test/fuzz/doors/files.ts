import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import writeSheet from 'write-excel-file/node';
import { siteConfig } from '../../../electron/contract/site.ts';
import { answerCapture } from '../../../electron/main/capture-protocol.ts';
import { readFeed } from '../../../electron/main/update-feed.ts';
import { readRow } from '../../../electron/station/cards/import-row.ts';
import { readTable, TableRefusal } from '../../../electron/station/cards/table.ts';
import { firstMistake } from '../../../electron/station/site/json-place.ts';
import { crossChecks } from '../../../electron/station/site/cross-checks.ts';
import { unpacked } from '../../../electron/station/settings/travel.ts';
import { readCopies } from '../../../electron/station/store/backup/copies.ts';
import { manifestName } from '../../../electron/station/store/backup/manifest.ts';
import { headAndRest, holds } from '../door.ts';
import type { Door, Doors } from '../door.ts';
import { SCRATCH } from '../scratch.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const forgedBy = generateKeyPairSync('ed25519').privateKey;
const COPY = 'gatehouse-20260522T193000Z.sqlite';
const JPEG = Buffer.from('ffd8ffe0', 'hex');

/** A refusal of settings in one of the contract's codes. */
class Refused extends Error {}

/** What a text opens to is part of the text here: sealing itself is the library's. */
const sealing = {
  seal: (_passphrase: string, plain: Uint8Array) => Promise.resolve(Buffer.from(plain).toString('latin1')),
  open: (passphrase: string, sealed: unknown) =>
    Promise.resolve(passphrase === 'right' && typeof sealed === 'string' ? Buffer.from(sealed, 'utf8') : null),
};

/** A manifest on a real disk, beside a copy of the size that the valid one says. */
function openCopies() {
  const folder = mkdtempSync(join(SCRATCH, 'fuzz-copies-'));
  writeFileSync(join(folder, COPY), '0123456789');
  return {
    enter(input: Buffer) {
      writeFileSync(join(folder, manifestName(COPY)), input);
      const copies = readCopies(folder);
      holds(copies.length <= 1 && copies.every(({ file }) => file === COPY), 'a copy that is not there');
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}

/** A folder with one picture; beside it what nobody may have. */
function openPictures() {
  const folder = mkdtempSync(join(SCRATCH, 'fuzz-pictures-'));
  const images = join(folder, 'images');
  mkdirSync(join(images, '2026/05/06'), { recursive: true });
  writeFileSync(join(images, '2026/05/06/in-1.jpg'), JPEG);
  writeFileSync(join(images, 'text.jpg'), 'no picture');
  writeFileSync(join(folder, 'secret.jpg'), Buffer.concat([JPEG, Buffer.from('secret')]));
  return {
    async enter(input: Buffer) {
      const [method, url] = headAndRest(input);
      const given = url.toString('utf8');
      // The browser hands on what it could read as an address.
      if (!URL.canParse(given)) return;
      const answer = await answerCapture({ method, url: given }, images, () => Promise.resolve(true));
      const isPicture = answer.status === 200 && Buffer.from(await answer.arrayBuffer()).equals(JPEG);
      holds(isPicture || answer.status === 404, `status ${answer.status}, and not the picture`);
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}

/** A real workbook, with one of the parts that it is made of as it comes in. */
async function openWorkbook(part: string) {
  const lastDay = { value: new Date('2026-05-31T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' };
  const rows = [['车牌号', '姓名', '开始日期', '结束日期'], ['粤B12345', '王小明', '2026-05-01', lastDay]]; // prettier-ignore
  const real = await writeSheet(rows).toBuffer();
  const parts = unzipSync(real);
  holds(part in parts, `no ${part} in ${Object.keys(parts).join()}`);
  return {
    enter: async (input: Buffer) =>
      (await readTable(Buffer.from(zipSync({ ...parts, [part]: input }, { level: 0 })))).map(readRow),
    close: () => undefined,
  };
}

const workbook = (part: string, corpus: string): Door => ({
  corpus,
  share: 1,
  refusesWith: [TableRefusal],
  behind: { open: () => openWorkbook(part) },
});

/** What is read from disks, sticks and servers. */
export const FILES: Doors = {
  'site file': {
    corpus: 'site',
    share: 2,
    refusesWith: [],
    behind(bytes) {
      const text = bytes.toString('utf8');
      const mistake = firstMistake(text);
      let data: unknown;
      try {
        data = JSON.parse(text);
      } catch {
        return holds(mistake !== null, 'the engine finds a mistake where we find none');
      }
      holds(mistake === null, 'we find a mistake where the engine finds none');
      siteConfig.safeParse(data);
      crossChecks(data);
    },
  },
  'card tables': {
    corpus: 'cards',
    share: 2,
    refusesWith: [TableRefusal],
    behind: async (bytes) => (await readTable(bytes)).map(readRow),
  },
  'workbooks: a changed archive': {
    corpus: 'workbook-zip',
    share: 1,
    refusesWith: [TableRefusal],
    behind: async (input) => (await readTable(input)).map(readRow),
  },
  'workbooks: a changed sheet': workbook('xl/worksheets/sheet1.xml', 'workbook-sheet'),
  'workbooks: changed texts': workbook('xl/sharedStrings.xml', 'workbook-texts'),
  'workbooks: changed styles': workbook('xl/styles.xml', 'workbook-styles'),
  'a site to take along': {
    corpus: 'travel',
    share: 4,
    refusesWith: [Refused],
    async behind(input) {
      const [passphrase, text] = headAndRest(input);
      try {
        const { site, apart } = await unpacked(text.toString('utf8'), passphrase === '' ? null : passphrase, sealing);
        holds(typeof site === 'object' && Array.isArray(apart.people), 'no site');
      } catch (error) {
        const { code } = error as { code?: unknown };
        throw code === 'bad-input' || code === 'wrong-passphrase' ? new Refused() : error;
      }
    },
  },
  'manifests of copies': {
    corpus: 'manifest',
    share: 3,
    refusesWith: [],
    behind: { open: () => Promise.resolve(openCopies()) },
  },
  'feed of updates': {
    corpus: 'feed',
    share: 2,
    refusesWith: [],
    behind(input) {
      const [by, bytes] = headAndRest(input);
      const key = by === 'ours' ? privateKey : by === 'forged' ? forgedBy : null;
      const signature = key === null ? by : sign(null, bytes, key).toString('base64');
      const ground = { key: publicKey, running: '1.2.3', seen: null, suits: (name: string) => name.endsWith('.deb') };
      const read = readFeed(bytes, signature, ground);
      if (!read.ok) return;
      holds(by === 'ours', 'believed without our signature');
      const { name, releasedAt, version } = read.release;
      holds(/^[\w.-]+$/.test(name) && Number.isFinite(releasedAt) && version !== '1.2.3', 'no release');
    },
  },
  'addresses of pictures': {
    corpus: 'capture-address',
    share: 3,
    refusesWith: [],
    behind: { open: () => Promise.resolve(openPictures()) },
  },
};
