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

  it.each(['', '[]', 'null', '{}', '<html>please log in</html>'])('%s: something else answered', (text) => {
    expect(read(text)).toEqual({ kind: 'not-now', code: 'HTTP 200', message: 'not a reply of this platform' });
    expect(read(text, 'parking', 302)).toMatchObject({ kind: 'not-now', code: 'HTTP 302' });
  });
});

describe('what a status says', () => {
  const page = '<html></html>';
  const own = { success: false, error: '参数错误' };

  it.each([
    [400, 'Bad Request'],
    [404, 'Not Found'],
    [405, 'Method Not Allowed'],
    [413, 'Payload Too Large'],
    [414, 'URI Too Long'],
    [415, 'Unsupported Media Type'],
    [422, 'Unprocessable Entity'],
    [499, null],
  ])('%i without a reply of the text refuses this message; with one, that says what is wrong', (status, message) => {
    expect(read(page, 'parking', status)).toEqual({ kind: 'refused', code: `HTTP ${status}`, message });
    expect(read(own, 'parking', status)).toEqual({ kind: 'refused', code: 'success:false', message: '参数错误' });
  });

  it.each([401, 403, 407])('%i lets nothing of ours in, whatever stands below', (status) => {
    expect(read(page, 'parking', status)).toMatchObject({ kind: 'not-let-in', code: `HTTP ${status}` });
    expect(read(own, 'parking', status)).toMatchObject({ kind: 'not-let-in', message: '参数错误' });
  });

  it.each([408, 425, 429, 500, 502, 503, 504])('%i is about the moment, whatever stands below', (status) => {
    expect(read(page, 'parking', status)).toMatchObject({ kind: 'not-now', code: `HTTP ${status}` });
    expect(read({ success: true, result_code: 'success' }, 'parking', status)).toMatchObject({ kind: 'not-now' });
  });

  it('the words of a body are kept, though it is none of the text’s', () => {
    expect(read('{"status":404,"error":"no route"}', 'parking', 404)).toEqual({
      kind: 'refused',
      code: 'HTTP 404',
      message: 'no route',
    });
  });
});
