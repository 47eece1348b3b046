import { describe, expect, it } from 'vitest';
import { deviceChecks } from './device-checks.ts';

const links = [{ id: 'bus' }, { id: 'usb' }];
const lane = (barrier: unknown, more: object = {}) => ({ id: 'a', camera: { driver: 'push' }, barrier, ...more });
const modbus = { driver: 'modbus-relay', link: 'bus', coils: { open: { coil: 0 } } };
const own = (open: object, more: object = {}) => ({ driver: 'custom-frame', link: 'bus', commands: { open }, ...more });
const olm = { driver: 'olm', link: 'bus' };

const lines = (lanes: object[], more: object = {}) => deviceChecks({ links, lanes, ...more });

describe('devices of a site file', () => {
  it('several may share a line', () => {
    expect(lines([lane(own({ send: 'A5 01' }), { displays: [olm, { ...olm, address: 2 }] }), lane(modbus)])).toEqual(
      [],
    );
  });

  it('a board names a line that is there', () => {
    expect(lines([lane(modbus, { displays: [{ ...olm, link: 'none' }] })])).toEqual([
      'lanes[0].displays[0].link：links 里没有“none”',
    ]);
  });

  it('a printer does not share its line with a board either', () => {
    const printer = { link: 'usb' };
    expect(lines([lane(modbus, { displays: [{ ...olm, link: 'usb' }] })], { printer })).toEqual([
      'printer.link：“usb”已由 lanes[0].displays[0] 使用，打印机要单独一条线',
    ]);
  });

  it('a USB relay has its port for itself', () => {
    const lcus = { driver: 'lcus', link: 'usb', channels: {} };
    expect(lines([lane(lcus)])).toEqual([]);
    expect(lines([lane(lcus, { displays: [{ ...olm, link: 'usb' }] })])).toEqual([
      'lanes[0].barrier.link：USB 继电器要单独一个串口，“usb”还接着 lanes[0].displays[0]',
    ]);
  });

  it('a line that is too slow for texts is left to the arms', () => {
    const slow = [
      { id: 'bus', baudRate: 1200 },
      { id: 'usb', baudRate: 1200 },
    ];
    const site = (link: string) => ({ links: slow, lanes: [lane(modbus, { displays: [{ ...olm, link }] })] });
    expect(deviceChecks(site('bus'))).toEqual([
      'lanes[0].displays[0].link：“bus”的波特率低于 2400，显示屏不能与道闸共用',
    ]);
    expect(deviceChecks(site('usb'))).toEqual([]);
  });

  it('two that nobody could tell apart are turned away', () => {
    expect(lines([lane(modbus, { displays: [olm, olm] })])).toEqual([
      'lanes[0].displays[1]：与 lanes[0].displays[0] 在同一条线上无法区分（地址或指令相同）',
    ]);
    expect(lines([lane(own({ send: 'A5 01' })), lane(own({ send: 'a501' }))])).toEqual([
      'lanes[1].barrier：与 lanes[0].barrier 在同一条线上无法区分（地址或指令相同）',
    ]);
  });

  it("a barrier on its camera's relay has a camera with one", () => {
    const relay = { driver: 'camera-relay' };
    expect(lines([lane(relay)])).toEqual(['lanes[0].barrier.driver：这个车道的相机没有可用的继电器']);
    expect(lines([lane(relay, { camera: { driver: 'dahua' } })])).toEqual([]);
    expect(lines([lane({ ...relay, limits: true }, { camera: { driver: 'vzenith' } })])).toEqual([
      'lanes[0].barrier.limits：只有海康相机能查询道闸到位',
    ]);
    expect(lines([lane({ ...relay, limits: true }, { camera: { driver: 'hikvision' } })])).toEqual([]);
  });

  it('a mistake in a frame is told with its place', () => {
    const status = { send: 'A5 0', reply: '?? ??', bits: {} };
    expect(lines([lane(own({ send: 'A5 GG', reply: 'A5 {check}' }, { status }))])).toEqual([
      'lanes[0].barrier.commands.open.send：第 4 个字符“G”不是十六进制数字',
      'lanes[0].barrier.commands.open.reply：第 4 个字符：有 {check}，但没有设校验（checksum）',
      'lanes[0].barrier.status.send：第 4 个字符“0”只有半个字节，每个字节要写两位',
      'lanes[0].barrier.status.reply：每个字节都可以是任意值，什么都会被当成回复',
    ]);
    const beyond = { send: 'A5 02', reply: 'A5 ??', bits: { opened: { byte: 2, bit: 0 } } };
    expect(lines([lane(own({ send: 'A5 01' }, { status: beyond }))])).toEqual([
      'lanes[0].barrier.status.bits.opened.byte：回复里没有第 2 个字节（从 0 数起）',
    ]);
    const board = { driver: 'custom-frame', link: 'usb', show: '55 {plate}', speak: '55 {text' };
    expect(lines([lane(modbus, { displays: [board] })])).toEqual([
      'lanes[0].displays[0].show：第 4 个字符：这里不能用“{plate}”',
      'lanes[0].displays[0].speak：第 4 个字符的大括号没有关上',
    ]);
  });

  it('a word in braces that stands for nothing is turned away before a driver reads it', () => {
    const displayTexts = { fee: { show: ['{plat}', '{fee}元'], speak: '{' }, leave: { show: ['{plate}'] } };
    expect(lines([lane(modbus)], { displayTexts })).toEqual([
      'displayTexts.fee.show[0]：这里不能用“{plat}”，可以用 {plate} {fee} {free} {place} {lot}',
      'displayTexts.fee.speak：这里不能用“{”，可以用 {plate} {fee} {free} {place} {lot}',
    ]);
  });

  it('whatever is missing or wrong elsewhere stops nothing here', () => {
    for (const lanes of [undefined, null, 3, [null], [{ barrier: 7, displays: 'x' }], [{ displays: [null] }]])
      expect(deviceChecks({ links, lanes })).toEqual([]);
  });
});
