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

describe('a driver who wants an invoice', () => {
  const page = 'https://tax.example/?no={orderNo}&fen={amount}';
  const takenOf = (chargeId: string): number | null => ({ C1: 1000, C2: 400, C3: 0 })[chargeId] ?? null;
  const wants = (order: { orderNo: string; paid?: number }) =>
    createDriverPages(book.ledger, openSharing(book), page, takenOf).invoice({ ...order, at: book.clock.now() });

  it('gets one by the receipt of the gate', () => {
    expect(wants({ orderNo: 'C1', paid: 1000 })).toEqual({ redirect: 'https://tax.example/?no=C1&fen=1000' });
  });

  it('gets one over what was not paid back since, and none when nothing is left', () => {
    expect(wants({ orderNo: 'C2', paid: 1000 })).toEqual({ redirect: 'https://tax.example/?no=C2&fen=400' });
    expect(wants({ orderNo: 'C3', paid: 1000 })).toMatchObject({ status: 409 });
    expect(wants({ orderNo: 'C9', paid: 1000 })).toMatchObject({ status: 404 });
  });

  it('gets none for a number that nobody knows and no receipt proves', () => {
    expect(wants({ orderNo: 'C1' })).toMatchObject({ status: 404 });
  });

  it('an order of the platform is worth what its own payments say, whatever a receipt says', () => {
    const sharing = openSharing(book);
    book.act((tx) => sharing.order(tx, orderOf('S1')));
    const pages = createDriverPages(book.ledger, sharing, page, () => 9000);
    expect(pages.invoice({ orderNo: 'S1', paid: 1000, at: book.clock.now() })).toMatchObject({ status: 409 });
  });
});
