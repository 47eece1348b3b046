import type { Report } from '../../../../electron/station/ledger/report.ts';
import { openEnds } from '../../ends/db4403.ts';
import type { Ends } from '../../ends/db4403.ts';
import { until } from '../../ends/waiting.ts';
import { outcome, unless } from '../../report/outcome.ts';
import type { Outcome } from '../../report/section.ts';
import { departuresFrom } from '../../standard/departures.ts';
import type { Interface } from '../../standard/db4403.ts';
import type { SuiteOptions } from '../options.ts';
import { SAMPLES } from '../samples/samples.ts';

/** Which interface tells a report of the domain. */
const TOLD_BY: Readonly<Record<Exclude<Report['kind'], 'picture'>, string>> = {
  entered: 'vehicleEnter',
  left: 'vehicleLeave',
  corrected: 'recordCorrection',
  charged: 'chargeRecord',
  counts: 'stallCount',
  stall: 'stallStatus',
  event: 'eventReport',
  priority: 'reservationPriority',
  lot: 'parkInfo',
  gate: 'gateInfo',
  'stall-info': 'stallInfo',
  'charge-standard': 'chargeStandard',
  business: 'businessConfig',
  plan: 'sharePlan',
  paid: 'payResult',
  overdue: 'overdueOrder',
  refunded: 'refundResult',
  'order-changed': 'orderChange',
};

interface ToldRow {
  seq: number;
  state: string;
  code: string | null;
  message: string | null;
  payload: string;
  createdAt: number;
  settledAt: number | null;
}

/**
 * What the station itself words: every kind of report of the domain, recorded as the station records it, sent and taken. No
 * payload may break its table, and none may be refused, whatever people, cameras and site files wrote into it.
 */
export async function runReporter({ transport, keys, interfaces, onSection }: SuiteOptions): Promise<void> {
  const ends = await openEnds({ name: 'reporter', transport, keys });
  try {
    for (const [kind, code] of Object.entries(TOLD_BY)) {
      const told = interfaces.find((each) => each.code === code);
      if (told === undefined) continue;
      const outcomes: Outcome[] = [];
      for (const [detail, report] of SAMPLES[kind as keyof typeof TOLD_BY]()) {
        outcomes.push(await tell(ends, told, detail, report));
      }
      const { clause, title, request, reply } = told;
      const tables = [request.number, reply.number];
      onSection({ standard: 'db4403', code, clause, title, direction: 'up', tables, transport, outcomes });
    }
  } finally {
    await ends.stop();
  }
}

async function tell({ lot, platform }: Ends, { request }: Interface, detail: string, report: Report): Promise<Outcome> {
  const newest = lot.db.prepare<[], ToldRow>(
    `SELECT seq, state, answer_code AS code, answer_message AS message, payload, created_at AS createdAt,
       settled_at AS settledAt
     FROM outbox ORDER BY seq DESC LIMIT 1`,
  );
  const before = { seq: newest.get()?.seq ?? 0, violations: platform.book.violations.length };
  lot.ledger.record((tx) => tx.report(report, null));
  await until(() => newest.get()?.state !== 'waiting');
  const row = newest.get();
  const departures = departuresFrom(request, row === undefined ? null : JSON.parse(row.payload));
  const violations = platform.book.violations.slice(before.violations);
  const trouble = [
    ...unless(row !== undefined && row.seq > before.seq, 'nothing was recorded'),
    ...unless(row?.state === 'acknowledged', 'not taken'),
    ...departures.map(({ field, fault }) => `table ${request.number}: ${field} ${fault}`),
    ...violations.map(({ message }) => message),
  ];
  const ms = row === undefined || row.settledAt === null ? null : row.settledAt - row.createdAt;
  const seen = `${row?.state} ${row?.code ?? ''} ${row?.message ?? ''}`.trim();
  return outcome({ kind: 'reporter', detail: `${report.kind}: ${detail}` }, '0', seen, trouble, ms);
}
