import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { siteConfig, siteSecrets } from '../../contract/site.ts';
import { inChinese } from './words.ts';

/** What the installer reads of a value that is wrong: path and words. */
function mistakesIn(schema: z.ZodType, data: unknown): Record<string, string> {
  const { error } = schema.safeParse(data, inChinese);
  return Object.fromEntries((error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]));
}

const mistakes = (change: object) => {
  const site = { lot: { parkCode: '1', name: '车场', desk: '岗', totalStalls: 1 }, lanes: [], people: [], ...change };
  const { lanes: _, people: __, ...rest } = mistakesIn(siteConfig, site);
  return rest;
};

describe('what is wrong with a platform', () => {
  it.each<[unknown, Record<string, string>]>([
    [{ kind: 'nope' }, { 'platforms.0.kind': '只能是 "db4403"、"citybrain"' }],
    [{ kind: 'db4403' }, { 'platforms.0.transport': '缺少这一项' }],
    [{ kind: 'db4403', transport: 'mqtt' }, { 'platforms.0.transport': '只能是 "mqtts"、"https"' }],
    [
      { kind: 'db4403', transport: 'mqtts', url: 'mqtt://x', clientId: '', codes: { nope: 'x', vehicleEnter: '进场' } },
      {
        'platforms.0.url': '必须以 mqtts:// 开头',
        'platforms.0.clientId': '不能为空',
        'platforms.0.codes': '没有这个设置：nope',
        'platforms.0.codes.vehicleEnter': '只用字母、数字、下划线和短横线，最多 64 个',
      },
    ],
    [
      { kind: 'db4403', transport: 'https', url: 'https://x', userId: 'u', pinnedSha256: '12' },
      {
        'platforms.0.pinnedSha256': '应为 SHA-256 指纹：64 位十六进制，可用冒号分隔',
        'platforms.0.inbound': '缺少这一项',
      },
    ],
    [
      { kind: 'citybrain', url: 'https://x', appId: 1, parkingLotNo: 'P', ports: [], heartbeatS: 61 },
      {
        'platforms.0.appId': '应当是文字（带引号）',
        'platforms.0.ports': '应当是一组设置 { … }',
        'platforms.0.heartbeatS': '不能大于 60',
      },
    ],
  ])('%j', (platform, words) => expect(mistakes({ platforms: [platform] })).toEqual(words));

  it('secrets are never shown', () =>
    expect(mistakesIn(siteSecrets, { db4403: { password: 7, secret: '' }, citybrain: { appSecret: 'short' } })).toEqual(
      {
        'db4403.password': '应当是文字（带引号）',
        'db4403.secret': '不能为空',
        'citybrain.appSecret': '应为 16 个 ASCII 字符',
      },
    ));
});

describe('what is wrong with what the platform is told of the lot', () => {
  const registered = (registration: object) => {
    const lot = {
      parkCode: '1',
      name: '车场',
      desk: '岗',
      totalStalls: 1,
      registration: { ...least, ...registration },
    };
    const found = mistakes({ lot });
    return Object.fromEntries(
      Object.entries(found).map(([path, words]) => [path.replace('lot.registration.', ''), words]),
    );
  };
  const least = {
    kind: 'lot',
    address: '红荔路 1 号',
    longitude: 114,
    latitude: 22,
    provinceCode: '44',
    cityCode: '4403',
    areaCode: '440304',
    chargeDescription: '每小时 5 元',
  };

  it('nothing, when it is right', () => expect(registered({})).toEqual({}));

  it.each<[string, object, Record<string, string>]>([
    ['a word that stands for nothing', { kind: 'street' }, { kind: '只能是 "roadside"、"garage"、"lot"' }],
    [
      'a place that is not in China',
      { longitude: 14, latitude: '22' },
      { longitude: '不能小于 73', latitude: '应当是数字（不带引号）' },
    ],
    ['a code that table A.4 has not', { businessType: 12 }, { businessType: '应为附录 A.4 的代码：13–62 或 100' }],
    ['a picture that nobody asks for', { pictures: { gate: 'x.jpg' } }, { pictures: '没有这个设置：gate' }],
    [
      'a business that is neither yes nor no nor a page',
      { business: { eInvoice: 'invoice', payment: 1 } },
      {
        'business.eInvoice': '应为完整的网址，如 https://example.cn/page',
        'business.payment': '应当是true 或 false（不带引号），或文字（带引号）',
      },
    ],
    [
      'charges without charges',
      { chargeStandard: { charger: '公司', pricing: 'market', region: 4, complaintTel: '123456', items: [] } },
      {
        'chargeStandard.region': '只能是 1、2、3',
        'chargeStandard.complaintTel': '最多 5 个字符',
        'chargeStandard.items': '至少要有 1 项',
      },
    ],
    [
      'a stall of its own kind',
      { stalls: { except: { 'A-1': { size: 'huge' } } } },
      { 'stalls.except.A-1.size': '只能是 "small"、"medium"、"large"、"tandem"' },
    ],
  ])('%s', (_what, registration, words) => expect(registered(registration)).toEqual(words));

  it('plans and the calendar', () =>
    expect(
      mistakes({
        sharing: {
          payUrl: 'http://pay.example',
          plans: [
            {
              code: 'P',
              name: 'P',
              spaces: 1,
              kind: 'months',
              shown: { from: '2026-1-1', to: '2026-12-31 23:59:59' },
              sold: { from: '2026-01-01 00:00:00', to: '2026-12-31 23:59:59' },
              carModel: 'small',
              period: 'night',
              originalPrice: 10.5,
              price: -1,
              rules: [{ days: 'every-day', from: '7:30', to: '19:30' }],
              overdue: { perHour: 500 },
            },
          ],
        },
        calendar: { holidays: ['1.1.2026'] },
      }),
    ).toEqual({
      'sharing.payUrl': '必须以 https:// 开头',
      'sharing.plans.0.shown.from': '应为 yyyy-MM-dd HH:mm:ss（北京时间）',
      'sharing.plans.0.originalPrice': '应当是整数',
      'sharing.plans.0.price': '不能小于 0',
      'sharing.plans.0.rules.0.from': '应为 HH:mm，如 07:30',
      'calendar.holidays.0': '应为 yyyy-MM-dd',
    }));
});

describe('what is wrong with how the program sits on its machine', () => {
  it.each<[string, object, Record<string, string>]>([
    ['nothing, when it is right', { kiosk: true, startAtLogin: true, health: { port: 9464 } }, {}],
    ['words for yes', { kiosk: 'yes' }, { 'program.kiosk': '应当是true 或 false（不带引号）' }],
    ['a port of the system', { health: { port: 80 } }, { 'program.health.port': '不能小于 1024' }],
    ['no port', { health: {} }, { 'program.health.port': '缺少这一项' }],
    [
      'an address for the port',
      { health: { port: 9464, host: '0.0.0.0' } },
      { 'program.health': '没有这个设置：host' },
    ],
    [
      'a feed in the clear',
      { updates: { feed: 'http://updates.example.cn/' } },
      { 'program.updates.feed': '必须以 https:// 开头' },
    ],
    [
      'a file as feed',
      { updates: { feed: 'https://u.example.cn/latest.yml' } },
      { 'program.updates.feed': '应以 / 结尾，不带参数' },
    ],
  ])('%s', (_what, program, words) => expect(mistakes({ program })).toEqual(words));

  it('all of it is off unless it is written', () => {
    expect(siteConfig.shape.program.parse(undefined)).toEqual({ kiosk: false, startAtLogin: false });
  });
});
