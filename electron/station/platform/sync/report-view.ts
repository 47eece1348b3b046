import type { ReportItemView } from '../../../contract/sync.ts';
import type { ListedItem, ListedState } from '../outbox/contract.ts';
import type { Payload, ReportForm } from './contract.ts';
import type { Dismissal } from './dismissals.ts';
import { fieldViews } from './fields.ts';

/** A report that is still of interest: one that a newer state made moot is not. */
export type LiveItem = ListedItem & { state: ListedState };

export const isLive = (item: ListedItem): item is LiveItem => item.state !== 'superseded';

/** One report as a person sees it. */
export function reportView(form: ReportForm, item: LiveItem, dismissed: Dismissal | null): ReportItemView {
  const payload = payloadOf(item);
  return {
    seq: item.seq,
    interface: item.interface,
    state: item.state,
    subject: form.subject(item.interface, payload),
    createdAt: item.createdAt,
    sentAt: item.sentAt,
    settledAt: item.settledAt,
    attempts: item.attempts,
    code: item.code,
    message: item.message,
    fields: fieldViews(form.columns(item.interface), payload, item.message),
    behind: item.behind,
    dismissed,
  };
}

/** What was recorded is JSON of an object: our own reporters made it. */
export const payloadOf = ({ payload }: ListedItem): Payload => JSON.parse(payload) as Payload;
