import { z } from 'zod';

/** The switches of the demo, as `POST /switch` takes them and `DemoLot.flip` runs them. */

const lane = z.string().min(1).max(32);

export const switchCommand = z.discriminatedUnion('switch', [
  /** Share of plates misread from now on. */
  z.strictObject({ switch: z.literal('misread'), share: z.number().min(0).max(1) }),
  /** How the next car at a lane is read. */
  z.strictObject({
    switch: z.literal('next-read'),
    lane,
    fault: z.enum(['misread', 'rubbish', 'no-plate', 'unsure']),
  }),
  /** Something wrong from a camera, at once and without a car. */
  z.strictObject({
    switch: z.literal('camera'),
    lane,
    fault: z.enum([
      'duplicate',
      'stale',
      'offline',
      'garbage',
      'not-a-jpeg',
      'no-key',
      'wrong-key',
      'oversize',
      'endless',
      'slow',
    ]),
  }),
  z.strictObject({ switch: z.literal('arm-stuck'), lane, on: z.boolean() }),
  /** The next car that passes is followed by another, unasked. */
  z.strictObject({ switch: z.literal('tailgater'), lane, plate: z.string().max(16).optional() }),
  /** The next car turns away, or drives through the closed arm. */
  z.strictObject({ switch: z.literal('next-driver'), lane, manner: z.enum(['turn-away', 'force']) }),
  z.strictObject({ switch: z.literal('board'), lane, fault: z.enum(['none', 'silent', 'bad-crc', 'unplugged']) }),
  /** The booth's push-button is pressed once. */
  z.strictObject({ switch: z.literal('button'), lane }),
  /** A key fob is pressed once: the arm rises for a car that nobody asked about. */
  z.strictObject({ switch: z.literal('fob'), lane }),
  /** Somebody raises the arm with the crank, or lowers it: no contact tells of it. */
  z.strictObject({ switch: z.literal('crank'), lane, to: z.enum(['open', 'closed']) }),
  /** The broker is gone for some seconds. */
  z.strictObject({ switch: z.literal('broker-down'), seconds: z.number().min(0.1).max(86_400) }),
  z.strictObject({
    switch: z.literal('platform'),
    mode: z.enum(['normal', 'silent', 'slow', 'refuse']),
    /** slow: how late each answer is. */
    ms: z.number().min(0).max(60_000).default(5000),
    /** refuse: with which code and for which interface; absent: all. */
    code: z.int().default(1101),
    interface: z.enum(['vehicleEnter', 'vehicleLeave', 'stallCount', 'eventReport']).optional(),
  }),
  /** Spoils the next message that goes down. */
  z.strictObject({
    switch: z.literal('downlink'),
    fault: z.enum(['wrong-signature', 'stale', 'duplicate', 'not-json', 'missing-field']),
  }),
]);
export type SwitchCommand = z.input<typeof switchCommand>;

/** One car sent now, as `POST /drive` takes it. */
export const driveCommand = z
  .strictObject({
    /** A plate made up when absent; empty: the car has none. */
    plate: z.string().max(16).optional(),
    lane,
    /** Book the car first, from five minutes ago for an hour; or with these figures, in minutes from now. */
    booked: z
      .union([
        z.boolean(),
        z.strictObject({
          fromMin: z.number().default(-5),
          toMin: z.number().default(60),
          keptMin: z.int().min(0).default(15),
          hold: z.boolean().default(false),
          /** false: the lot only hears of the lock, never of its confirmation. */
          confirm: z.boolean().default(true),
        }),
      ])
      .default(false),
    manner: z.enum(['normal', 'turn-away', 'force']).default('normal'),
    patienceS: z.number().min(0.1).max(3600).default(45),
  })
  .refine(({ plate, booked }) => plate !== '' || booked === false, {
    path: ['booked'],
    message: 'a car without a plate cannot be booked',
  });
export type DriveCommand = z.input<typeof driveCommand>;
export type DriveWish = z.output<typeof driveCommand>;
