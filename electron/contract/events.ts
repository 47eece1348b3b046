import { z } from 'zod';
import { sessionView } from './access.ts';
import { activityView, laneView, lotView, noticeView, platformView, queuesView } from './board.ts';

/** Every event of the station, once. Each carries the whole of the part it is about: applying it twice is harmless. */
export const events = {
  lane: laneView,
  lot: lotView,
  queues: queuesView,
  platform: platformView,
  notices: z.array(noticeView),
  /** A new line, or a known one (same id) whose report moved on. */
  activity: activityView,
  /** Who sits at the desk. It belongs to no snapshot, and is told to whoever is not signed in too. */
  session: sessionView,
} as const;

export type Events = typeof events;
export type EventName = keyof Events;
export type EventData<E extends EventName> = z.output<Events[E]>;

/** Made by main, not by the station: whether there is one. */
export const stationStatus = z.object({
  state: z.enum(['starting', 'up', 'down']),
  since: z.number(),
  /** Starts since it was last up; the pause before the next one grows with it. */
  attempt: z.int(),
  detail: z.string().nullable(),
});
export type StationStatus = z.infer<typeof stationStatus>;

/** Facts about the program for its about box. */
export const aboutView = z.object({
  version: z.string(),
  electron: z.string(),
  chrome: z.string(),
  stationNode: z.string(),
  /** True when the demo runs on the older Electron of the registry fallback. */
  fallbackElectron: z.boolean(),
  dataDirectory: z.string(),
});
export type AboutView = z.infer<typeof aboutView>;
