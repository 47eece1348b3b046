import type { CommandError } from '../../../contract/commands.ts';
import type { FieldProblem } from '../../../contract/sync.ts';

/** Why an act of the sync screen was not carried out, by a code of the contract; the door makes it a value. */
export function syncRefusal(
  code: Extract<CommandError['code'], 'bad-input' | 'gone' | 'not-now'>,
  message: string,
  fields?: Readonly<Record<string, FieldProblem>>,
): Error {
  return Object.assign(new Error(message), { code }, fields && { fields });
}
