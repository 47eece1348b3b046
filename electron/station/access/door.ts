import { commandError, commands } from '../../contract/commands.ts';
import type { CommandError, CommandName } from '../../contract/commands.ts';
import type { Request, Response } from '../../contract/wire.ts';
import type { Role } from '../../contract/vocabulary.ts';
import { isStoreError } from '../store/open.ts';
import { mayRun } from './roles.ts';

export interface Actor {
  id: string;
  name: string;
  role: Role;
}

/** Carries a parsed command out and returns its output. Throws; the door turns what is thrown into a typed error. */
export type Run = (command: CommandName, input: never, actor: Actor) => unknown;

/** Errors that carry one of the contract's codes. */
interface CodedError extends Error {
  code: CommandError['code'];
}

/**
 * The station's door: every command is parsed and its role checked here, once, and nothing is done for one that fails.
 * Errors leave as values.
 */
export function createDoor(
  run: Run,
  onDuty: () => Actor,
  log: (error: unknown) => void,
): (request: Request) => Response {
  function answer(request: Request): unknown {
    if (!Object.hasOwn(commands, request.command)) throw refusal('unknown-command', request.command);
    const name = request.command as CommandName;
    const actor = onDuty();
    if (!mayRun(actor.role, commands[name].role)) throw refusal('not-allowed', `${actor.role} may not ${name}`);
    const parsed = commands[name].input.safeParse(request.input);
    if (!parsed.success) {
      const fields = Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message]));
      throw Object.assign(refusal('bad-input', `${name}: ${Object.keys(fields).join(', ')}`), { fields });
    }
    return run(name, parsed.data as never, actor);
  }

  return (request) => {
    try {
      return { id: request.id, ok: true, output: answer(request) };
    } catch (error) {
      return { id: request.id, ok: false, error: asError(error, log) };
    }
  };
}

const refusal = (code: CommandError['code'], message: string): CodedError =>
  Object.assign(new Error(message), { code });

const isCoded = (error: unknown): error is CodedError & { fields?: Record<string, string> } =>
  error instanceof Error && 'code' in error && CODES.has(String(error.code));

const CODES = new Set<string>(commandError.shape.code.options);

function asError(error: unknown, log: (error: unknown) => void): CommandError {
  if (isCoded(error)) {
    return { code: error.code, message: error.message, ...(error.fields ? { fields: error.fields } : {}) };
  }
  log(error);
  const message = error instanceof Error ? error.message : String(error);
  // The disk refused: nothing was done, and the strip at the top says since when.
  if (isStoreError(error)) return { code: 'not-recorded', message };
  return { code: 'internal', message };
}
