import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex, hexOf } from '../frames/hex.ts';
import { encodeGbk } from '../printer/gbk.ts';
import { SHOW, createAa55, decodeAa55, encodeAa55, matchAa55 } from './aa55.ts';
import { createCustomBoard, mistakesOf } from './custom-frame.ts';
import { OLM_COMMAND, createOlm, decodeOlm, encodeOlm, matchOlm, olmRow } from './olm.ts';
import { OWN_FRAMES } from './simulator.ts';

const olm = createOlm({ address: 0, colour: 'red', columns: 8 });

describe('OLM frames of the manual', () => {
  it('speaks', () => {
    const data = Uint8Array.of(1, ...encodeGbk('欢迎光临,请入场停车'));
    expect(hexOf(encodeOlm({ address: 0, command: OLM_COMMAND.speak, data }))).toBe(
      '00 64 FF FF 30 14 01 BB B6 D3 AD B9 E2 C1 D9 2C C7 EB C8 EB B3 A1 CD A3 B3 B5 A9 36',
    );
    expect(matchOlm(0, OLM_COMMAND.speak, bytesOfHex('00 64 FF FF 30 01 00 36 BB'))).toEqual({
      type: 'reply',
      reply: { done: true },
      skipped: 0,
      used: 9,
    });
  });

  it('shows a temporary row', () => {
    const frame = olm.frame({ what: 'row', row: 0, text: '欢迎光临' });
    expect(hexOf(frame?.bytes ?? new Uint8Array())).toBe(
      '00 64 FF FF 62 1B 00 00 01 00 05 00 01 03 00 FF 00 00 00 00 00 00 00 08 00 BB B6 D3 AD B9 E2 C1 D9 58 96',
    );
    expect(frame?.match?.(bytesOfHex('00 64 FF FF 62 01 00 97 6A')).type).toBe('reply');
  });

  it('stops the voice', () => {
    expect(hexOf(encodeOlm({ address: 0, command: 0x31, data: new Uint8Array() }))).toBe('00 64 FF FF 31 00 64 67');
  });

  it('never writes flash', () => {
    const tellings = [
      { what: 'row', row: 1, text: '余位 5' },
      { what: 'speech', text: '请稍候' },
      { what: 'brightness', level: 40 },
      { what: 'volume', level: 30 },
    ] as const;
    expect(tellings.map((telling) => olm.frame(telling)?.bytes[4])).toEqual([0x62, 0x30, 0x0c, 0x0d]);
  });

  it('lets a text run that is longer than the board', () => {
    expect(olmRow(0, '粤B12345', 'red', 8)[1]).toBe(0x00);
    expect(olmRow(0, '粤B12345 请通行', 'red', 8)[1]).toBe(0x15);
  });

  it('cuts what would keep the line too long, between two characters', () => {
    const long = olm.frame({ what: 'row', row: 0, text: `a${'车'.repeat(300)}` });
    const data = decodeOlm(long?.bytes ?? new Uint8Array())?.data ?? new Uint8Array();
    expect(data[17]).toBe(63);
  });

  it('takes no answer for another: to another command, from another board, half, with a wrong bit', () => {
    const answer = encodeOlm({ address: 0, command: 0x62, data: Uint8Array.of(0) });
    const fault = (bytes: Uint8Array, address = 0, command = 0x62) => {
      const match = matchOlm(address, command, bytes);
      return match.type === 'none' ? match.fault : match.type;
    };
    expect(fault(new Uint8Array())).toBe('silence');
    expect(fault(answer, 1)).toBe('other-unit');
    expect(fault(answer, 0, 0x30)).toBe('other-function');
    expect(fault(answer.subarray(0, 6))).toBe('truncated');
    expect(fault(answer.with(8, 0))).toBe('crc');
    expect(fault(bytesOfHex('01 02 03'))).toBe('noise');
    expect(matchOlm(0, 0x62, encodeOlm({ address: 0, command: 0x62, data: Uint8Array.of(3) }))).toMatchObject({
      reply: { done: false },
    });
  });

  it('every frame comes back, and no changed byte does', () => {
    const frames = fc.record({
      address: fc.nat(255),
      command: fc.nat(255),
      data: fc.uint8Array({ maxLength: 60 }),
    });
    fc.assert(
      fc.property(frames, fc.nat(), fc.integer({ min: 1, max: 255 }), (frame, at, change) => {
        const bytes = encodeOlm(frame);
        expect(decodeOlm(bytes)).toEqual({ ...frame, used: bytes.length });
        const place = at % bytes.length;
        const changed = bytes.with(place, (bytes[place] ?? 0) ^ change);
        expect(decodeOlm(changed)).toBeNull();
      }),
    );
  });
});

describe('AA55 frames of the manual', () => {
  it('shows a text', () => {
    const board = createAa55({ address: 0x6400, colour: 1, speakCommand: undefined, answers: false });
    const frame = board.frame({ what: 'row', row: 0, text: '停车测试' });
    expect(hexOf(frame?.bytes ?? new Uint8Array())).toBe(
      'AA 55 01 64 00 27 00 0C 01 00 01 00 CD A3 B3 B5 B2 E2 CA D4 B1 67 AF',
    );
    expect(frame?.match).toBeNull();
  });

  it('counts its frames, and speaks only where the manual says how', () => {
    const mute = createAa55({ address: 0x6400, colour: 1, speakCommand: undefined, answers: true });
    expect(mute.frame({ what: 'speech', text: '请' })).toBeNull();
    expect(mute.frame({ what: 'volume', level: 50 })).toBeNull();
    const loud = createAa55({ address: 0x6400, colour: 1, speakCommand: 0x22, answers: true });
    const numbers = Array.from({ length: 256 }, () => loud.frame({ what: 'speech', text: '请' })?.bytes[2]);
    expect([numbers[0], numbers[254], numbers[255]]).toEqual([1, 255, 1]);
  });

  it('takes only the answer of the same number and command', () => {
    const asked = { number: 7, address: 0x6400, command: SHOW, data: Uint8Array.of(1) };
    expect(matchAa55(asked, encodeAa55(asked))).toMatchObject({ type: 'reply' });
    expect(matchAa55(asked, encodeAa55({ ...asked, number: 6 }))).toEqual({ type: 'none', fault: 'other-content' });
    expect(matchAa55(asked, encodeAa55({ ...asked, command: 1 }))).toEqual({ type: 'none', fault: 'other-content' });
    expect(matchAa55(asked, encodeAa55(asked).subarray(0, 9))).toEqual({ type: 'none', fault: 'truncated' });
    expect(matchAa55(asked, bytesOfHex('00 FF'))).toEqual({ type: 'none', fault: 'noise' });
    expect(matchAa55(asked, new Uint8Array())).toEqual({ type: 'none', fault: 'silence' });
  });

  it('every frame comes back, and no changed byte does', () => {
    const frames = fc.record({
      number: fc.nat(255),
      address: fc.nat(0xffff),
      command: fc.nat(255),
      data: fc.uint8Array({ maxLength: 60 }),
    });
    fc.assert(
      fc.property(frames, fc.nat(), fc.integer({ min: 1, max: 255 }), (frame, at, change) => {
        const bytes = encodeAa55(frame);
        expect(decodeAa55(bytes)).toEqual({ ...frame, used: bytes.length });
        const place = at % bytes.length;
        expect(decodeAa55(bytes.with(place, (bytes[place] ?? 0) ^ change))).toBeNull();
      }),
    );
  });
});

describe('frames of a board written down in the site file', () => {
  it('hold the text, its length and its row', () => {
    const board = createCustomBoard(OWN_FRAMES);
    expect(hexOf(board.frame({ what: 'row', row: 1, text: '余5' })?.bytes ?? new Uint8Array())).toBe(
      '55 AA 02 03 D3 E0 35 EC',
    );
    expect(board.frame({ what: 'speech', text: '余' })).toBeNull();
  });

  it('are turned away with the place of each mistake', () => {
    expect(mistakesOf({ ...OWN_FRAMES, show: '55 {tex}', reply: '5', speak: '55 {line} {check}' })).toMatchObject([
      { path: 'show', mistake: { code: 'check-missing' } },
      { path: 'speak', mistake: { code: 'unknown-name', at: 3 } },
      { path: 'reply', mistake: { code: 'half-byte', at: 0 } },
    ]);
    expect(mistakesOf(OWN_FRAMES)).toEqual([]);
  });
});
