import type { CommandError } from '../../contract/commands.ts';

/** Why money was not taken or paid back; nothing has changed. */
export const chargeRefusal = (
  code: CommandError['code'],
  message: string,
  fields?: Record<string, string>,
): Error & { code: CommandError['code'] } => Object.assign(new Error(message), { code, ...(fields && { fields }) });
