import { mistakesOf as barrierMistakes } from '../../../native/barrier/custom-frame.ts';
import { mistakesOf as displayMistakes } from '../../../native/display/custom-frame.ts';
import type { FrameMistake } from '../../../native/frames/mistake.ts';
import { barrierConfig, lineOf } from '../../contract/site-barriers.ts';
import type { BarrierConfig } from '../../contract/site-barriers.ts';
import { DISPLAY_WORDS, displayConfig, displayTexts } from '../../contract/site-displays.ts';
import type { DisplayConfig } from '../../contract/site-displays.ts';

/** The parts of a site file about devices that refer to one another. Any of it may be missing or wrong. */
export interface LooseDevices {
  links?: unknown;
  lanes?: unknown;
  printer?: { link?: unknown };
  displayTexts?: unknown;
}

interface LooseLane {
  camera?: { driver?: unknown };
  barrier?: {
    driver?: unknown;
    link?: unknown;
    unit?: unknown;
    coils?: Record<string, { coil?: unknown } | undefined>;
    inputs?: Record<string, { input?: unknown } | undefined>;
  };
  displays?: { link?: unknown }[];
}

/** A device of the file that is whole: only of those it can be said what does not fit. */
interface Device {
  path: string;
  link: string | null;
  is: { kind: 'barrier'; config: BarrierConfig } | { kind: 'display'; config: DisplayConfig };
}

/** What is impossible or leads nowhere among lines and the devices on them. A line each. */
export function deviceChecks(site: LooseDevices): string[] {
  const lanes = list(site.lanes) as LooseLane[];
  const links = new Set((list(site.links) as { id?: unknown }[]).map(({ id }) => id));
  const devices = devicesOf(lanes);
  return [
    ...missingLinks(lanes, links),
    ...printerLine(site.printer?.link, lanes, links),
    ...sharedContacts(lanes),
    ...sharedLines(devices),
    ...slowLines(list(site.links), devices),
    ...relaysOfCameras(lanes, devices),
    ...devices.flatMap(wrongFrames),
    ...unknownWords(site.displayTexts),
  ];
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value.map((item: unknown) => item ?? {}) : []);

/** A value as the installer wrote it. */
const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Each place in the lanes that names a line. */
function linkedPlaces(lanes: readonly LooseLane[]): { path: string; link: unknown }[] {
  return lanes.flatMap(({ barrier, displays }, lane) => [
    { path: `lanes[${lane}].barrier`, link: barrier?.link },
    ...(list(displays) as { link?: unknown }[]).map(({ link }, at) => ({
      path: `lanes[${lane}].displays[${at}]`,
      link,
    })),
  ]);
}

function devicesOf(lanes: readonly LooseLane[]): Device[] {
  return lanes.flatMap(({ barrier, displays }, lane) => {
    const arm = barrierConfig.safeParse(barrier);
    const boards = list(displays).map((display) => displayConfig.safeParse(display));
    return [
      ...(arm.success
        ? [
            {
              path: `lanes[${lane}].barrier`,
              link: lineOf(arm.data),
              is: { kind: 'barrier', config: arm.data },
            } as const,
          ]
        : []),
      ...boards.flatMap(({ data }, at) =>
        data
          ? [
              {
                path: `lanes[${lane}].displays[${at}]`,
                link: data.link,
                is: { kind: 'display', config: data },
              } as const,
            ]
          : [],
      ),
    ];
  });
}

function missingLinks(lanes: readonly LooseLane[], links: ReadonlySet<unknown>): string[] {
  return linkedPlaces(lanes).flatMap(({ path, link }) =>
    typeof link !== 'string' || links.has(link) ? [] : [`${path}.link：links 里没有“${link}”`],
  );
}

/** A printer answers in its own way and at its own time: on a line with other devices all would misread. */
function printerLine(link: unknown, lanes: readonly LooseLane[], links: ReadonlySet<unknown>): string[] {
  if (typeof link !== 'string') return [];
  if (!links.has(link)) return [`printer.link：links 里没有“${link}”`];
  const other = linkedPlaces(lanes).find((place) => place.link === link);
  return other === undefined ? [] : [`printer.link：“${link}”已由 ${other.path} 使用，打印机要单独一条线`];
}

/** One relay that lifts two arms, or one contact read for two things, is a wiring mistake that no test run survives. */
function sharedContacts(lanes: readonly LooseLane[]): string[] {
  const seen = new Map<string, string>();
  const lines: string[] = [];
  for (const [index, { barrier }] of lanes.entries()) {
    if (!barrier) continue;
    const board = `${shown(barrier.link)}/${shown(barrier.unit ?? 1)}`;
    const contacts = [
      ...Object.entries(barrier.coils ?? {}).map(([name, c]) => ({
        at: `coils.${name}.coil`,
        kind: 'coil',
        number: c?.coil,
      })),
      ...Object.entries(barrier.inputs ?? {}).map(([name, c]) => ({
        at: `inputs.${name}.input`,
        kind: 'input',
        number: c?.input,
      })),
    ];
    for (const { at, kind, number } of contacts) {
      if (typeof number !== 'number') continue;
      const path = `lanes[${index}].barrier.${at}`;
      const contact = `${board} ${kind} ${number}`;
      const before = seen.get(contact);
      if (before) lines.push(`${path}：与 ${before} 用了同一块板的同一路`);
      else seen.set(contact, path);
    }
  }
  return lines;
}

/** Devices of one line that nobody could tell apart. */
function sharedLines(devices: readonly Device[]): string[] {
  const lines: string[] = [];
  const seen = new Map<string, string>();
  for (const { path, link, is } of devices) {
    if (link === null) continue;
    const other = devices.find((device) => device.link === link && device.path !== path);
    // It has no address and its port is its own plug: what is said to another would switch it, or be lost.
    if (is.config.driver === 'lcus' && other)
      lines.push(`${path}.link：USB 继电器要单独一个串口，“${link}”还接着 ${other.path}`);
    const name = nameOnLine(is);
    if (name === null) continue;
    const key = `${link} ${name}`;
    const before = seen.get(key);
    if (before === undefined) seen.set(key, path);
    else lines.push(`${path}：与 ${before} 在同一条线上无法区分（地址或指令相同）`);
  }
  return lines;
}

/** So slow, one text would keep an arm's sensors unread for so long that they count as unknown. */
const SLOWEST_SHARED = 2400;

function slowLines(links: readonly unknown[], devices: readonly Device[]): string[] {
  const slow = new Set(
    (links as { id?: unknown; baudRate?: unknown }[])
      .filter(({ baudRate }) => typeof baudRate === 'number' && baudRate < SLOWEST_SHARED)
      .map(({ id }) => id),
  );
  const armed = new Set(devices.filter(({ is }) => is.kind === 'barrier').map(({ link }) => link));
  return devices.flatMap(({ path, link, is }) =>
    is.kind === 'display' && slow.has(link) && armed.has(link)
      ? [`${path}.link：“${link}”的波特率低于 ${SLOWEST_SHARED}，显示屏不能与道闸共用`]
      : [],
  );
}

/** What a device obeys to on its line; null: told apart otherwise. */
function nameOnLine(is: Device['is']): string | null {
  if (is.kind === 'barrier')
    return is.config.driver === 'custom-frame' ? `open ${bare(is.config.commands.open.send)}` : null;
  switch (is.config.driver) {
    case 'olm':
    case 'aa55':
      return `${is.config.driver} ${is.config.address}`;
    case 'custom-frame':
      return `show ${bare(is.config.show)}`;
  }
}

const bare = (frame: string): string => frame.replace(/[\s,]/g, '').toUpperCase();

const WITH_RELAY: ReadonlySet<unknown> = new Set(['hikvision', 'vzenith', 'dahua']);

function relaysOfCameras(lanes: readonly LooseLane[], devices: readonly Device[]): string[] {
  return devices.flatMap(({ path, is }) => {
    if (is.config.driver !== 'camera-relay') return [];
    const camera = lanes.find((_, index) => path === `lanes[${index}].barrier`)?.camera?.driver;
    if (!WITH_RELAY.has(camera)) return [`${path}.driver：这个车道的相机没有可用的继电器`];
    const asked = is.config.limits && camera !== 'hikvision';
    return asked ? [`${path}.limits：只有海康相机能查询道闸到位`] : [];
  });
}

function wrongFrames({ path, is }: Device): string[] {
  if (is.config.driver !== 'custom-frame') return [];
  const mistakes = is.kind === 'barrier' ? barrierMistakes(is.config) : displayMistakes(is.config);
  return mistakes.map(({ path: at, mistake }) => `${path}.${at}：${wordsFor(mistake)}`);
}

/** A mistake in a frame, with its place as a person counts: from 1. */
export function wordsFor({ code, at, found }: FrameMistake): string {
  const place = `第 ${at + 1} 个字符`;
  switch (code) {
    case 'empty':
      return '帧是空的';
    case 'not-hex':
      return `${place}“${found}”不是十六进制数字`;
    case 'half-byte':
      return `${place}“${found}”只有半个字节，每个字节要写两位`;
    case 'unclosed':
      return `${place}的大括号没有关上`;
    case 'unknown-name':
      return `${place}：这里不能用“${found}”`;
    case 'check-twice':
      return `${place}：{check} 只能写一次`;
    case 'check-missing':
      return '设了校验，但帧里没有 {check}';
    case 'check-unset':
      return `${place}：有 {check}，但没有设校验（checksum）`;
    case 'check-range':
      return `校验范围 ${found} 是空的`;
    case 'nothing-fixed':
      return '每个字节都可以是任意值，什么都会被当成回复';
    case 'no-such-byte':
      return `回复里没有第 ${found} 个字节（从 0 数起）`;
  }
}

/** Words in braces that stand for nothing would be shown to drivers as they are. */
function unknownWords(texts: unknown): string[] {
  const parsed = displayTexts.safeParse(texts ?? {});
  if (!parsed.success) return [];
  return Object.entries(parsed.data).flatMap(([name, { show, speak = '' }]) =>
    [
      ...show.map((text, index) => [`displayTexts.${name}.show[${index}]`, text] as const),
      [`displayTexts.${name}.speak`, speak] as const,
    ].flatMap(([path, text]) =>
      [...text.matchAll(/\{([^}]*)\}?/g)]
        .filter(([whole, word = '']) => !whole.endsWith('}') || !DISPLAY_WORDS.some((known) => known === word))
        .map(
          ([whole]) => `${path}：这里不能用“${whole}”，可以用 ${DISPLAY_WORDS.map((word) => `{${word}}`).join(' ')}`,
        ),
    ),
  );
}
