import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBook } from './booking/book.fixture.ts';
import type { Book } from './booking/book.fixture.ts';
import { openSharing, orderOf } from './booking/sharing.fixture.ts';
import { createDriverPages } from './driver-pages.ts';

let book: Book;
beforeEach(() => {
  book = openBook();
});
afterEach(() => book.end());

describe('a driver who comes back from paying', () => {
  /** What is shown to him where the order holds this address. */
  function comesBack(callbackUrl: string | null) {
    const sharing = openSharing(book);
    book.act((tx) => sharing.order(tx, orderOf('S1', { callbackUrl })));
    const pages = createDriverPages(book.ledger, sharing, null);
    return pages.payCallback({ orderNo: 'S1', ok: true, at: book.clock.now(), proof: 'result' });
  }

  it('goes on to where the order says', () => {
    const seconds = Math.floor(book.clock.now() / 1000);
    expect(comesBack('https://back.example/p?x=1')).toEqual({
      redirect: `https://back.example/p?x=1&orderNo=S1&timestamp=${seconds}&payResult=1`,
    });
    expect(book.told('paid')).toHaveLength(1);
  });

  it.each([null, 'https://', 'http://a b/'])('is told so where the order says %j, and has paid', (address) => {
    expect(comesBack(address)).toMatchObject({ status: 200 });
    expect(book.told('paid')).toHaveLength(1);
  });
});
