import type { CommandError } from '../../contract/commands.ts';

/** Why settings were not changed; nothing has happened. */
export const settingsRefusal = (
  code: CommandError['code'],
  message: string,
  fields?: Record<string, string>,
): Error & { code: CommandError['code'] } => Object.assign(new Error(message), { code, ...(fields && { fields }) });
