import { Empty, Spin, Table } from 'antd';
import type { TableColumnType } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { PlatformView } from '../../electron/contract/board.ts';
import type { ReportItemView } from '../../electron/contract/sync.ts';
import { elapsed, exactTime } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import { useDesk, useSync } from '../store/desk.tsx';
import { isSlow } from './late.ts';
import { shownPlatform } from './sync-state.ts';
import type { List } from './sync-state.ts';
import { useRowInSight } from '../tables/use-row-in-sight.ts';
import { answerWords, behindWord, interfaceWord, lastedWords } from './words.ts';

type Column = TableColumnType<ReportItemView>;

/** One page of a list of reports. */
export function ReportTable({ list }: { list: List }) {
  const { t } = useTranslation();
  const { store } = useDesk().sync;
  const now = useNow();
  const page = useSync((state) => state.page);
  const selected = useSync((state) => state.selected);
  const only = useSync((state) => state.interface);
  const kind = useSync((state) => shownPlatform(state)?.platform.kind ?? 'db4403');
  useRowInSight(selected);
  if (page === null) return <Spin className="lists-wait" data-testid="list-loading" />;
  if (page.items.length === 0) {
    const empty = only === null ? t(`sync.empty.${list}`) : t('sync.empty.filtered', { name: interfaceWord(t, only) });
    return <Empty className="lists-wait" description={empty} data-testid="list-empty" />;
  }
  return (
    <Table
      rowKey="seq"
      size="small"
      pagination={false}
      tableLayout="fixed"
      dataSource={page.items}
      columns={columnsOf(t, list, kind, now)}
      rowClassName={({ seq }) => (seq === selected ? 'row-selected' : '')}
      onRow={(item) => ({
        'data-testid': `report-${item.seq}`,
        'aria-selected': item.seq === selected,
        onClick: () => {
          store.select(item.seq);
          store.show({ kind: 'detail', item });
        },
      })}
    />
  );
}

function columnsOf(t: TFunction, list: List, kind: PlatformView['kind'], now: number): Column[] {
  const column = (key: string, width: number | undefined, render: NonNullable<Column['render']>): Column => ({
    key,
    title: t(`sync.column.${key}`),
    render,
    ellipsis: true,
    ...(width !== undefined && { width }),
  });
  const createdAt = column('createdAt', 132, (_, item: ReportItemView) => exactTime(item.createdAt, now));
  const about = [
    column('interface', 150, (_, item: ReportItemView) => <strong>{interfaceWord(t, item.interface)}</strong>),
    column('subject', 170, (_, { subject }: ReportItemView) => subject ?? '—'),
  ];
  const answer = column('answer', undefined, (_, item: ReportItemView) => <Answer kind={kind} item={item} />);
  const attempts = column('attempts', 90, (_, item: ReportItemView) => item.attempts);
  switch (list) {
    case 'parked':
      return [
        createdAt,
        ...about,
        answer,
        attempts,
        column('behind', 100, (_, item: ReportItemView) => <Behind item={item} />),
      ];
    case 'waiting':
      return [
        createdAt,
        column('waited', 110, (_, item: ReportItemView) => elapsed(item.createdAt, now)),
        ...about,
        answer,
        attempts,
      ];
    case 'acknowledged':
      return [
        createdAt,
        ...about,
        column('took', 110, (_, item: ReportItemView) => <Took item={item} />),
        answer,
        attempts,
      ];
    case 'dismissed':
      return [
        createdAt,
        ...about,
        column('dismissedBy', 230, (_, { dismissed }: ReportItemView) =>
          dismissed === null ? '—' : `${dismissed.who} ${exactTime(dismissed.at, now)}`,
        ),
        column('because', undefined, (_, { dismissed }: ReportItemView) => (
          <strong>{dismissed?.because ?? '—'}</strong>
        )),
        answer,
      ];
  }
}

export function Answer({ kind, item }: { kind: PlatformView['kind']; item: ReportItemView }) {
  const { t } = useTranslation();
  const words = answerWords(t, kind, item);
  if (item.code === null && words === '') return <span className="dim">{t('sync.noAnswer')}</span>;
  return (
    <span title={words}>
      {item.code !== null && <code className="answer-code">{item.code}</code>} {words}
    </span>
  );
}

function Behind({ item: { behind } }: { item: ReportItemView }) {
  return behind === 0 ? <span className="dim">0</span> : <strong className="tone-ask">{behindWord(behind)}</strong>;
}

function Took({ item }: { item: ReportItemView }) {
  const { t } = useTranslation();
  if (item.settledAt === null) return '—';
  const ms = Math.max(0, item.settledAt - item.createdAt);
  return <span className={isSlow(ms) ? 'tone-ask' : ''}>{lastedWords(t, ms)}</span>;
}
