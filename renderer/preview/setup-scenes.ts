import { siteConfig } from '../../electron/contract/site.ts';
import type { CommandInput } from '../../electron/contract/commands.ts';
import type { SetupStep, SetupView, SiteChange, SiteMistake, SiteVersion } from '../../electron/contract/setup.ts';
import type { Json } from '../setup/site-paths.ts';
import { PEOPLE } from './names.ts';
import { HALF, LONG, WHOLE } from './setup-sites.ts';
import { TRIED } from './setup-trials.ts';

/** A draft that behaves: what is put is kept, checked by the site file's schema, and held against what it was. */
export interface SetupScene {
  /** Undefined: it is no question of the setup screens. Null: it is not answered. */
  answer(command: string, input: unknown): unknown;
}

/** `setup-empty`, `setup-half`, `setup-whole`, `setup-running`, `setup-long`, `setup-changed`, `setup-gone`, `setup-loading`. */
export function setupSceneOf(name: string, at: number): SetupScene | null {
  const begins: Readonly<Record<string, Record<string, Json>>> = {
    'setup-empty': {},
    'setup-half': HALF,
    'setup-whole': WHOLE,
    'setup-running': WHOLE,
    'setup-changed': WHOLE,
    'setup-gone': WHOLE,
    'setup-long': LONG,
    'setup-loading': {},
  };
  const runs = begins[name];
  if (runs === undefined) return null;
  const mode = ['setup-empty', 'setup-half', 'setup-whole'].includes(name) ? 'first' : 'running';
  let site = structuredClone(runs);
  let revision = 1;
  const secrets = new Set(mode === 'running' ? ['db4403.password', 'cameraPasswords.cam-in-1'] : []);
  const files = new Set(['ca.pem']);
  if (name === 'setup-changed' || name === 'setup-long') {
    site = structuredClone(runs);
    Object.assign(site, {
      lot: { ...(runs.lot as object), totalStalls: 320 },
      links: [(runs.links as Json[])[0] ?? null],
    });
  }
  const view = (): SetupView => {
    const changes = mode === 'first' ? [] : changesOf('', runs, site);
    return {
      mode,
      revision,
      site,
      secrets: [...secrets],
      files: [...files],
      mistakes: mistakesOf(site),
      changes,
      effect: changes.length === 0 ? null : changes.some(({ effect }) => effect === 'restart') ? 'restart' : 'now',
      trials: name === 'setup-half' || name === 'setup-empty' ? [] : trialsOf(at),
      changedAt: at - 60_000,
      changedBy: PEOPLE.others[2] ?? null,
    };
  };
  const put = ({ section, value }: CommandInput<'setup.put'>): SetupView => {
    revision += 1;
    if (value === null) site = Object.fromEntries(Object.entries(site).filter(([key]) => key !== section));
    else site = { ...site, [section]: value };
    return view();
  };
  return {
    answer: (command, input) => {
      if (!command.startsWith('setup.')) return undefined;
      if (name === 'setup-loading') return null;
      switch (command) {
        case 'setup.get':
          return view();
        case 'setup.put':
          return name === 'setup-gone' ? 'gone' : put(input as CommandInput<'setup.put'>);
        case 'setup.put-secret':
          secrets.add((input as CommandInput<'setup.put-secret'>).name);
          return view();
        case 'setup.put-file':
          files.add((input as CommandInput<'setup.put-file'>).name);
          return view();
        case 'setup.discard':
          site = structuredClone(runs);
          return view();
        case 'setup.versions':
          return { versions: versionsOf(at) };
        case 'setup.save':
          return { effect: 'restart' };
        case 'setup.export':
          return { fileName: 'site.json', text: '{}' };
        case 'setup.import':
          return 'wrong-passphrase';
        default:
          return TRIED[command]?.(input as never, at) ?? view();
      }
    },
  };
}

const PAGES: Readonly<Record<string, SetupStep>> = {
  lot: 'lot',
  calendar: 'lot',
  platforms: 'platforms',
  lanes: 'lanes',
  capture: 'cameras',
  links: 'barriers',
  printer: 'barriers',
};

function mistakesOf(site: Record<string, Json>): SiteMistake[] {
  const outcome = siteConfig.omit({ people: true }).safeParse(site);
  if (outcome.success) return [];
  return outcome.error.issues.map(({ path, message }) => {
    const told = path.reduce<string>((before, step) => {
      if (typeof step === 'number') return `${before}[${step}]`;
      return before === '' ? String(step) : `${before}.${String(step)}`;
    }, '');
    const [section, , part] = path.map(String);
    const step = part === 'camera' ? 'cameras' : part === 'barrier' ? 'barriers' : PAGES[section ?? ''];
    return { path: told, words: message.includes('undefined') ? '缺少这一项' : message, step: step ?? 'rules' };
  });
}

function changesOf(path: string, before: Json | undefined, after: Json | undefined): SiteChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const parts = [before, after].every((each) => typeof each === 'object' && each !== null && !Array.isArray(each));
  if (!parts) {
    const effect = path.startsWith('lot') ? 'now' : 'restart';
    return [
      { path, secret: false, effect, ...(before !== undefined && { before }), ...(after !== undefined && { after }) },
    ];
  }
  const [one, other] = [before, after] as Record<string, Json>[];
  const names = [...new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})])];
  return names.flatMap((name) => changesOf(path === '' ? name : `${path}.${name}`, one?.[name], other?.[name]));
}

const trialsOf = (at: number): SetupView['trials'] => [
  { kind: 'camera', of: 'in-1', at, passed: true, stale: false },
  { kind: 'camera', of: 'in-2', at, passed: false, stale: false },
  { kind: 'barrier', of: 'in-1', at, passed: true, stale: false },
  { kind: 'platform', of: 'db4403', at, passed: true, stale: false },
];

const versionsOf = (at: number): SiteVersion[] => [
  {
    no: 3,
    at: at - 3_600_000,
    who: PEOPLE.others[2] ?? null,
    because: '西入口换了相机',
    failed: null,
    changes: [
      {
        path: 'lanes[in-2].camera.address',
        before: '192.168.1.9',
        after: '192.168.1.65',
        secret: false,
        effect: 'restart',
      },
      { path: 'secrets.cameraPasswords.cam-in-2', secret: true, effect: 'restart' },
    ],
  },
  { no: 2, at: at - 86_400_000, who: null, because: '直接改的文件', failed: 'links[0].path', changes: [] },
  { no: 1, at: at - 30 * 86_400_000, who: PEOPLE.others[2] ?? null, because: '新车场开通', failed: null, changes: [] },
];
