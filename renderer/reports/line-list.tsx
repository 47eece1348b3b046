import { Table } from 'antd';
import type { TableColumnType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReportLine } from '../../electron/contract/reports.ts';
import { Shot } from '../board/lane/shot.tsx';
import { dateTime } from '../clock/beijing.ts';
import type { Names } from './figures/names.ts';
import type { LineList as List } from './figures/table.ts';
import { detailWords, pictureOf } from './line-words.ts';

/** A screenful, and so many pictures at most are fetched at a time: each look at one leaves its line in the audit. */
const PAGE = 10;

/** Acts and alarms one by one, with their pictures. */
export function LineList({ list, names }: { list: List; names: Names }) {
  const { t } = useTranslation();
  const column = (
    key: string,
    width: number | undefined,
    render: (line: ReportLine) => React.ReactNode,
  ): TableColumnType<ReportLine> => ({
    key,
    title: t(`reports.column.${key}`),
    ...(width !== undefined && { width }),
    render: (_, line) => render(line),
  });
  const none = list.lines.every(({ image }) => image === null);
  return (
    <>
      <Table
        className="report-lines"
        size="small"
        tableLayout="fixed"
        rowKey={(line) => list.lines.indexOf(line)}
        dataSource={[...list.lines]}
        pagination={list.lines.length > PAGE ? { pageSize: PAGE, size: 'small', showSizeChanger: false } : false}
        columns={[
          column('at', 148, ({ at }) => dateTime(at).slice(5)),
          column('lane', 110, ({ laneId }) => (laneId === null ? '—' : names.lane(laneId))),
          column('plate', 116, ({ plate }) => (plate === null || plate === '' ? '—' : plate)),
          column('kind', 150, ({ kind }) => <strong>{names.kind(kind)}</strong>),
          column('reason', undefined, ({ reason }) => (reason === null ? '—' : names.reason(reason))),
          column('person', 100, ({ who }) => (who === null ? '—' : names.person(who))),
          column('detail', 210, (line) => detailWords(t, line, names)),
          ...(none
            ? []
            : [
                column('picture', 132, (line) => (
                  <div className="report-shot">
                    <Shot url={pictureOf(line)} title={line.plate ?? names.kind(line.kind)} label={null} none="—" />
                  </div>
                )),
              ]),
        ]}
        data-testid={`lines-${list.id}`}
      />
      {list.more > 0 && <p className="dim">{t('reports.moreInFile', { count: list.more })}</p>}
    </>
  );
}
