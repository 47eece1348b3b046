import { randomBytes, randomInt } from 'node:crypto';

/** A trade as the cashier keeps it. Fen, UTC ms. */
export interface Trade {
  outTradeNo: string;
  tradeNo: string;
  status: 'WAIT_BUYER_PAY' | 'TRADE_SUCCESS' | 'TRADE_CLOSED';
  /** What was asked for. */
  asked: number;
  /** What was taken. */
  taken: number;
  paidAt: number | null;
  refunds: Map<string, number>;
  /** It was ended after it had been paid, and all went back. */
  returned: boolean;
}

/** A driver's phone: whether it pays when it is charged. `asks`: only after `agree`. */
export interface Phone {
  code: string;
  does: 'pays' | 'asks' | 'refuses';
}

/** All trades, and what drivers do with their phones. */
export interface Trades {
  readonly all: ReadonlyMap<string, Trade>;
  /** Codes that were made to be scanned, by what they say → our number of the trade. */
  readonly shown: ReadonlyMap<string, { outTradeNo: string; amount: number }>;
  /** A phone with a new code on its screen. */
  phone(does?: Phone['does']): Phone;
  phoneOf(code: string): Phone | null;
  /** A code was asked for; the same again says the same. The trade begins when it is scanned. */
  offer(outTradeNo: string, amount: number): string;
  /** A driver scans a code and pays, or looks at it and pays not. RangeError: no such code, or it is over. */
  scanQr(qr: string, pays?: boolean): Trade;
  begin(outTradeNo: string, amount: number): Trade;
  pay(trade: Trade): void;
  /** A driver who was asked agrees, or refuses. */
  agree(outTradeNo: string, agrees?: boolean): void;
  /** Ends a trade: what was paid goes back. A code that nobody scanned is void; null: nothing is known of this number. */
  close(outTradeNo: string): { trade: Trade | null; returned: boolean } | null;
  /** What the lot has of all this, fen. */
  held(): number;
}

export interface TradeRules {
  now(): number;
  /** What is taken in place of what was asked, fen; null: that. */
  takes(): number | null;
}

export const backOf = ({ refunds }: Trade): number => [...refunds.values()].reduce((sum, each) => sum + each, 0);

export function openTrades({ now, takes }: TradeRules): Trades {
  const all = new Map<string, Trade>();
  const phones = new Map<string, Phone>();
  const shown = new Map<string, { outTradeNo: string; amount: number }>();

  function begin(outTradeNo: string, asked: number): Trade {
    const tradeNo = `2026${randomBytes(12).toString('hex').toUpperCase()}`;
    const trade: Trade = {
      ...{ outTradeNo, tradeNo, asked, status: 'WAIT_BUYER_PAY', taken: 0, paidAt: null, returned: false },
      refunds: new Map(),
    };
    all.set(outTradeNo, trade);
    return trade;
  }

  function pay(trade: Trade): void {
    if (trade.status !== 'WAIT_BUYER_PAY') throw new RangeError(`${trade.outTradeNo} is ${trade.status}`);
    trade.status = 'TRADE_SUCCESS';
    trade.taken = takes() ?? trade.asked;
    trade.paidAt = now();
  }

  function mustFind(outTradeNo: string): Trade {
    const trade = all.get(outTradeNo);
    if (!trade) throw new RangeError(`no trade ${outTradeNo}`);
    return trade;
  }

  return {
    all,
    shown,
    phone(does = 'pays') {
      const code = `28${Array.from({ length: 16 }, () => randomInt(10)).join('')}`;
      const phone = { code, does };
      phones.set(code, phone);
      return phone;
    },
    phoneOf: (code) => phones.get(code) ?? null,
    offer(outTradeNo, amount) {
      const before = [...shown].find(([, offer]) => offer.outTradeNo === outTradeNo);
      if (before) return before[0];
      const qr = `https://qr.example/${randomBytes(8).toString('hex')}`;
      shown.set(qr, { outTradeNo, amount });
      return qr;
    },
    scanQr(qr, pays = true) {
      const offer = shown.get(qr);
      if (!offer) throw new RangeError(`no code ${qr}`);
      const trade = all.get(offer.outTradeNo) ?? begin(offer.outTradeNo, offer.amount);
      if (pays) pay(trade);
      return trade;
    },
    begin,
    pay,
    agree(outTradeNo, agrees = true) {
      const trade = mustFind(outTradeNo);
      if (agrees) pay(trade);
      else trade.status = 'TRADE_CLOSED';
    },
    close(outTradeNo) {
      const trade = all.get(outTradeNo) ?? null;
      const offered = [...shown].filter(([, offer]) => offer.outTradeNo === outTradeNo);
      for (const [qr] of offered) shown.delete(qr);
      if (!trade) return offered.length > 0 ? { trade, returned: false } : null;
      if (trade.status === 'TRADE_SUCCESS') trade.returned = true;
      trade.status = 'TRADE_CLOSED';
      return { trade, returned: trade.returned };
    },
    held: () => [...all.values()].reduce((sum, trade) => sum + (trade.returned ? 0 : trade.taken - backOf(trade)), 0),
  };
}
