import { Empty, Spin, Table } from 'antd';
import type { TableColumnType } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { FoundFile, FoundFiles, FoundReport, SyncPlatformView } from '../../electron/contract/sync.ts';
import { exactTime, shortTime } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import { useDesk, useSync } from '../store/desk.tsx';
import { Answer } from './report-table.tsx';
import { searchText } from './sync-state.ts';
import { useRowInSight } from '../tables/use-row-in-sight.ts';
import { interfaceWord } from './words.ts';

/** Heads what was reported of one stay or order. */
type FileRow = { row: 'file'; file: FoundFile };
type Row = FileRow | ({ row: 'report' } & FoundReport);
type Column = TableColumnType<Row>;

const COLUMNS = 7;

/** What the search found: the reports of each stay or order under what is known of it. */
export function FoundTable() {
  const { t } = useTranslation();
  const { store } = useDesk().sync;
  const now = useNow();
  const asked = useSync((state) => searchText(state) !== null);
  const text = useSync((state) => state.search);
  const found = useSync((state) => state.found);
  const selected = useSync((state) => state.selected);
  const platforms = useSync((state) => state.view?.platforms);
  useRowInSight(selected);
  if (!asked) return <Empty className="lists-wait" description={t('sync.search.hint')} data-testid="search-hint" />;
  if (found === null) return <Spin className="lists-wait" data-testid="list-loading" />;
  if (found.files.length === 0) {
    return (
      <Empty
        className="lists-wait"
        description={t('sync.search.none', { text: text.trim() })}
        data-testid="list-empty"
      />
    );
  }
  return (
    <>
      <Table
        rowKey={(row) => (row.row === 'file' ? row.file.key : row.item.seq)}
        size="small"
        pagination={false}
        tableLayout="fixed"
        dataSource={rowsOf(found)}
        columns={columnsOf(t, platforms ?? [], now)}
        rowClassName={(row) => (row.row === 'file' ? 'found-file' : row.item.seq === selected ? 'row-selected' : '')}
        onRow={(row) =>
          row.row === 'file'
            ? { 'data-testid': 'found-file' }
            : {
                'data-testid': `report-${row.item.seq}`,
                'aria-selected': row.item.seq === selected,
                onClick: () => {
                  store.select(row.item.seq);
                  store.show({ kind: 'detail', item: row.item });
                },
              }
        }
      />
      {found.more && <p className="found-more dim">{t('sync.search.more')}</p>}
    </>
  );
}

const rowsOf = ({ files }: FoundFiles): Row[] =>
  files.flatMap((file): Row[] => [
    { row: 'file', file },
    ...file.reports.map((report): Row => ({ row: 'report', ...report })),
  ]);

function columnsOf(t: TFunction, platforms: readonly SyncPlatformView[], now: number): Column[] {
  const kindOf = (id: string) => platforms.find(({ platform }) => platform.id === id)?.platform.kind ?? 'db4403';
  const column = (
    key: string,
    width: number | undefined,
    render: (report: FoundReport) => React.ReactNode,
  ): Column => ({
    key,
    title: t(`sync.column.${key}`),
    ellipsis: true,
    ...(width !== undefined && { width }),
    onCell: (row) => (row.row === 'file' ? { colSpan: 0 } : {}),
    render: (_, row) => (row.row === 'file' ? null : render(row)),
  });
  const first = column('createdAt', 132, ({ item }) => exactTime(item.createdAt, now));
  return [
    {
      ...first,
      onCell: (row) => (row.row === 'file' ? { colSpan: COLUMNS } : {}),
      render: (value, row, index) =>
        row.row === 'file' ? <FileHead file={row.file} kindOf={kindOf} /> : first.render?.(value, row, index),
    },
    column('platform', 140, ({ platform }) => t(`platform.${kindOf(platform)}`)),
    column('interface', 150, ({ item }) => <strong>{interfaceWord(t, item.interface)}</strong>),
    column('state', 100, ({ item: { state } }) => (
      <span className={state === 'parked' ? 'tone-ask' : ''}>{t(`sync.tab.${state}`)}</span>
    )),
    column('settledAt', 132, ({ item: { settledAt } }) => (settledAt === null ? '—' : exactTime(settledAt, now))),
    column('answer', undefined, ({ platform, item }) => <Answer kind={kindOf(platform)} item={item} />),
    column('attempts', 90, ({ item }) => item.attempts),
  ];
}

interface FileHeadProps {
  file: FoundFile;
  kindOf: (platform: string) => 'db4403' | 'citybrain';
}

function FileHead({ file: { key, stay, numbers }, kindOf }: FileHeadProps) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <span className="found-head">
      <strong>{stay?.plate ?? key}</strong>
      {stay !== null && (
        <span>
          {shortTime(stay.enteredAt, now)} –{' '}
          {stay.leftAt === null ? t('sync.search.inside') : shortTime(stay.leftAt, now)}
        </span>
      )}
      {numbers.map(({ platform, ours, theirs }) => (
        <span key={platform} className="found-numbers" data-testid={`numbers-${platform}`}>
          {t(`platform.${kindOf(platform)}`)} {t('sync.search.theirs')} <code>{theirs ?? t('sync.search.notYet')}</code>{' '}
          {t('sync.search.ours')} <code>{ours}</code>
        </span>
      ))}
    </span>
  );
}
