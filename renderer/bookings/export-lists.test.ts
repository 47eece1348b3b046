import { expect, it } from 'vitest';
import { bookingOf, figures } from '../preview/bookings-fixtures.ts';
import { bookingPageOf, bookingsSceneOf } from '../preview/bookings-scenes.ts';
import { fakeBridge } from '../preview/fake-bridge.ts';
import { sceneOf } from '../preview/scenes.ts';
import { createLanguages } from '../language/languages.ts';
import { EMPTY, rowsOf } from './bookings-state.ts';
import type { Page } from './bookings-state.ts';
import { allRows, tableOf } from './export-lists.ts';

const at = Date.UTC(2024, 10, 21, 1, 41, 27);
const { t } = createLanguages('en');

it('a table has all lines of the day from its beginning, wherever the page lies', async () => {
  const day = Array.from({ length: 250 }, (_, index) => bookingOf(at, `b${index}`, { from: at + index * 1000 }));
  const bridge = fakeBridge(sceneOf('3', at));
  const scene = bookingsSceneOf('bookings-day', at) ?? expect.fail();
  bridge.bookings = { ...scene, list: (query) => bookingPageOf(day, query) };
  const place = { from: at + 150_000, code: 'b150' };
  const page: Page = { tab: 'bookings', ...bookingPageOf(day, { day: '', where: { kind: 'at', place } }) };
  const found = await allRows(bridge, { ...EMPTY, figures: figures(at), page }, at);
  if (typeof found === 'string') throw new Error(found);
  expect(found.cut).toBe(false);
  expect(found.rows.map(({ line }) => line)).toEqual(day);
});

it('each thing that any line says is a column', () => {
  const stay = { enteredAt: at, entrance: 'East', leftAt: null, exit: null };
  const items = [bookingOf(at, 'b1'), bookingOf(at, 'b2', { state: 'used', stay })];
  const table = tableOf(t, rowsOf({ tab: 'bookings', items, earlier: false, later: false }), at);
  const [head, first, second] = table;
  const entered = head?.indexOf('Entered') ?? -1;
  expect(head?.slice(0, 3)).toEqual(['Plate', 'Standing', 'Booking code']);
  expect([first?.[entered], second?.[entered]]).toEqual([null, '2024-11-21 09:41:27 East']);
});
