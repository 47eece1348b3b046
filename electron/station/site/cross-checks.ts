import { deviceChecks } from './device-checks.ts';
import type { LooseDevices } from './device-checks.ts';
import { sharingChecks } from './sharing-checks.ts';
import type { LooseSharing } from './sharing-checks.ts';
import { tariffChecks } from './tariff-checks.ts';

/** The parts of a site file that refer to one another. Any of it may be missing or wrong: the schema says so elsewhere. */
interface LooseSite extends Omit<LooseDevices, 'links' | 'lanes'> {
  lot?: {
    totalStalls?: unknown;
    reservableStalls?: unknown;
    stalls?: unknown;
    saturation?: { saturatedFrom?: unknown; fullAbove?: unknown };
  };
  links?: { id?: unknown }[];
  lanes?: LooseLane[];
  people?: { id?: unknown }[];
}

interface LooseLane {
  id?: unknown;
  name?: unknown;
  direction?: unknown;
  kind?: unknown;
  camera?: { id?: unknown; address?: unknown; fixedPath?: unknown };
}

/** What no schema of single values can say: references that lead nowhere, things that are there twice. A line each. */
export function crossChecks(data: unknown): string[] {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return [];
  const site = data as LooseSite;
  const lanes = list(site.lanes);
  const links = list(site.links);
  return [
    ...twice(
      links.map((link) => link.id),
      (i) => `links[${i}].id`,
    ),
    ...twice(
      lanes.map((lane) => lane.id),
      (i) => `lanes[${i}].id`,
    ),
    ...twice(
      lanes.map((lane) => lane.name),
      (i) => `lanes[${i}].name`,
    ),
    ...twice(
      lanes.map((lane) => lane.camera?.id),
      (i) => `lanes[${i}].camera.id`,
    ),
    // Known by their addresses alone.
    ...twice(
      lanes.map(({ camera }) => (camera?.fixedPath === true ? camera.address : undefined)),
      (i) => `lanes[${i}].camera.address`,
    ),
    ...twice(
      list(site.people).map((person) => person.id),
      (i) => `people[${i}].id`,
    ),
    ...twice(list(site.lot?.stalls as unknown[]), (i) => `lot.stalls[${i}]`),
    ...deviceChecks(site),
    ...impossibleNumbers(site),
    ...noReservedEntrance(lanes),
    ...twice(
      list((data as LooseSharing).sharing?.plans as { code?: unknown }[] | undefined).map((plan) => plan.code),
      (i) => `sharing.plans[${i}].code`,
    ),
    ...sharingChecks(data),
    ...twice(
      list((data as { tariff?: { rates?: { name?: unknown }[] } }).tariff?.rates).map((rate) => rate.name),
      (i) => `tariff.rates[${i}].name`,
    ),
    ...tariffChecks(data),
  ];
}

/** What is null stands as an empty object: the places of the others are told as the file counts them. */
const list = <T>(value: readonly T[] | undefined): readonly T[] =>
  Array.isArray(value) ? (value as T[]).map((item) => item ?? ({} as T)) : [];

/** A value as the installer wrote it. */
const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function twice(values: readonly unknown[], path: (index: number) => string): string[] {
  const first = new Map<unknown, number>();
  return values.flatMap((value, index) => {
    if (value === undefined) return [];
    const before = first.get(value);
    if (before !== undefined) return [`${path(index)}：“${shown(value)}”与 ${path(before)} 重复`];
    first.set(value, index);
    return [];
  });
}

/** C.2.3.2 a: with two entrances or more, one is for reserved cars only. */
function noReservedEntrance(lanes: readonly LooseLane[]): string[] {
  const entrances = lanes.filter(({ direction }) => direction === 'entrance');
  if (entrances.length < 2 || entrances.some(({ kind }) => kind === 'reserved')) return [];
  return [`lanes：有 ${entrances.length} 个入口时，至少一个要设为预约车专用（kind 为 reserved）`];
}

function impossibleNumbers({ lot }: LooseSite): string[] {
  const lines: string[] = [];
  const { totalStalls: total, reservableStalls: reservable } = lot ?? {};
  if (typeof total === 'number' && total > 0 && typeof reservable === 'number' && reservable > total) {
    lines.push(`lot.reservableStalls：可预订 ${reservable} 个，多于总车位 ${total} 个`);
  }
  const { saturatedFrom, fullAbove } = lot?.saturation ?? {};
  if (typeof saturatedFrom === 'number' && typeof fullAbove === 'number' && saturatedFrom > fullAbove) {
    lines.push('lot.saturation.saturatedFrom：饱和的下限高于满位的界限');
  }
  return lines;
}
