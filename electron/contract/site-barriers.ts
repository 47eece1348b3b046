import { z } from 'zod';
import { NO_CHECKSUM, checksum, frameText, lineId, replyPattern } from './site-frames.ts';

/** The arm of a lane: which device moves it, and what that device can tell of it. */

const openTimeoutMs = z
  .int()
  .min(500)
  .max(30_000)
  .default(6000)
  .describe('Without the open limit after this, ms: retry');

const closeTimeoutMs = z
  .int()
  .min(500)
  .max(30_000)
  .default(8000)
  .describe('Without the closed limit after this, ms: retry, if the loops are clear');

const coil = z.strictObject({
  coil: z.int().min(0).max(255).describe('Number of the relay, counted from 0: what the board prints as 1 is 0'),
  mode: z
    .enum(['pulse', 'level', 'flash'])
    .default('pulse')
    .describe('pulse: on, then off by us; flash: the board itself times the pulse; level: stays on until the opposite'),
  ms: z.int().min(100).max(5000).default(500).describe('Length of a pulse, ms (flash: rounded to 100 ms)'),
});

const input = z.strictObject({
  input: z.int().min(0).max(255).describe('Number of the contact, counted from 0: what the board prints as 1 is 0'),
  inverted: z.boolean().default(false).describe('true: the contact is open when the condition holds'),
});

const modbusRelay = z.strictObject({
  driver: z.literal('modbus-relay').describe('A relay board with inputs, Modbus RTU'),
  link: lineId,
  unit: z.int().min(1).max(247).default(1).describe('Modbus address of the relay board'),
  coils: z.strictObject({
    open: coil.describe('Raises the arm'),
    close: coil.optional().describe("Lowers the arm; absent: the barrier's own controller lowers it"),
    stop: coil.optional().describe('Stops the arm where it is'),
  }),
  inputs: z
    .strictObject({
      opened: input.optional().describe('Limit switch: arm fully up'),
      closed: input.optional().describe('Limit switch: arm fully down'),
      passageLoop: input
        .optional()
        .describe('Loop under and behind the arm; absent: the arm is never lowered by us and passages are assumed'),
      approachLoop: input.optional().describe('Loop in front of the arm, where the camera reads'),
      button: input.optional().describe("The booth's push-button, where it is wired to this board"),
      remote: input.optional().describe("The contact of a key fob's receiver, or the platform's, wired to this board"),
    })
    .default({})
    .describe('Contacts read from the board; leave out what is not wired'),
  pollMs: z.int().min(20).max(1000).default(50).describe('How often the contacts are read, ms'),
  openTimeoutMs,
  closeTimeoutMs,
});

const channel = z.int().min(1).max(255);

const lcus = z.strictObject({
  driver: z
    .literal('lcus')
    .describe('A USB relay (LCUS, CH340) without inputs: nothing tells what it did, and it never lowers the arm'),
  link: lineId,
  channels: z.strictObject({
    open: channel.default(1).describe('Number of the relay that raises the arm, as printed on it'),
    stop: channel.optional().describe('The one that stops it'),
  }),
  pulseMs: z.int().min(100).max(5000).default(500).describe('Length of a pulse, ms'),
  openTimeoutMs,
  closeTimeoutMs,
});

const cameraRelay = z.strictObject({
  driver: z
    .literal('camera-relay')
    .describe("The relay inside the lane's camera: that it took a command does not say that the arm moved"),
  limits: z
    .boolean()
    .default(false)
    .describe("The barrier's limit switches are wired to the camera (Hikvision): it is asked where the arm is"),
  pollMs: z.int().min(200).max(5000).default(500).describe('How often it is asked, ms'),
  openTimeoutMs,
  closeTimeoutMs,
});

const command = z.strictObject({
  send: frameText,
  reply: replyPattern.optional().describe('What confirms that it was taken; absent: the controller answers nothing'),
});

const bit = z.strictObject({
  byte: z.int().min(0).max(255).describe('Which byte of the reply, counted from 0'),
  bit: z.int().min(0).max(7).describe('Which bit of it, 0 is the lowest'),
  inverted: z.boolean().default(false).describe('true: the bit is 0 when the condition holds'),
});

const customFrame = z.strictObject({
  driver: z.literal('custom-frame').describe('A controller with frames of its own, written down here'),
  link: lineId,
  commands: z.strictObject({
    open: command.describe('Raises the arm'),
    close: command.optional().describe("Lowers the arm; absent: the barrier's own controller lowers it"),
    stop: command.optional().describe('Stops the arm where it is'),
  }),
  status: z
    .strictObject({
      send: frameText,
      reply: replyPattern,
      bits: z.strictObject({
        opened: bit.optional().describe('Arm fully up'),
        closed: bit.optional().describe('Arm fully down'),
        passageLoop: bit.optional().describe('A vehicle is under the arm'),
        approachLoop: bit.optional().describe('A vehicle is in front of the arm'),
        button: bit.optional().describe("The booth's push-button"),
        remote: bit.optional().describe("A key fob's receiver"),
      }),
    })
    .optional()
    .describe('Asked again and again; absent: nothing is known of the arm, and it is never lowered by us'),
  checksum: checksum.default(NO_CHECKSUM),
  replyMs: z
    .int()
    .min(50)
    .max(1000)
    .default(300)
    .describe('How long the controller takes to answer at most, ms; the whole line waits that long for a lost answer'),
  pollMs: z.int().min(50).max(1000).default(100).describe('How often its status is asked, ms'),
  openTimeoutMs,
  closeTimeoutMs,
});

export const barrierConfig = z.discriminatedUnion('driver', [modbusRelay, lcus, cameraRelay, customFrame]);
export type BarrierConfig = z.infer<typeof barrierConfig>;
export type ModbusRelayConfig = z.infer<typeof modbusRelay>;
export type LcusConfig = z.infer<typeof lcus>;
export type CameraRelayConfig = z.infer<typeof cameraRelay>;
export type CustomFrameConfig = z.infer<typeof customFrame>;

/** The line that a barrier hangs on; null: it hangs on the lane's camera. */
export function lineOf(barrier: BarrierConfig): string | null {
  return barrier.driver === 'camera-relay' ? null : barrier.link;
}

/** Which ends of its way an arm is seen at. */
export function limitsOf(barrier: BarrierConfig): { opened: boolean; closed: boolean } {
  switch (barrier.driver) {
    case 'modbus-relay':
      return { opened: barrier.inputs.opened !== undefined, closed: barrier.inputs.closed !== undefined };
    case 'lcus':
      return { opened: false, closed: false };
    case 'camera-relay':
      return { opened: barrier.limits, closed: barrier.limits };
    case 'custom-frame': {
      const bits = barrier.status?.bits;
      return { opened: bits?.opened !== undefined, closed: bits?.closed !== undefined };
    }
  }
}

/** Whether something stops the arm where it is. */
export function canStop(barrier: BarrierConfig): boolean {
  switch (barrier.driver) {
    case 'modbus-relay':
      return barrier.coils.stop !== undefined;
    case 'lcus':
      return barrier.channels.stop !== undefined;
    case 'camera-relay':
      return false;
    case 'custom-frame':
      return barrier.commands.stop !== undefined;
  }
}
