import { siteSecrets } from '../../contract/site.ts';
import type { SiteConfig, SiteSecrets } from '../../contract/site.ts';

/** Secrets by the names under which a person puts them: `cameras.<id>`, `db4403.password`, … */
export type NamedSecrets = ReadonlyMap<string, string>;

/** Those of one thing of the site each, with the members they may have; null: one for each camera. */
const GROUPS = {
  cameras: null,
  cameraPasswords: null,
  db4403: Object.keys(siteSecrets.shape.db4403.unwrap().shape),
  citybrain: Object.keys(siteSecrets.shape.citybrain.unwrap().shape),
  alipay: Object.keys(siteSecrets.shape.alipay.unwrap().shape),
} as const;
const GROUP_NAMES = Object.keys(GROUPS) as (keyof typeof GROUPS)[];

const partsOf = (name: string): { group: keyof typeof GROUPS | undefined; member: string } => {
  const dot = name.indexOf('.');
  return { group: GROUP_NAMES.find((group) => group === name.slice(0, dot)), member: name.slice(dot + 1) };
};

/** Whether there is such a secret in a file of secrets. */
export function isSecretName(name: string): boolean {
  const { group, member } = partsOf(name);
  if (group === undefined) return false;
  const members: readonly string[] | null = GROUPS[group];
  return members === null || members.includes(member);
}

export function namedSecrets(secrets: SiteSecrets): NamedSecrets {
  const groups = GROUP_NAMES.map((group) => [group, Object.entries(secrets[group] ?? {})] as const);
  return new Map(
    groups.flatMap(([group, members]) =>
      members.flatMap(([member, value]) => (value === undefined ? [] : [[`${group}.${member}`, value] as const])),
    ),
  );
}

/** As a file of secrets has them, without the people's; whether they are whole is another question. */
export function secretsData(named: NamedSecrets): Record<string, Record<string, string>> {
  const all = [...named].map(([name, value]) => ({ ...partsOf(name), value }));
  return Object.fromEntries(
    GROUP_NAMES.flatMap((group) => {
      const members = all.filter((each) => each.group === group).map(({ member, value }) => [member, value] as const);
      return members.length === 0 ? [] : [[group, Object.fromEntries(members)]];
    }),
  );
}

/** Without those of cameras, platforms and providers that the site has no longer. */
export function secretsOf(site: SiteConfig, named: NamedSecrets): NamedSecrets {
  const cameras = new Set(site.lanes.map(({ camera }) => camera.id));
  const kinds = new Set<string>([...site.platforms.map(({ kind }) => kind), site.payments?.provider.kind ?? '']);
  return new Map(
    [...named].filter(([name]) => {
      const { group = '', member } = partsOf(name);
      return group === 'cameras' || group === 'cameraPasswords' ? cameras.has(member) : kinds.has(group);
    }),
  );
}
