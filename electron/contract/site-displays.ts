import { z } from 'zod';
import { NO_CHECKSUM, checksum, frameText, lineId, replyPattern } from './site-frames.ts';

/** LED and voice boards at a lane, and what they say. */

const percent = z.int().min(10).max(100);
const hourMinute = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '应为 HH:MM，例如 07:00');

const levels = z
  .strictObject({
    dayFrom: hourMinute.default('07:00').describe('Beijing time'),
    nightFrom: hourMinute.default('20:00').describe('Beijing time'),
    day: z
      .strictObject({ brightness: percent.default(100), volume: percent.default(80) })
      .default({ brightness: 100, volume: 80 }),
    night: z
      .strictObject({ brightness: percent.default(40), volume: percent.default(30) })
      .default({ brightness: 40, volume: 30 }),
  })
  .optional()
  .describe('How bright and loud the board is, 10 to 100; absent: as it was set by hand');

const common = {
  link: lineId,
  rows: z.int().min(1).max(4).default(2).describe('How many lines of text it has'),
  columns: z
    .int()
    .min(4)
    .max(64)
    .default(8)
    .describe('How many letters a line holds, a Chinese character counting as two; a longer text runs through'),
  speaks: z.boolean().default(true).describe('It has a loudspeaker'),
  levels,
};

const olm = z.strictObject({
  driver: z.literal('olm').describe('Boards of the 科发 (OLM) protocol'),
  ...common,
  address: z.int().min(0).max(255).default(0).describe('As set on the board'),
  colour: z.enum(['red', 'green', 'yellow']).default('red'),
});

const aa55 = z.strictObject({
  driver: z.literal('aa55').describe('Boards whose frames begin with AA 55 and end with AF'),
  ...common,
  address: z
    .int()
    .min(0)
    .max(65_535)
    .default(0x6400)
    .describe('The two bytes behind the number of the frame; 64 00 is 25600'),
  colour: z.int().min(0).max(255).default(1).describe('Number of the colour as in the manual; 1 is red on most'),
  speakCommand: z
    .int()
    .min(0)
    .max(255)
    .optional()
    .describe('Number of the command that speaks a text, as in the manual; absent: it is not made to speak'),
  answers: z.boolean().default(false).describe('It answers each frame with one of the same number and command'),
});

const customFrame = z.strictObject({
  driver: z.literal('custom-frame').describe('A board with frames of its own, written down here'),
  ...common,
  show: frameText.describe(
    'One line of text: {text} (GBK), {line} (from 1, or {line+0}), {length} of the text in bytes, {check}',
  ),
  firstLine: z.int().min(0).max(1).default(1).describe('What {line} is for the first line'),
  speak: frameText.optional().describe('Speaks {text}; absent: it does not'),
  brightness: frameText.optional().describe('Sets the {level}, 10 to 100'),
  volume: frameText.optional().describe('Sets the {level}, 10 to 100'),
  reply: replyPattern.optional().describe('What it answers each frame; absent: nothing'),
  checksum: checksum.default(NO_CHECKSUM),
});

export const displayConfig = z.discriminatedUnion('driver', [olm, aa55, customFrame]);
export type DisplayConfig = z.infer<typeof displayConfig>;
export type OlmConfig = z.infer<typeof olm>;
export type Aa55Config = z.infer<typeof aa55>;
export type CustomDisplayConfig = z.infer<typeof customFrame>;
export type DisplayLevels = NonNullable<z.infer<typeof levels>>;

/** The words that may stand in braces in what boards say. */
export const DISPLAY_WORDS = ['plate', 'fee', 'free', 'place', 'lot'] as const;
export type DisplayWord = (typeof DISPLAY_WORDS)[number];

const line = z.string().max(60);

/** `show`: the lines from the first on; `speak`: said once when it comes up. */
const message = (show: string[], speak?: string) => {
  const words = z.strictObject({
    show: z.array(line).min(1).max(4).default(show),
    speak: line.optional().describe('Empty: nothing is said'),
  });
  return words.default(speak === undefined ? { show } : { show, speak });
};

/** What boards say. Words in braces are filled in: {plate}, {fee} in yuan, {free} places, {place} in the queue, {lot}. */
export const displayTexts = z.strictObject({
  idleEntrance: message(['{lot}', '余位 {free}']),
  idleFull: message(['{lot}', '车位已满']),
  idleExit: message(['{lot}', '减速慢行']),
  closed: message(['{lot}', '通道关闭']),
  enterReserved: message(['{plate}', '预约车 请通行'], '{plate}，预约车，请通行'),
  enterCard: message(['{plate}', '月卡车 请通行'], '{plate}，月卡车，请通行'),
  enter: message(['{plate}', '欢迎光临'], '{plate}，欢迎光临'),
  leave: message(['{plate}', '一路平安'], '{plate}，一路平安'),
  fee: message(['{plate}', '请缴费{fee}元'], '{plate}，请缴费{fee}元'),
  wait: message(['{plate}', '请等候 第{place}位'], '请等候'),
  ask: message(['{plate}', '请稍候'], '请稍候'),
  unread: message(['请等候', '岗亭处理'], '请等候岗亭处理'),
  refusedFull: message(['{plate}', '车位已满'], '车位已满'),
  refusedReservedOnly: message(['{plate}', '预约车专用'], '预约车专用通道'),
  refusedControl: message(['{plate}', '禁止通行'], '禁止通行'),
  refused: message(['{plate}', '请联系岗亭'], '请联系岗亭'),
});
export type DisplayTexts = z.infer<typeof displayTexts>;
export type DisplayMessage = DisplayTexts[keyof DisplayTexts];
