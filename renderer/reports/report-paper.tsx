import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Printed } from '../../electron/contract/printing.ts';
import type { Report } from '../../electron/contract/reports.ts';
import { PaperChart } from '../charts/chart.tsx';
import { isEmpty } from '../charts/spec.ts';
import { dateTime } from '../clock/beijing.ts';
import { Paper } from '../print/paper.tsx';
import { printPage } from '../print/print.ts';
import { useDesk, useSession } from '../store/desk.tsx';
import { FigureTable } from './figure-table.tsx';
import { periodName } from './figures/hours.ts';
import { namesOf } from './figures/names.ts';
import type { Names } from './figures/names.ts';
import { keyFigures, periodWords, sectionsOf } from './figures/sections.ts';
import { hasNothing } from './figures/table.ts';
import type { LineList, Section } from './figures/table.ts';
import { detailWords } from './line-words.ts';
import './report-paper.css';

/** The paper has so many lines of each list; the spreadsheet has all. */
const MOST_LINES = 60;

interface ReportPaperProps {
  report: Report;
  to: 'pdf' | 'printer';
  onDone: (printed: Printed) => void;
}

/** A report on paper, there only while it is printed. `onDone` is one function for the whole of it. */
export function ReportPaper({ report, to, onDone }: ReportPaperProps) {
  const { t } = useTranslation();
  const { bridge } = useDesk();
  const asked = useSession(({ view }) => view?.session.person?.name ?? '');
  const sections = useMemo(() => sectionsOf(t, report), [t, report]);
  const names = useMemo(() => namesOf(t, report), [t, report]);
  const title = t(report.figures.period.by === 'shift' ? 'reports.paper.shift' : 'reports.paper.title');
  useEffect(() => {
    let wanted = true;
    const name = `${report.lot.name}-${title}-${periodName(report)}`;
    const foot = t('reports.paper.foot', { title, period: periodName(report), hash: report.sha256.slice(0, 12) });
    // Letters first: a page that is printed before its font is there is laid out in another one.
    void document.fonts.ready
      .then(() => printPage(bridge, { name, to, foot }))
      .then((printed) => {
        if (wanted) onDone(printed);
      });
    return () => {
      wanted = false;
    };
  }, [bridge, report, to, title, t, onDone]);
  const signs = report.figures.period.by === 'shift' ? ['from', 'to', 'supervisor'] : ['made', 'checked', 'supervisor'];
  return (
    <Paper
      title={title}
      facts={[
        [t('reports.paper.lot'), `${report.lot.name} · ${report.lot.desk}`],
        [t('reports.paper.period'), periodWords(t, report)],
        [t('reports.paper.asked'), dateTime(report.askedAt)],
        [t('reports.paper.by'), asked],
      ]}
      signs={signs.map((sign) => t(`reports.paper.sign.${sign}`))}
      dated={t('reports.paper.date')}
      end={
        <p className="report-hash">
          {t('reports.paper.hash')} {report.sha256}
        </p>
      }
    >
      <dl className="paper-key">
        {keyFigures(t, report).map(({ id, words, value, odd }) => (
          <div key={id}>
            <dt>{words}</dt>
            <dd>
              {odd && '! '}
              {value}
            </dd>
          </div>
        ))}
      </dl>
      {sections.map((section) => (
        <PaperSection key={section.id} section={section} names={names} />
      ))}
    </Paper>
  );
}

function PaperSection({ section, names }: { section: Section; names: Names }) {
  const { t } = useTranslation();
  const { title, charts, tables, list, note, odd } = section;
  if (hasNothing(section))
    return (
      <section className="paper-whole">
        <h2>{title}</h2>
        <p>{t('reports.nothing')}</p>
      </section>
    );
  return (
    <section>
      {/* A heading stays with what it is of. */}
      <div className="paper-whole">
        <h2>{title}</h2>
        {odd !== null && <p className="paper-odd">! {odd}</p>}
        {note !== null && <p>{note}</p>}
        {charts
          .filter((chart) => !isEmpty(chart))
          .map((chart) => (
            <PaperChart key={chart.label} spec={chart} />
          ))}
      </div>
      {tables
        .filter(({ rows }) => rows.length > 0)
        .map((table) => (
          <FigureTable key={table.id} table={table} paged={false} />
        ))}
      {list !== null && list.lines.length > 0 && <PaperLines list={list} names={names} />}
    </section>
  );
}

function PaperLines({ list, names }: { list: LineList; names: Names }) {
  const { t } = useTranslation();
  const shown = list.lines.slice(0, MOST_LINES);
  const left = list.lines.length - shown.length + list.more;
  const heads = ['at', 'lane', 'plate', 'kind', 'reason', 'person', 'detail'];
  return (
    <>
      <table className="paper-lines">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(`reports.column.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((line, n) => (
            <tr key={n}>
              <td data-time>{dateTime(line.at).slice(5)}</td>
              <td>{line.laneId === null ? '' : names.lane(line.laneId)}</td>
              <td>{line.plate}</td>
              <td>{names.kind(line.kind)}</td>
              <td>{line.reason === null ? '' : names.reason(line.reason)}</td>
              <td>{line.who === null ? '' : names.person(line.who)}</td>
              <td>{detailWords(t, line, names)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && <p>{t('reports.moreInFile', { count: left })}</p>}
    </>
  );
}
