import { commandError, commands } from '../../contract/commands.ts';
import type { CommandError, CommandName } from '../../contract/commands.ts';
import type { Request, Response } from '../../contract/wire.ts';
import type { Role } from '../../contract/vocabulary.ts';
import { isStoreError } from '../store/open.ts';
import { refusal } from './refusal.ts';
import type { CodedError } from './refusal.ts';

export interface Actor {
  /** Empty: nobody is signed in. */
  id: string;
  name: string;
  role: Role;
}

/**
 * Carries a parsed command out and returns its output, or a promise of it. Throws; the door turns what is thrown into a
 * typed error.
 */
export type Run = (command: CommandName, input: never, actor: Actor) => unknown;

export interface DoorParts {
  run: Run;
  /** Who carries a command out; throws a refusal when nobody may. */
  admit: (command: CommandName) => Actor;
  /** A command was turned away since its role may not run it. */
  onRefused: (command: CommandName) => void;
  log: (error: unknown) => void;
}

/**
 * The station's door: every command is parsed and its role checked here, once, and nothing is done for one that fails.
 * Errors leave as values. What can be answered at once is.
 */
export function createDoor({
  run,
  admit,
  onRefused,
  log,
}: DoorParts): (request: Request) => Response | Promise<Response> {
  function admitted(name: CommandName): Actor {
    try {
      return admit(name);
    } catch (error) {
      if (isCoded(error) && error.code === 'not-allowed') onRefused(name);
      throw error;
    }
  }

  function answer(request: Request): unknown {
    if (!Object.hasOwn(commands, request.command)) throw refusal('unknown-command', request.command);
    const name = request.command as CommandName;
    const actor = admitted(name);
    const parsed = commands[name].input.safeParse(request.input);
    if (!parsed.success) {
      const fields = Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message]));
      throw refusal('bad-input', `${name}: ${Object.keys(fields).join(', ')}`, fields);
    }
    return run(name, parsed.data as never, actor);
  }

  return (request) => {
    const { id } = request;
    const failed = (error: unknown): Response => ({ id, ok: false, error: asError(error, log) });
    try {
      const output = answer(request);
      return output instanceof Promise
        ? output.then((value: unknown): Response => ({ id, ok: true, output: value }), failed)
        : { id, ok: true, output };
    } catch (error) {
      return failed(error);
    }
  };
}

const isCoded = (error: unknown): error is CodedError =>
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
