import type { CommandError, CommandInput, CommandName, CommandOutput } from './commands.ts';
import type { AboutView, EventData, EventName, StationStatus } from './events.ts';

export type Result<T> = { ok: true; value: T } | { ok: false; error: CommandError };

/** All that the window can reach: `window.gatehouse`, made by the preload script. */
export interface Bridge {
  call<C extends CommandName>(command: C, input: CommandInput<C>): Promise<Result<CommandOutput<C>>>;
  on<E extends EventName>(event: E, listener: (data: EventData<E>, revision: number) => void): () => void;
  /** Main's own: whether the station is there, and what the program is. */
  onStation(listener: (status: StationStatus) => void): () => void;
  stationStatus(): Promise<StationStatus>;
  about(): Promise<AboutView>;
}
