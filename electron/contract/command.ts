import { z } from 'zod';
import type { Need } from './rights.ts';
import { visibleText } from './visible-text.ts';

/** What commands are made of. */

/** Made by the window once per press: the same key twice is one act. */
export const key = z.uuid();
export const laneId = z.string().min(1).max(32);
/** Why a person does something, in their words. */
export const because = visibleText.trim().min(1).max(200);
export const personName = visibleText.trim().min(1).max(50);

export const done = z.object({ done: z.literal(true) });

export const command = <I extends z.ZodType, O extends z.ZodType>(need: Need, input: I, output: O) => ({
  /** Whose work it is. */
  role: need,
  input,
  output,
});
