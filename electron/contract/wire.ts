import { z } from 'zod';
import { commandError } from './commands.ts';
import { httpsUrl } from './site-platforms.ts';

/** What travels between main and the station: one of these per message port post, or per line of JSON. */

export const request = z.object({ id: z.int(), command: z.string(), input: z.unknown() });
export type Request = z.infer<typeof request>;

export const response = z.union([
  z.object({ id: z.int(), ok: z.literal(true), output: z.unknown() }),
  z.object({ id: z.int(), ok: z.literal(false), error: commandError }),
]);
export type Response = z.infer<typeof response>;

export const eventMessage = z.object({ event: z.string(), revision: z.int(), data: z.unknown() });
export type EventMessage = z.infer<typeof eventMessage>;

/** What of the site file is main's to do: `program` there. */
export const programWishes = z.object({
  kiosk: z.boolean(),
  startAtLogin: z.boolean(),
  /** The folder of signed feeds; null: no updates are looked for. */
  updates: httpsUrl.nullable(),
});
export type ProgramWishes = z.infer<typeof programWishes>;
/** Of a station that is not at work. */
export const NO_WISHES: ProgramWishes = { kiosk: false, startAtLogin: false, updates: null };

/** First message of a station: it is up, where it keeps what main serves, and what the site file asks of main. */
export const readyMessage = z.object({
  ready: z.literal(true),
  node: z.string(),
  captureDirectory: z.string(),
  capturePort: z.int(),
  program: programWishes,
});
export type ReadyMessage = z.infer<typeof readyMessage>;

/** The station cannot start and says why in words (a site file with mistakes, a database newer than the app). */
export const fatalMessage = z.object({ fatal: z.literal(true), code: z.string(), lines: z.array(z.string()) });
export type FatalMessage = z.infer<typeof fatalMessage>;

export const stationMessage = z.union([readyMessage, fatalMessage, eventMessage, response]);
export type StationMessage = z.infer<typeof stationMessage>;

/** Asks the station to stop in order; it exits by itself. */
export const stopMessage = z.object({ stop: z.literal(true) });

/**
 * First message to a station that was started with `--key -`: the key under which secrets are sealed, 32 bytes in base64;
 * null: it is there, but cannot be read. Not in its arguments or environment, which other programs can see.
 */
export const keyMessage = z.object({ key: z.string().nullable(), keptBy: z.enum(['keychain', 'file']) });
export type KeyMessage = z.infer<typeof keyMessage>;

/** Main has fetched a newer program and checked it; null: there is none. The board says so. */
export const updateMessage = z.object({ update: z.object({ version: z.string(), file: z.string() }).nullable() });
export type UpdateMessage = z.infer<typeof updateMessage>;

export const mainMessage = z.union([stopMessage, keyMessage, updateMessage, request]);
export type MainMessage = z.infer<typeof mainMessage>;
