import { WarningFilled } from '@ant-design/icons';
import { Pagination } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cellWords, isNumber, isTime } from './figures/table.ts';
import type { Cell, Column, FigureTable as Table } from './figures/table.ts';

/** Longer tables are turned page by page on the screen; on paper they run on. */
const PAGE = 50;
/** A shorter one is not torn apart on paper. */
const SHORT = 14;

/** The numbers of a report as a table, alike on the screen and on paper. */
export function FigureTable({ table, paged }: { table: Table; paged: boolean }) {
  const { t } = useTranslation();
  const [page, setPage] = useState(1);
  const { columns, rows, total, title } = table;
  const turns = paged && rows.length > PAGE;
  const shown = turns ? rows.slice((page - 1) * PAGE, page * PAGE) : rows;
  const name = title ?? t(`reports.section.${table.id}`, { defaultValue: '' });
  return (
    <>
      {title !== null && <h3>{title}</h3>}
      {/* Reached by Tab, so that arrows scroll a table that is longer than its room. */}
      <div className="figure-room" tabIndex={paged ? 0 : undefined} role="group" aria-label={name}>
        <table className="figure-table" data-short={rows.length <= SHORT} data-testid={`figures-${table.id}`}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.title} scope="col" data-number={isNumber(column.kind)}>
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ cells, odd = false }, n) => (
              <tr key={`${page}-${n}`} data-odd={odd}>
                <Cells columns={columns} cells={cells} odd={odd} />
              </tr>
            ))}
          </tbody>
          {total !== null && rows.length > 1 && (
            <tfoot>
              <tr>
                <Cells columns={columns} cells={total} odd={false} />
              </tr>
            </tfoot>
          )}
        </table>
      </div>
      {turns && (
        <Pagination
          size="small"
          current={page}
          pageSize={PAGE}
          total={rows.length}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
    </>
  );
}

function Cells({ columns, cells, odd }: { columns: readonly Column[]; cells: readonly Cell[]; odd: boolean }) {
  const { t } = useTranslation();
  return columns.map(({ title, kind }, n) => {
    const words = cellWords(t, kind, cells[n] ?? null);
    if (n === 0)
      return (
        <th key={title} scope="row" data-time={isTime(kind)}>
          {odd && <WarningFilled aria-label={t('reports.oddMark')} />} {words}
        </th>
      );
    return (
      <td key={title} data-number={isNumber(kind)} data-time={isTime(kind)}>
        {words}
      </td>
    );
  });
}
