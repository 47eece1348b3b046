import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { DemoLot } from '../../demo/lot.ts';
import { between, pick } from '../../demo/random.ts';
import type { Random } from '../../demo/random.ts';
import { freePort } from '../../demo/site.ts';
import { runCuts } from './cut.ts';
import type { CutTransport } from './cut.ts';
import { wrongsOf } from './cut-side.ts';
import type { CutResult } from './cut-side.ts';
import type { Fault } from './fault.ts';
import { killWrongs, runKills } from './kill.ts';
import type { Breaker, KillResult } from './kill.ts';
import { openLine } from './line.ts';
import type { Break, Line } from './line.ts';
import type { Weather } from './weather.ts';

/** What befalls the way to a platform. Two seconds of the lot's time are fifty milliseconds of ours. */
export const WEATHERS: readonly Weather[] = [
  { kind: 'latency', ms: 50 },
  { kind: 'loss', share: 0.3 },
  { kind: 'garbage', share: 0.2 },
  { kind: 'drip', everyMs: 1 },
];

/** An answer of the board with the next number on the line, to a question of somebody else: all its inputs are clear. */
const ANOTHER_BOARDS_ANSWER = Buffer.from('0202010060cc', 'hex');

type Trouble = { how: Break } | { how: Weather };
/** What befalls a line of the booth: a camera's, a board's (through its serial device server), the platform's. */
const TROUBLES: readonly Trouble['how'][] = [
  { kind: 'reset' },
  { kind: 'half-open' },
  { kind: 'gone' },
  { kind: 'latency', ms: 2000 },
  { kind: 'loss', share: 0.3 },
  { kind: 'garbage', share: 0.5 },
  { kind: 'garbage', share: 0.5, stray: ANOTHER_BOARDS_ANSWER },
  { kind: 'drip', everyMs: 20 },
];
const isBreak = (how: Trouble['how']): how is Break => ['reset', 'half-open', 'gone'].includes(how.kind);
const LASTS_MS = { least: 100, most: 2500 };

/** Lines between the station and all that it speaks to, one of which is in trouble at a time. */
export function breakLinks(): Breaker {
  const lines: Line[] = [];
  return {
    async prepare(lot: DemoLot) {
      const text = readFileSync(lot.files.site, 'utf8');
      const site = JSON.parse(text) as {
        capture: { listen: { port: number } };
        links: { port: number }[];
        platforms: { url: string }[];
      };
      for (const link of site.links) {
        const line = await openLine(link.port, { seed: lines.length });
        lines.push(line);
        link.port = line.port;
      }
      const door = await freePort();
      lines.push(await openLine(door, { port: site.capture.listen.port }));
      site.capture.listen.port = door;
      for (const platform of site.platforms) {
        const url = new URL(platform.url);
        const line = await openLine(Number(url.port));
        lines.push(line);
        platform.url = platform.url.replace(`:${url.port}`, `:${line.port}`);
      }
      writeFileSync(lot.files.site, JSON.stringify(site));
    },
    async once(random: Random) {
      const [line, how] = [pick(random, lines), pick(random, TROUBLES)];
      if (isBreak(how)) await line.break(how);
      else line.weather(how);
      await delay(between(random, LASTS_MS.least, LASTS_MS.most));
      await line.mend();
    },
    async stop() {
      for (const line of lines) await line.stop();
    },
  };
}

const PLATFORMS: readonly CutTransport[] = ['mqtts', 'https', 'citybrain'];
/** A car crosses the loop in 1.1 s, as at 20 km/h: faster than that a lost answer or two hides it from any board. */
const BOOTH_PACE = 1.2;
/** Of the whole, so much befalls the lines of the booth; the rest the ways to the platforms. */
const BOOTH_SHARE = 0.5;
const CONTROL_TROUBLES = 5;

export const linksFault: Fault = {
  count: 200,
  what: 'troubles of a link',
  async run({ count, seed, note }) {
    const wrong: string[] = [];
    const ways: Record<string, CutResult> = {};
    const booth: KillResult = await runKills(
      { count: Math.ceil(count * BOOTH_SHARE), seed, pace: BOOTH_PACE },
      breakLinks(),
    );
    wrong.push(...killWrongs(booth).map((line) => `booth: ${line}`));
    note(`booth: ${booth.passages} passages`);
    let tried = booth.kills;
    const each = Math.max(1, Math.ceil((count - tried) / (PLATFORMS.length * WEATHERS.length)));
    for (const transport of PLATFORMS) {
      for (const weather of WEATHERS) {
        const result = await runCuts({ transport, count: each, seed, weather });
        const name = `${transport}, ${weather.kind}`;
        ways[name] = result;
        tried += each;
        wrong.push(...wrongsOf(result).map((line) => `${name}: ${line}`));
        note(`${name}: ${result.recorded} reports, through after ${result.recoveredS} s of the lot's time`);
      }
    }
    const loss = { kind: 'loss', share: 0.3 } as const;
    const control = await runCuts({ transport: 'mqtts', count: CONTROL_TROUBLES, seed, weather: loss, careless: true });
    return { tried, wrong, figures: { booth, ways }, controls: { 'sent counts as received': control.lost } };
  },
};
