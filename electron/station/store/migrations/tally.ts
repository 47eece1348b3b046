/** Facts that a report counts by kind and reason: refusals, corrections, alarms, and what became of bookings. */
export const NOTED = [
  'refused',
  'corrected',
  'entry-supplied',
  'no-plate',
  'turned-away',
  'charge-refunded',
  'debt-ended',
  'unauthorised-passage',
  'opened-unknown',
  'control-hit',
  'cloned-plate',
  'illegal-parking',
  'barrier-fault',
  'payment-mismatch',
  'paid-twice',
  'platform-down',
  'report-parked',
  'message-rejected',
  'booking-confirmed',
  'booking-cancelled',
  'booking-released',
] as const;

const quoted = (kinds: readonly string[]): string => kinds.map((kind) => `'${kind}'`).join(', ');

/** The condition of the index `fact_noted`: a question that uses it says the same. */
export const isNoted = `kind IN (${quoted(NOTED)})`;

/** Openings that the rules did not make: the condition of the index `opening_by_person`. */
export const isByPerson = `cause IN ('override', 'by-hand', 'hold', 'push-button', 'remote', 'unknown')`;

/** Hours of Beijing since 1970, of an instant in UTC ms. */
const hourOf = (at: string): string => `((${at} + 28800000) / 3600000)`;
/** The first hour of a Beijing day: what is only told by day is kept under it. */
const dayOf = (at: string): string => `((${at} + 28800000) / 86400000 * 24)`;

/** Who came: what a car was let in as, in the order in which that is asked. */
const carClass = `CASE
    WHEN s.id IS NULL THEN 'unseen'
    WHEN s.order_no IS NOT NULL THEN 'shared'
    WHEN s.class = 'reserved' THEN 'reserved'
    WHEN s.card_kind = 'free' OR EXISTS (SELECT 1 FROM fact AS c WHERE c.arrival_id = f.arrival_id
      AND c.kind = 'control-hit' AND c.data ->> '$.strategy' = 'free') THEN 'free'
    WHEN s.card_kind = 'month' THEN 'card'
    ELSE 'other' END`;

const PASSES = ['entered', 'left', 'entry-supplied', 'unauthorised-passage'];
/** A passage that nobody allowed is a car that came or went where a stay says so, and else only an alarm. */
const isPass = `f.kind IN (${quoted(PASSES)}) AND (f.kind <> 'unauthorised-passage' OR s.id IS NOT NULL)`;
const way = `CASE WHEN f.kind = 'left' OR (f.kind = 'unauthorised-passage' AND f.lane_id = s.exit_id) THEN 'out' ELSE 'in' END`;

/** How long a car stood at the arm, s, in steps that a person would name: 5 s, 30 s, 5 min, 30 min. */
const WAITED = `(f.at - (SELECT min(p.at) FROM fact AS p WHERE p.arrival_id = f.arrival_id AND p.seq < f.seq)) / 1000`;
const waitStep = `CASE WHEN w < 60 THEN w / 5 * 5 WHEN w < 600 THEN w / 30 * 30 WHEN w < 3600 THEN w / 300 * 300
    ELSE min(w, 86400) / 1800 * 1800 END`;

/** Rows for the tally: hour, what, lane, who, a, b, n, gross, off, net. */
interface Count {
  /** Facts of these kinds are counted. */
  kinds: readonly string[];
  /** `f`: where the facts come from, under that name. */
  select: (f: string) => string;
}

const place = `coalesce(f.lane_id, ''), coalesce(f.who, '')`;
const one = '1, 0, 0, 0';
const stayOf = 'LEFT JOIN stay AS s ON s.id = f.stay_id';
const fen = (path: string): string => `coalesce(CAST(f.data ->> '$.${path}' AS INTEGER), 0)`;

/** What each fact adds to the tally. */
const counts: readonly Count[] = [
  {
    kinds: PASSES,
    select: (f) =>
      `SELECT ${hourOf('f.at')}, ${way}, ${place}, ${carClass}, '', ${one} FROM ${f} ${stayOf} WHERE ${isPass}`,
  },
  {
    kinds: ['entered', 'left'],
    select: (f) => `SELECT day, 'wait-' || way, lane, '', class, CAST(${waitStep} AS TEXT), 1, 0, 0, w FROM
      (SELECT ${dayOf('f.at')} AS day, ${way} AS way, coalesce(f.lane_id, '') AS lane, ${carClass} AS class, ${WAITED} AS w
       FROM ${f} ${stayOf} WHERE f.arrival_id IS NOT NULL) WHERE w >= 0`,
  },
  {
    kinds: ['entered'],
    // Five minutes are a step: before its time, within the first step of it, or later.
    select: (f) => `SELECT ${dayOf('f.at')}, 'late', coalesce(f.lane_id, ''), '',
      CASE WHEN f.at < b.from_at THEN 'early' WHEN f.at < b.from_at + 300000 THEN 'on-time' ELSE 'late' END,
      CAST(max(0, f.at - b.from_at) / 300000 * 5 AS TEXT), ${one}
      FROM ${f} JOIN stay AS s ON s.id = f.stay_id JOIN booking AS b ON b.code = s.booking_code`,
  },
  {
    kinds: NOTED,
    select: (f) => `SELECT ${hourOf('f.at')}, 'noted', ${place}, f.kind, coalesce(f.reason, ''), ${one} FROM ${f}`,
  },
  {
    kinds: ['charged'],
    select: (f) => `SELECT ${hourOf('f.at')}, 'charge', ${place}, coalesce(f.data ->> '$.payType', 'other'), '', 1,
      ${fen('receivable')}, ${fen('discount')}, ${fen('received')} FROM ${f}`,
  },
  {
    kinds: ['charged'],
    select: (f) => `SELECT ${hourOf('f.at')}, 'discount', ${place}, coalesce(d.channel, ''), d.type, 1, 0, d.amount, 0
      FROM ${f} JOIN charge_discount AS d ON d.charge_id = f.data ->> '$.chargeId' WHERE d.type <> 'none'`,
  },
  {
    kinds: ['charge-refunded'],
    select: (
      f,
    ) => `SELECT ${hourOf('f.at')}, 'refund', ${place}, coalesce(c.pay_type, 'other'), '', 1, 0, 0, ${fen('amount')}
      FROM ${f} LEFT JOIN charge AS c ON c.id = f.data ->> '$.chargeId'`,
  },
  {
    kinds: ['debt'],
    select: (f) => `SELECT ${hourOf('f.at')}, 'debt', ${place}, 'owed', '', 1, 0, 0, ${fen('amount')} FROM ${f}`,
  },
  {
    kinds: ['debt-ended'],
    select: (f) => `SELECT ${hourOf('f.at')}, 'debt', ${place}, coalesce(f.data ->> '$.state', 'paid'), '', 1, 0, 0,
      coalesce(d.amount, 0) FROM ${f} LEFT JOIN debt AS d ON d.stay_id = f.stay_id`,
  },
  {
    // What was paid at the exit for the time beyond an order is a charge already.
    kinds: ['order-paid'],
    select: (f) => `SELECT ${hourOf('f.at')}, 'order', ${place}, 'paid', '', 1, 0, 0, ${fen('amount')} FROM ${f}
      WHERE NOT EXISTS (SELECT 1 FROM overdue_order AS o JOIN charge AS c ON c.stay_id = o.stay_id
        WHERE o.overdue_no = f.data ->> '$.orderNo' AND c.order_no IS NOT NULL)`,
  },
  {
    kinds: ['refund-accepted'],
    select: (f) => `SELECT ${hourOf('f.at')}, 'order', ${place}, 'refunded', '', 1, 0, 0, ${fen('amount')} FROM ${f}`,
  },
  {
    kinds: ['payment-mismatch', 'paid-twice'],
    select: (f) => `SELECT ${hourOf('f.at')}, 'uncounted', ${place}, 'came', '', 1, 0, 0,
      coalesce(CAST(f.data ->> '$.paid' AS INTEGER), ${fen('amount')}) FROM ${f}`,
  },
  {
    // Of money that was never counted: what belongs to a charge is in its refund.
    kinds: ['payment-refunded'],
    select: (f) => `SELECT ${hourOf('f.at')}, 'uncounted', ${place}, 'returned', '', 1, 0, 0, ${fen('amount')} FROM ${f}
      WHERE NOT EXISTS (SELECT 1 FROM charge AS c WHERE c.trade_no = f.data ->> '$.tradeNo')`,
  },
];

/** What a person paid for a card. */
const cardMoney = (k: string): string => `SELECT ${hourOf('f.at')}, 'card', ${place}, coalesce(k.pay_type, 'other'), '',
  1, 0, 0, k.paid FROM ${k} JOIN fact AS f ON f.seq = k.fact_seq WHERE k.paid > 0`;
const raised = (o: string): string =>
  `SELECT ${hourOf('o.at')}, 'opening', o.lane_id, coalesce(o.who, ''), o.cause,
    CASE WHEN o.cause IN ('override', 'by-hand', 'hold') THEN coalesce(o.because, '') ELSE '' END, ${one} FROM ${o}`;
/** `again`: not the first car through an opening that is no hold. */
const through = (p: string): string => `SELECT ${hourOf('p.at')}, 'passage', p.lane_id, coalesce(o.who, ''),
  coalesce(o.cause, ''), CASE WHEN o.cause <> 'hold' AND EXISTS
    (SELECT 1 FROM passage AS e WHERE e.opening_id = p.opening_id AND e.id < p.id) THEN 'again' ELSE '' END, ${one}
  FROM ${p} LEFT JOIN opening AS o ON o.id = p.opening_id`;

const OPEN_SHIFT = `coalesce((SELECT id FROM shift WHERE state = 'open'), 0)`;
const count = (select: string, shift: string): string => `
  INSERT INTO tally (hour, what, lane, who, a, b, n, gross, off, net, shift)
    SELECT c.*, ${shift} FROM (${select}) AS c WHERE true
    ON CONFLICT DO UPDATE SET n = n + excluded.n, gross = gross + excluded.gross, off = off + excluded.off,
      net = CASE WHEN excluded.what IN ('wait-in', 'wait-out') THEN max(net, excluded.net) ELSE net + excluded.net END;`;

const newRow = (as: string, columns: readonly string[]): string =>
  `(SELECT ${columns.map((column) => `new.${column} AS ${column}`).join(', ')}) AS ${as}`;
const newFact = newRow('f', 'seq at kind lane_id arrival_id stay_id who reason data'.split(' '));
const newCardAct = newRow('k', ['fact_seq', 'paid', 'pay_type']);
const newOpening = newRow('o', ['at', 'lane_id', 'who', 'cause', 'because']);
const newPassage = newRow('p', ['id', 'at', 'lane_id', 'opening_id']);

/** By the store's own hand, so that nothing that is written is missing from a report, whatever writes it. */
export const tallyTriggers = [
  ...counts.map(
    ({ kinds, select }, index) => `CREATE TRIGGER tally_fact_${index + 1} AFTER INSERT ON fact
  WHEN new.kind IN (${quoted(kinds)}) BEGIN ${count(select(newFact), OPEN_SHIFT)} END;`,
  ),
  `CREATE TRIGGER tally_card AFTER INSERT ON card_act WHEN new.paid > 0 BEGIN ${count(cardMoney(newCardAct), OPEN_SHIFT)} END;`,
  `CREATE TRIGGER tally_opening AFTER INSERT ON opening BEGIN ${count(raised(newOpening), OPEN_SHIFT)} END;`,
  `CREATE TRIGGER tally_passage AFTER INSERT ON passage BEGIN ${count(through(newPassage), OPEN_SHIFT)} END;`,
  `CREATE TRIGGER inside_now AFTER INSERT ON fact
  WHEN new.kind IN (${quoted(PASSES)}) AND new.stay_id IS NOT NULL BEGIN
  INSERT INTO inside_hour (hour, peak, last)
    SELECT ${hourOf('new.at')}, n, n FROM (SELECT count(*) AS n FROM stay WHERE state = 'open') WHERE true
    ON CONFLICT DO UPDATE SET peak = max(peak, excluded.peak), last = excluded.last;
END;`,
].join('\n');

/** Rows that were there before the triggers, by their numbers: from `@from` on, before `@before`. */
const portionOf = (table: string, number: string, only = 'true'): string =>
  `(SELECT * FROM ${table} NOT INDEXED WHERE ${number} >= @from AND ${number} < @before AND ${only})`;

const moves = `SELECT f.seq AS seq, ${hourOf('f.at')} AS hour, CASE ${way} WHEN 'in' THEN 1 ELSE -1 END AS move
  FROM ${portionOf('fact', 'seq', `kind IN (${quoted(PASSES)})`)} AS f JOIN stay AS s ON s.id = f.stay_id`;

/**
 * What a portion of the rows from before adds, as the triggers would have: of no shift. A passage has the number of its fact,
 * and is counted with it. Portions are taken from the newest to the oldest; `@inside`: cars inside after the portion's last
 * fact, and `movesOf` says how many more those are than before its first.
 */
export const tallyOfPortion = {
  fact: [
    ...counts.map(({ kinds, select }) =>
      count(select(`${portionOf('fact', 'seq', `kind IN (${quoted(kinds)})`)} AS f`), '0'),
    ),
    count(through(`${portionOf('passage', 'id')} AS p`), '0'),
    // Of an hour that is there already the end was later.
    `INSERT INTO inside_hour (hour, peak, last)
      SELECT hour, n, n FROM (SELECT seq, hour, @inside + move - sum(move) OVER (ORDER BY seq DESC) AS n FROM (${moves}))
      WHERE true ORDER BY seq DESC ON CONFLICT DO UPDATE SET peak = max(peak, excluded.peak);`,
  ],
  opening: [count(raised(`${portionOf('opening', 'rowid')} AS o`), '0')],
  card_act: [count(cardMoney(`${portionOf('card_act', 'id')} AS k`), '0')],
} as const satisfies Record<string, readonly string[]>;

export const movesOf = `SELECT coalesce(sum(move), 0) FROM (${moves})`;
