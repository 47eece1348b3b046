import { describe, expect, it } from 'vitest';
import { readReply } from './reply.ts';
import type { Interface } from './reply.ts';

const read = (reply: unknown, name: Interface = 'parking', status = 200) =>
  readReply(name, status, typeof reply === 'string' ? reply : JSON.stringify(reply));

describe('what a reply says', () => {
  it('the success of 3.2.1 is taken, and the platform’s own number is read under its own spelling', () => {
    const reply = {
      success: true,
      result_code: 'success',
      result_msg: 'success',
      inner_oder_no: 'R2019120417100510710013',
      sign_level: 'L2',
      sign_time: '2019-10-04 13:36:04',
    };
    expect(read(reply)).toEqual({
      kind: 'taken',
      code: 'success',
      message: 'success',
      innerOrderNo: 'R2019120417100510710013',
    });
  });

  it('success: true with an error code is an error (3.2.1, 3.2.2)', () => {
    expect(read({ success: true, result_code: 'SIGN_ERROR', result_msg: '签名错误' })).toEqual({
      kind: 'refused',
      code: 'SIGN_ERROR',
      message: '签名错误',
    });
  });

  it.each(['ORDER_NOT_EXIST', 'OUT_ORDER_NO_NOT_EXIST'])('%s: the order is not there', (code) => {
    expect(read({ success: true, result_code: code, result_msg: '订单不存在' }, 'away')).toEqual({
      kind: 'no-order',
      code,
      message: '订单不存在',
    });
  });

  it('a lot that nobody registered is told from any other refusal', () => {
    const reply = { success: true, result_code: 'PARKING_LOT_NOT_EXIST', result_msg: '车场不存在' };
    expect(read(reply, 'heartbeat')).toEqual({ kind: 'no-lot', code: 'PARKING_LOT_NOT_EXIST', message: '车场不存在' });
  });

  it('a repeated entry is there already: taken', () => {
    const reply = { success: true, result_code: 'OUT_ORDER_NO_DUPLICATION', result_msg: '外部订单号重复' };
    expect(read(reply)).toMatchObject({ kind: 'taken', code: 'OUT_ORDER_NO_DUPLICATION', innerOrderNo: null });
  });

  it.each([
    ['bare', { success: false }, 'success:false', null],
    ['with words', { success: false, error: 'event 缺失' }, 'success:false', 'event 缺失'],
    ['at odds with itself', { success: false, result_code: 'success' }, 'success:false', null],
    ['an empty code', { success: true, result_code: '' }, 'success:false', null],
    ['a code that is no text', { success: true, result_code: 0, result_msg: 'x' }, 'success:false', 'x'],
  ])('refused: %s', (_title, reply, code, message) => {
    expect(read(reply)).toEqual({ kind: 'refused', code, message });
  });

  it('success alone is no success; with what comes only with success it is, where the optional code is left out', () => {
    expect(read({ success: true })).toMatchObject({ kind: 'refused' });
    expect(read({ success: true, inner_oder_no: 'R1' })).toMatchObject({ kind: 'taken', innerOrderNo: 'R1' });
    expect(read({ success: true }, 'heartbeat')).toMatchObject({ kind: 'refused' });
    expect(read({ success: true, result_msg: 'success' }, 'heartbeat')).toMatchObject({ kind: 'taken' });
  });

  it.each([
    ['', 200],
    ['<html>502</html>', 502],
    ['{"success":true,"result_code":"success"}', 503],
    ['[]', 200],
    ['null', 200],
    ['{}', 200],
    ['{"status":404,"error":"Not Found"}', 404],
  ])('%s with status %i is no reply of this platform', (text, status) => {
    expect(read(text, 'parking', status)).toMatchObject({ kind: 'no-reply' });
  });
});
