import type { CommandError, CommandInput, CommandName, CommandOutput } from './commands.ts';
import type { DemoOpened, Printed, PrintWish } from './printing.ts';
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
  /** Puts the page on paper or into a PDF, where the person says. */
  print(wish: PrintWish): Promise<Printed>;
  /** Opens a simulated lot in a window of its own: nothing of this site is touched. */
  openDemo(): Promise<DemoOpened>;
}
