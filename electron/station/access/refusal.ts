import type { CommandError } from '../../contract/commands.ts';

/** Errors that carry one of the contract's codes: the door answers with them. */
export interface CodedError extends Error {
  code: CommandError['code'];
  fields?: Record<string, string>;
}

/** `message` is for logs and developers. */
export const refusal = (code: CommandError['code'], message: string, fields?: Record<string, string>): CodedError =>
  Object.assign(new Error(message), { code, ...(fields && { fields }) });
