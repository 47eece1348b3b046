import { interfaceName } from '../../contract/site-platforms.ts';

/** The parts of a site file about platforms and shared parking that refer to one another. Any of it may be missing or wrong. */
export interface LooseSharing {
  lot?: {
    totalStalls?: unknown;
    stalls?: unknown;
    registration?: { stalls?: { except?: unknown } };
  };
  lanes?: unknown;
  platforms?: unknown;
  sharing?: { plans?: unknown; payUrl?: unknown; invoicePage?: unknown };
  calendar?: { holidays?: unknown; workdays?: unknown };
}

interface LoosePlan {
  code?: unknown;
  kind?: unknown;
  times?: unknown;
  days?: unknown;
  spaces?: unknown;
  shown?: { from?: unknown; to?: unknown };
  sold?: { from?: unknown; to?: unknown };
}

/** What is impossible or leads nowhere among plans, calendar, registered stalls and platforms. A line each. */
export function sharingChecks(site: LooseSharing): string[] {
  const plans = list(site.sharing?.plans) as LoosePlan[];
  return [
    ...plans.flatMap((plan, index) => wrongsOfPlan(plan, `sharing.plans[${index}]`, site)),
    ...wrongsOfPages(site),
    ...wrongsOfCalendar(site),
    ...unknownStalls(site),
    ...wrongsOfPlatforms(site),
  ];
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value.map((item: unknown) => item ?? {}) : []);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function wrongsOfPlan(plan: LoosePlan, path: string, { lot }: LooseSharing): string[] {
  const lines: string[] = [];
  if (plan.kind === 'times' && plan.times === undefined) lines.push(`${path}.times：次租方案要写可用次数`);
  if (plan.kind === 'days' && plan.days === undefined) lines.push(`${path}.days：日租方案要写可用天数`);
  // Table 42: both are needed for a plan by times, "20 times within 15 days".
  if (plan.kind === 'times' && plan.days === undefined) lines.push(`${path}.days：次租方案要写多少天内有效`);
  const { spaces } = plan;
  const total = lot?.totalStalls;
  if (typeof spaces === 'number' && typeof total === 'number' && total > 0 && spaces > total)
    lines.push(`${path}.spaces：共享 ${spaces} 个，多于总车位 ${total} 个`);
  for (const name of ['shown', 'sold'] as const) {
    const { from, to } = plan[name] ?? {};
    for (const [side, text] of [
      ['from', from],
      ['to', to],
    ] as const)
      if (isDateTime(text) && !isReal(text)) lines.push(`${path}.${name}.${side}：没有“${text}”这个时刻`);
    // Texts of one form compare as their times do.
    if (isDateTime(from) && isDateTime(to) && to < from) lines.push(`${path}.${name}.to：结束早于开始`);
  }
  return lines;
}

const isDateTime = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(value);

/** Whether the calendar and the clock have it: 30 February is none. */
function isReal(text: string): boolean {
  const instant = Date.parse(`${text.replace(' ', 'T')}Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text.replace(' ', 'T'));
}

function wrongsOfPages({ sharing }: LooseSharing): string[] {
  if (!sharing) return [];
  const lines: string[] = [];
  for (const name of ['payUrl', 'invoicePage'] as const) {
    const url = sharing[name];
    if (typeof url === 'string' && !url.includes('{orderNo}')) lines.push(`sharing.${name}：缺少 {orderNo}`);
  }
  return lines;
}

function wrongsOfCalendar({ calendar }: LooseSharing): string[] {
  const lines: string[] = [];
  const first = new Map<unknown, string>();
  for (const name of ['holidays', 'workdays'] as const) {
    for (const [index, day] of list(calendar?.[name]).entries()) {
      if (typeof day !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(day)) continue;
      const path = `calendar.${name}[${index}]`;
      const before = first.get(day);
      if (!isReal(`${day} 00:00:00`)) lines.push(`${path}：没有“${day}”这一天`);
      else if (before !== undefined) lines.push(`${path}：“${day}”与 ${before} 重复`);
      else first.set(day, path);
    }
  }
  return lines;
}

function unknownStalls({ lot }: LooseSharing): string[] {
  const known = new Set(list(lot?.stalls));
  const except = lot?.registration?.stalls?.except;
  return Object.keys(isObject(except) ? except : {})
    .filter((stall) => !known.has(stall))
    .map((stall) => `lot.registration.stalls.except：lot.stalls 里没有“${stall}”`);
}

/** One platform of a kind; City Brain has a number for each lane (port_no), and for nothing else. */
function wrongsOfPlatforms({ platforms, lanes }: LooseSharing): string[] {
  const lines: string[] = [];
  const first = new Map<unknown, number>();
  const laneIds = list(lanes).map((lane) => (isObject(lane) ? lane['id'] : undefined));
  for (const [index, platform] of list(platforms).entries()) {
    if (!isObject(platform)) continue;
    const { kind, ports } = platform;
    const path = `platforms[${index}]`;
    const before = first.get(kind);
    if (before === undefined) first.set(kind, index);
    else if (typeof kind === 'string') lines.push(`${path}.kind：“${kind}”与 platforms[${before}].kind 重复`);
    if (kind === 'db4403') lines.push(...sharedCodes(platform['codes'], `${path}.codes`));
    if (kind !== 'citybrain' || !isObject(ports)) continue;
    for (const id of laneIds)
      if (typeof id === 'string' && !Object.hasOwn(ports, id)) lines.push(`${path}.ports：车道“${id}”没有 port_no`);
    // A lane whose id another has by mistake is missed here: one line about that is enough.
    if (new Set(laneIds).size < laneIds.length) continue;
    for (const id of Object.keys(ports)) if (!laneIds.includes(id)) lines.push(`${path}.ports：没有车道“${id}”`);
  }
  return lines;
}

/** Two interfaces under one code on the wire: what came would be taken for the wrong one. */
function sharedCodes(codes: unknown, path: string): string[] {
  if (!isObject(codes)) return [];
  const renamed = Object.keys(codes);
  const wire = (name: string): unknown => codes[name] ?? name;
  return renamed.flatMap((name, index) => {
    // Of two that are both renamed the later one is told of.
    const others = interfaceName.options.filter((each) => each !== name && !renamed.slice(index).includes(each));
    const other = others.find((each) => wire(each) === codes[name]);
    return other === undefined ? [] : [`${path}.${name}：“${String(codes[name])}”与 ${other} 的编码重复`];
  });
}
