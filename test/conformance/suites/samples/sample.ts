import type { Report, ReportOf } from '../../../../electron/station/ledger/report.ts';

/** One report of the domain, and what is special about it. */
export type Sample<K extends Report['kind'] = Report['kind']> = readonly [detail: string, report: ReportOf<K>];

/** What the station tells, kind by kind: the plainest, and what people, cameras and site files make of it. */
export type Samples = { readonly [K in Report['kind']]: () => Sample<K>[] };
