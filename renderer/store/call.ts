import type { Bridge, Result } from '../../electron/contract/bridge.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../electron/contract/commands.ts';

/** A call whose every failure is a value: a bridge that breaks means that no station hears us. */
export async function callSafely<C extends CommandName>(
  bridge: Bridge,
  command: C,
  input: CommandInput<C>,
): Promise<Result<CommandOutput<C>>> {
  try {
    return await bridge.call(command, input);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, error: { code: 'station-down', message } };
  }
}
