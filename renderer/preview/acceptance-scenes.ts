import type { AcceptanceCheck, AcceptanceRun, AcceptanceView } from '../../electron/contract/acceptance.ts';
import { PEOPLE, PLACES } from './names.ts';

/** What the acceptance screen shows: `acceptance-none`, `acceptance-running`, `acceptance-waits`, `acceptance-done`. */
export function acceptanceSceneOf(name: string, at: number): AcceptanceView | null {
  switch (name) {
    case 'acceptance-none':
      return { run: null, earlier: [] };
    case 'acceptance-running':
      return { run: run(at, 'bring-car'), earlier: [] };
    case 'acceptance-waits':
      return { run: run(at, 'watch-arm-rise'), earlier: [] };
    case 'acceptance-done': {
      const done = run(at, null);
      const earlier = [
        { no: 1, begunAt: at - 90 * 86_400_000, finishedAt: at - 90 * 86_400_000, verdict: 'failed' as const },
      ];
      return { run: { ...done, finishedAt: at, verdict: 'passed-with-skips', note: '西入口的地感下周装' }, earlier };
    }
    default:
      return null;
  }
}

const LANES = [
  { id: 'in-1', name: '东入口' },
  { id: 'out-1', name: '东出口' },
];

function run(at: number, ask: AcceptanceCheck['ask']): AcceptanceRun {
  const done = ask === null;
  const check = (id: string, part: Partial<AcceptanceCheck> & Pick<AcceptanceCheck, 'kind'>): AcceptanceCheck => ({
    id,
    laneId: null,
    platform: null,
    state: done ? 'passed' : 'open',
    ask: null,
    askUntil: null,
    at: done ? at - 300_000 : null,
    who: done ? (PEOPLE.others[2] ?? null) : null,
    facts: {},
    because: null,
    ...part,
  });
  const who = PEOPLE.others[2] ?? null;
  const lane = (laneId: string): AcceptanceCheck[] => [
    check(`${laneId}/test-car`, { kind: 'test-car', laneId, ...(done && { facts: { plate: '粤B12345', confidence: 97, bytes: 312_000, width: 1920, height: 1080 } }) }), // prettier-ignore
    check(`${laneId}/arm`, { kind: 'arm', laneId, ...(done && { facts: { riseMs: 2400, fallMs: 3100 } }) }),
    check(`${laneId}/loops`, { kind: 'loops', laneId, ...(laneId === 'out-1' && { state: 'skipped', because: '没有装', at, who }) }), // prettier-ignore
    check(`${laneId}/unplug`, { kind: 'unplug', laneId, ...(done && { facts: { noticedMs: 800, backMs: 1500 } }) }),
    check(`${laneId}/camera-clock`, {
      kind: 'camera-clock',
      laneId,
      state: 'passed',
      at,
      who,
      facts: { offsetMs: -120 },
    }),
  ];
  const checks = [
    ...lane('in-1'),
    ...lane('out-1'),
    check('vectors', { kind: 'vectors', state: 'passed', at, who, facts: { count: 12 } }),
    check('machine-clock', { kind: 'machine-clock', state: done ? 'passed' : 'failed', at, who, facts: { server: 'ntp.aliyun.com', offsetMs: done ? 12 : 2600 } }), // prettier-ignore
    check('db4403/platform-login', { kind: 'platform-login', platform: 'db4403' }),
    check('db4403/booking', { kind: 'booking', platform: 'db4403' }),
    check('backup', { kind: 'backup' }),
  ];
  const running = ask === 'bring-car' ? 'in-1/test-car' : 'in-1/arm';
  return {
    no: 2,
    begunAt: at - 1_800_000,
    begunBy: PEOPLE.others[2] ?? '',
    finishedAt: null,
    people: [PEOPLE.others[2] ?? '', PEOPLE.others[1] ?? ''],
    note: '',
    siteVersion: 3,
    siteSha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    program: '0.1.0',
    lot: { parkCode: '44030500100100000000', name: PLACES.lot, desk: PLACES.desk },
    lanes: LANES,
    checks: checks.map((each) =>
      done || each.id !== running
        ? each
        : { ...each, state: 'running', ask, askUntil: ask === 'bring-car' ? at + 95_000 : null },
    ),
    verdict: 'running',
  };
}
