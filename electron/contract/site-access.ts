import { z } from 'zod';

/** Who may sit at the desk, and for how long unattended. */
export const access = z
  .strictObject({
    lockAfterMin: z
      .int()
      .min(1)
      .max(240)
      .default(10)
      .describe('Minutes without a hand on the desk after which it locks itself'),
    gateWhileLocked: z
      .boolean()
      .default(true)
      .describe('A locked desk still works the lanes, so that no car waits for a password; false: it does nothing'),
    renewDays: z.int().min(0).max(730).default(90).describe('Days after which a password must be changed; 0: never'),
    wrongTries: z.int().min(3).max(10).default(5).describe('Wrong passwords in a row after which a person must wait'),
    waitMin: z
      .int()
      .min(1)
      .max(60)
      .default(5)
      .describe('Minutes of that wait; doubled each further time, an hour at most'),
    note: z.string().max(200).optional().describe('Words under the sign-in, e.g. whom to call'),
  })
  .default({ lockAfterMin: 10, gateWhileLocked: true, renewDays: 90, wrongTries: 5, waitMin: 5 })
  .describe('Signing in at the desk');

/** Of the file of secrets. */
export const peopleSecrets = {
  people: z
    .record(
      z.string(),
      z.strictObject({
        hash: z
          .string()
          .regex(/^\$scrypt\$/, '要以 $scrypt$ 开头')
          .describe('scrypt in PHC format'),
        mustChange: z.boolean().default(true).describe('Whoever signs in with it must set one of their own at once'),
      }),
    )
    .default({})
    .describe('Person id → first password; taken where the program keeps none for that person'),
};
export type FirstSecrets = Record<string, { hash: string; mustChange: boolean }>;
