import type { FieldProblem, ReportFieldView } from '../../../contract/sync.ts';
import type { Column, Payload, ReportForm } from './contract.ts';

/** Longest value that is shown whole, characters: nobody reads a picture. */
const LONGEST_SHOWN = 500;
const NUMBER = /^-?\d{1,15}(\.\d{1,6})?$/;

/** What is sent, field by field, and what could be sent besides; `answer` is what the platform said of it. */
export function fieldViews(columns: readonly Column[], payload: Payload, answer: string | null): ReportFieldView[] {
  const known = columns.map((column) => column.name);
  const others = Object.keys(payload).filter((name) => !known.includes(name));
  return [...columns, ...others.map(plain)].map((column) => {
    const text = asText(payload[column.name]);
    const shown = text.length <= LONGEST_SHOWN;
    return {
      name: column.name,
      value: shown ? text : `${text.slice(0, LONGEST_SHOWN)}…`,
      editable: column.editable && shown,
      blamed: answer !== null && names(answer, column.name),
      required: column.required,
      maxLength: column.maxLength,
      choices: column.choices.map(String),
    };
  });
}

/** A field that its table does not have: shown as it is. */
const plain = (name: string): Column => ({
  name,
  kind: 'nested',
  required: false,
  maxLength: null,
  choices: [],
  editable: false,
});

function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Whether an answer names a field as a word of its own: `id` is not named by `parkId`. */
function names(answer: string, field: string): boolean {
  const escaped = field.replaceAll(/[^A-Za-z0-9_]/g, String.raw`\$&`);
  return new RegExp(`(?<![A-Za-z0-9_])${escaped}(?![A-Za-z0-9_])`).test(answer);
}

export type Corrected =
  /** `fields`: those whose value is another one now. */
  { ok: true; payload: Payload; fields: string[] } | { ok: false; fields: Record<string, FieldProblem> };

/**
 * The payload with fields put right, given as text: each is one that may be, is of its kind, and the whole fits its
 * table. An empty text takes an optional field away.
 */
export function correctPayload(
  form: ReportForm,
  interfaceName: string,
  payload: Payload,
  texts: Readonly<Record<string, string>>,
): Corrected {
  const columns = new Map(form.columns(interfaceName).map((column) => [column.name, column]));
  const problems: [string, FieldProblem][] = [];
  const next: Record<string, unknown> = { ...payload };
  const fields: string[] = [];
  for (const [name, written] of Object.entries(texts)) {
    const column = columns.get(name);
    const typed = column === undefined ? 'unknown' : valueOf(column, written.trim());
    if (typeof typed === 'string') {
      problems.push([name, typed]);
      continue;
    }
    if (asText(payload[name]) === asText(typed.value)) continue;
    fields.push(name);
    if (typed.value === undefined) delete next[name];
    else next[name] = typed.value;
  }
  if (problems.length > 0) return { ok: false, fields: Object.fromEntries(problems) };
  const misfit = form.check(interfaceName, next);
  if (misfit !== null) return { ok: false, fields: { [misfit.field ?? '']: misfit.problem } };
  return { ok: true, payload: next, fields };
}

function valueOf(column: Column, text: string): { value: unknown } | FieldProblem {
  if (!column.editable) return 'not-editable';
  if (text === '') return column.required ? 'missing' : { value: undefined };
  if (column.kind === 'number' && !NUMBER.test(text)) return 'wrong-form';
  const value = column.kind === 'number' ? Number(text) : text;
  if (column.choices.length > 0 && !column.choices.includes(value)) return 'not-a-choice';
  return { value };
}
