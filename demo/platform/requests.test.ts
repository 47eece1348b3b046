import { expect, test } from 'vitest';
import { answer } from './envelope.ts';
import { openRequests } from './requests.ts';

const reply = (code: number, data: object[]) => Buffer.from(answer(code, '', data, Date.UTC(2025, 5, 1)));
const fine = { code: 0, message: '成功' };
const WAIT_MS = 60_000;

test('an answer goes to the request whose object it names, in whatever order they come', async () => {
  const requests = openRequests();
  const first = requests.wait('requestBookStall', [{ bookCode: 'B1' }], WAIT_MS);
  const second = requests.wait('requestBookStall', [{ bookCode: 'B2' }], WAIT_MS);
  requests.settle('requestBookStall', reply(0, [{ bookCode: 'B2', ...fine }]));
  requests.settle('requestBookStall', reply(0, [{ bookCode: 'B1', ...fine }]));
  expect(await second).toMatchObject({ item: { bookCode: 'B2' } });
  expect(await first).toMatchObject({ item: { bookCode: 'B1' } });
});

test('one that names nothing, or says that nothing could be read, is the oldest one’s', async () => {
  const requests = openRequests();
  const [first, second] = [1, 2].map((n) => requests.wait('shareOrder', [{ orderNo: `O${n}` }], WAIT_MS));
  requests.settle('shareOrder', reply(0, [{ ...fine, miniAppId: 3, payUrl: 'https://pay/1' }]));
  requests.settle('shareOrder', reply(8, []));
  expect(await first).toMatchObject({ item: { payUrl: 'https://pay/1' }, violations: [] });
  expect(await second).toMatchObject({ answered: true, code: 8, item: null });
});

test('a batch has an answer for each object, by place or by name', async () => {
  const requests = openRequests();
  const asked = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
  const answered = requests.wait('vehicleControl', asked, WAIT_MS);
  requests.settle('vehicleControl', reply(1, [{ id: 'c', ...fine }, { code: 1100 }, { id: 'a', ...fine }]));
  const { items } = (await answered) as { items: unknown[] };
  expect(items).toEqual([{ id: 'a', ...fine }, { code: 1100 }, { id: 'c', ...fine }]);
});

test('an answer of success that leaves objects out is named', async () => {
  const requests = openRequests();
  const answered = requests.wait('coupon', [{ couponNo: 'C1' }, { couponNo: 'C2' }], WAIT_MS);
  requests.settle('coupon', reply(0, [{ couponNo: 'C1', ...fine }]));
  expect(await answered).toMatchObject({
    items: [{ couponNo: 'C1' }, null],
    violations: [{ code: 4, table: 3, field: 'data' }],
  });
});

test('nobody waits for an answer about something else, or for none at all', async () => {
  const requests = openRequests();
  const answered = requests.wait('requestBookStall', [{ bookCode: 'B1' }], WAIT_MS);
  expect(requests.settle('requestBookStall', reply(0, [{ bookCode: 'B9', ...fine }]))).toBeNull();
  expect(requests.settle('confirmBookStall', reply(0, [{ bookCode: 'B1', ...fine }]))).toBeNull();
  expect(requests.settle('requestBookStall', Buffer.from('<html>'))).toBeNull();
  requests.giveUp('over');
  expect(await answered).toEqual({ answered: false, reason: 'over' });
});

test('bytes that may be anything are answered by whatever names nothing that is known', async () => {
  const requests = openRequests();
  const named = requests.wait('requestBookStall', [{ bookCode: 'B1' }], WAIT_MS);
  const anything = requests.wait('requestBookStall', null, WAIT_MS);
  requests.settle('requestBookStall', reply(4, [{ bookCode: 'B9', code: 4, message: 'carNo' }]));
  expect(await anything).toMatchObject({ item: { bookCode: 'B9' } });
  requests.giveUp('over');
  expect(await named).toMatchObject({ answered: false });
});

test('after its time an answer is none', async () => {
  const requests = openRequests();
  expect(await requests.wait('coupon', [{ couponNo: 'C1' }], 1)).toEqual({
    answered: false,
    reason: 'no answer within 1 ms',
  });
});
