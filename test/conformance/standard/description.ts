/**
 * How the tables of the standards are written down here: line by line as printed, in text that can be held beside the page.
 * This is a reading of its own: it shares nothing with the station or the simulators, so a slip on either side shows.
 */

export type WireType =
  | 'String'
  | 'Uuid'
  | 'Int'
  | 'Decimal'
  | 'Double'
  | 'DateTime'
  | 'Time'
  | 'Timestamp'
  | 'List'
  | 'List<Uuid>'
  | 'Boolean'
  /** A list whose objects other tables describe. */
  | 'Objects'
  /** A part of a form. */
  | 'File'
  /** A picture as text. */
  | 'Base64';

/**
 * What a text is for, which says what a likely value looks like: `key` names the thing (each row its own), `ref` names
 * another thing, `park` is the lot's own code, `code` any other number given out, `name` and `prose` are words.
 */
export type Sort = 'key' | 'ref' | 'park' | 'plate' | 'code' | 'name' | 'prose' | 'url';

export interface Field {
  name: string;
  /** As printed, in Chinese. */
  label: string;
  type: WireType;
  required: boolean;
  /** Characters of a text, or digits of a number where the standard counts those; null: not said. */
  length: number | null;
  oneOf: readonly (string | number)[];
  min: number | null;
  max: number | null;
  /** Of a list. */
  entries: Table | null;
  /** A required list that may be empty: there may be nothing to put into it. */
  mayBeEmpty: boolean;
  /** Of money: fen where nothing else is said (7.2 a 1). */
  unit: 'fen' | 'yuan';
  sort: Sort;
}

export interface Table {
  /** As the standard numbers it: a table's number, or a clause. */
  number: string;
  fields: readonly Field[];
}

const SORTS: ReadonlySet<string> = new Set<Sort>(['key', 'ref', 'park', 'plate', 'code', 'name', 'prose', 'url']);

/** Dictionaries that a table's note refers to. */
const DICTIONARIES: Readonly<Record<string, readonly number[]>> = {
  'A.3': [1001, 1002, 1003, 1004],
  'A.4': [...Array.from({ length: 50 }, (_, i) => 13 + i), 100],
};

/**
 * Reads a table. Each line: 属性 | 名称 | 数据类型 | 长度 | 必须 (是, 否) | what else is known. The last column holds, apart
 * by spaces, any of: values (`0 1 2`, or a dictionary `A.4`), a range (`0..`, `-90..90`), a sort, `yuan`, `may-be-empty`.
 * `List<17>` is a list of entries of table 17, given in `nested`. Throws `SyntaxError` for a line that is none.
 */
export function printed(number: number | string, lines: string, nested: readonly Table[] = []): Table {
  const fields = lines
    .trim()
    .split('\n')
    .map((line) => readLine(line, nested));
  return { number: String(number), fields };
}

function readLine(line: string, nested: readonly Table[]): Field {
  const [name = '', label = '', printedType = '', length = '', must = '', known = ''] = line
    .split('|')
    .map((cell) => cell.trim());
  const list = /^List<(\d+)>$/.exec(printedType);
  const entries = list === null ? null : (nested.find((table) => table.number === list[1]) ?? null);
  if (name === '' || !['是', '否'].includes(must) || (list !== null && entries === null)) {
    throw new SyntaxError(`no line of a table: ${line}`);
  }
  const type = (list === null ? printedType : 'List') as WireType;
  const words = known.split(/\s+/).filter((word) => word !== '');
  const range = words.map((word) => /^(-?\d+)\.\.(-?\d+)?$/.exec(word)).find((found) => found !== null);
  return {
    name,
    label,
    type,
    required: must === '是',
    length: length === '' ? null : Number(length),
    oneOf: words.flatMap((word) => valuesIn(word, type)),
    min: range ? Number(range[1]) : null,
    max: range?.[2] === undefined ? null : Number(range[2]),
    entries,
    mayBeEmpty: words.includes('may-be-empty'),
    unit: words.includes('yuan') ? 'yuan' : 'fen',
    sort: words.find((word): word is Sort => SORTS.has(word)) ?? 'code',
  };
}

/** The values that a word of the last column stands for; none for a word that is something else. */
function valuesIn(word: string, type: WireType): (string | number)[] {
  const numbers = DICTIONARIES[word] ?? (/^\d+$/.test(word) ? [Number(word)] : []);
  if (type !== 'String') return [...numbers];
  if (numbers.length > 0) return numbers.map(String);
  return word.startsWith('"') ? [word.slice(1, -1)] : [];
}

/** `carNo` of a table, by name; RangeError when it has none. */
export function fieldOf(table: Table, name: string): Field {
  const field = table.fields.find((each) => each.name === name);
  if (field === undefined) throw new RangeError(`table ${table.number} has no ${name}`);
  return field;
}
