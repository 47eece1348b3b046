import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { FILE_PART_BYTES } from '../../electron/contract/cards.ts';
import type { ImportPreview } from '../../electron/contract/cards.ts';
import { toCsv } from '../../electron/contract/csv.ts';
import { archive, spreadsheet } from './archive.ts';
import { press } from '../support/station.ts';
import type { Attack } from './attack.ts';
import { newPlate } from './scene.ts';
import type { Scene } from './scene.ts';

/** Tables that come in, tables that go out, and what is searched for. */

const MB = 1024 * 1024;
const HEADINGS = ['卡号', '类型', '持卡人', '电话', '车牌', '开始日期', '结束日期', '备注'];
const card = (holder: string, remark = ''): string[] => ['', '月卡', holder, '', newPlate(), '2026-01-01', '2099-12-31', remark]; // prettier-ignore

/** Uploads a file as a supervisor; what became of it, in short. */
async function imported(scene: Scene, file: Buffer): Promise<string> {
  await scene.signIn('li');
  const upload = randomUUID();
  const parts = Math.max(1, Math.ceil(file.length / FILE_PART_BYTES));
  for (let part = 0; part < parts; part += 1) {
    const bytes = file.subarray(part * FILE_PART_BYTES, (part + 1) * FILE_PART_BYTES).toString('base64');
    const answer = await scene.forges('cards.preview-import', { upload, part, parts, bytes });
    if (answer !== 'ok') return answer;
  }
  let seen: ImportPreview = { state: 'reading' };
  await scene.until(async () => {
    seen = await scene.station.call('cards.import-rows', { upload, page: 0 });
    return seen.state !== 'reading';
  });
  return inShort(seen);
}

/** An entity that was followed would stand in a row with what it stands for. */
function inShort(preview: ImportPreview): string {
  if (preview.state === 'refused') return preview.why;
  if (preview.state !== 'ready') return preview.state;
  if (/haha|root:/.test(JSON.stringify(preview.rows))) return 'an entity was followed';
  const { new: fresh = 0, error = 0 } = preview.counts;
  return `${fresh} new, ${error} wrong`;
}

const imports = (name: string, tried: string, expected: string, file: () => Buffer): Attack<Scene> => ({
  name: `import: ${name}`,
  tried,
  attack: { expected, run: (scene) => imported(scene, file()) },
  control: { expected: '1 new, 0 wrong', run: (scene) => imported(scene, spreadsheet([HEADINGS, card('张三')])) },
});

/** `<!ENTITY b "&a;&a;…">`, each ten times the one before it. */
const LAUGHS = `<!DOCTYPE x [<!ENTITY a0 "ha">${Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join('')}]>`; // prettier-ignore
const OUTSIDE = '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>';

/** Looks for a text, and counts what is found; the books are whole after it. */
const finds = (name: string, tried: string, text: string): Attack<Scene> => ({
  name: `search: ${name}`,
  tried,
  attack: {
    expected: 'nothing found, nothing broken',
    async run(scene) {
      await scene.signIn('li');
      const { station } = scene;
      const [stays, cards, files, audit] = await Promise.all([
        station.call('history.find', { text }),
        station.call('cards.list', { text }),
        station.call('sync.find', { text }),
        station.call('audit.page', { person: text.slice(0, 32) }),
      ]);
      const found = stays.rows.length + cards.items.length + files.files.length + audit.lines.length;
      return found === 0 ? 'nothing found, nothing broken' : `${found} found`;
    },
  },
  control: {
    expected: 'found',
    async run(scene) {
      await scene.signIn('li');
      const plate = newPlate();
      await scene.station.call('cards.add', {
        ...{ key: press(), kind: 'month', holder: '李四', phone: '', plates: [{ plate, colour: null }], carsInside: 1 },
        ...{ from: '2026-01-01', to: '2099-12-31', monthlyPrice: null, remark: '', paid: null },
      });
      const { items } = await scene.station.call('cards.list', { text: plate });
      return items.length === 1 ? 'found' : `${items.length} found`;
    },
  },
});

const named = (name: string, tried: string, given: string, kept: string): Attack<Scene> => ({
  name: `name: ${name}`,
  tried,
  attack: {
    expected: `kept as ${JSON.stringify(kept)}`,
    async run(scene) {
      await scene.signIn('li');
      await scene.station.call('people.add', { key: press(), name: given, role: 'attendant' });
      const { people } = await scene.station.call('people.list', {});
      return `kept as ${JSON.stringify(people.at(-1)?.name)}`;
    },
  },
  control: null,
});

export const TABLES: readonly Attack<Scene>[] = [
  imports('a bomb that says so', 'a spreadsheet that unpacks to 500 MB', 'too-large', () =>
    archive([{ name: 'xl/worksheets/sheet1.xml', body: 'x', claims: 500 * MB }]),
  ),
  imports('a bomb that lies', 'a sheet of 60 MB of zeros that says it is of 100 bytes', 'not-a-table', () =>
    spreadsheet([HEADINGS], {
      more: [{ name: 'xl/sharedStrings.xml', body: Buffer.alloc(60 * MB, 0x20), claims: 100 }],
    }),
  ),
  imports('many files', 'an archive of a thousand files', 'too-large', () =>
    archive(Array.from({ length: 1000 }, (_, n) => ({ name: `f${n}`, body: 'x' }))),
  ),
  {
    ...imports('a path out of the archive', 'a file named ../../../../tmp/owned in the archive', '1 new, 0 wrong', () =>
      spreadsheet([HEADINGS, card('王五')], { more: [{ name: '../../../../tmp/gatehouse-owned', body: 'owned' }] }),
    ),
    control: {
      expected: 'nothing was written there',
      run: () => Promise.resolve(existsSync('/tmp/gatehouse-owned') ? 'written' : 'nothing was written there'),
    },
  },
  imports('a billion laughs', 'entities that stand for a thousand million words', '1 new, 0 wrong', () =>
    spreadsheet([HEADINGS, card('&a9;')], { before: LAUGHS }),
  ),
  imports('a file of the machine', 'an entity that stands for /etc/passwd', '1 new, 0 wrong', () =>
    spreadsheet([HEADINGS, card('&file;')], { before: OUTSIDE }),
  ),
  imports('over 5 MB', 'a table of 5.2 MB', 'bad-input', () => Buffer.alloc(5.2 * MB, 0x2c)),
  imports('no table', 'a program, by its first bytes', 'not-a-table', () =>
    Buffer.from('7f454c4602010100000000000000', 'hex'),
  ),
  imports('half an archive', 'a spreadsheet that breaks off', 'not-a-table', () =>
    spreadsheet([HEADINGS, card('张三')]).subarray(0, 300),
  ),
  imports('a row of a million cells', 'CSV with a million columns', '0 new, 0 wrong', () =>
    Buffer.from(`${HEADINGS.join(',')}\n${','.repeat(1_000_000)}\n`),
  ),
  {
    name: 'import: parts out of turn',
    tried: 'the third part of a file without the first two',
    attack: {
      expected: 'bad-input',
      async run(scene) {
        await scene.signIn('li');
        return scene.forges('cards.preview-import', { upload: randomUUID(), part: 2, parts: 3, bytes: 'AAAA' });
      },
    },
    control: null,
  },
  {
    name: 'export: a formula for a name',
    tried: 'texts that a spreadsheet runs: = + - @, behind a tab and a line end',
    attack: {
      expected: 'each cell begins as text',
      run() {
        const nasty = ['=HYPERLINK("http://evil")', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', ' =1+1'];
        const cells = toCsv(nasty.map((text) => [text])).replace('\uFEFF', '').split('\r\n').filter((line) => line !== ''); // prettier-ignore
        const run = cells.filter((cell) => /^"?\s*[=+\-@＝＋－＠]/.test(cell));
        return Promise.resolve(run.length === 0 ? 'each cell begins as text' : `would run: ${run.join(' | ')}`);
      },
    },
    control: {
      expected: '1',
      run: () =>
        Promise.resolve(
          toCsv([[1]])
            .replace('\uFEFF', '')
            .trim(),
        ),
    },
  },
  finds('SQL', "' OR 1=1; DROP TABLE stay; --", "' OR 1=1; DROP TABLE stay; --"),
  finds('SQL in double quotes', '" UNION SELECT secret --', '" UNION SELECT secret --'),
  finds('any text', '%%%, which LIKE takes for everything', '%%%'),
  finds('words of the index', 'NEAR, *, quotes and brackets of the full-text search', 'NEAR(* "x" OR ^(z)) *'),
  finds('a NUL', 'a text with a NUL in it', 'a\0b'),
  named('a NUL', 'a person named with a NUL', '钱\0师傅', '钱师傅'),
  named('reads otherwise', 'a person’s name with a mark that turns the direction of writing', '孙\u202E傅师', '孙傅师'),
  named('two lines', 'a name with a line end, to look like two lines of the audit', '陈师傅\nadmin', '陈师傅 admin'),
  {
    name: 'name: somebody else’s, but for what nobody sees',
    tried: '王师傅 with a no-width space, to stand in the records as him',
    attack: {
      expected: 'bad-input',
      async run(scene) {
        await scene.signIn('li');
        return scene.asks('people.add', { key: press(), name: '王\u200B师傅', role: 'attendant' });
      },
    },
    control: null,
  },
];
