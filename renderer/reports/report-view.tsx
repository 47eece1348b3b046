import { CheckCircleFilled, WarningFilled } from '@ant-design/icons';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../electron/contract/reports.ts';
import { Chart } from '../charts/chart.tsx';
import { isEmpty } from '../charts/spec.ts';
import { dateTime } from '../clock/beijing.ts';
import { FigureTable } from './figure-table.tsx';
import { namesOf } from './figures/names.ts';
import type { Names } from './figures/names.ts';
import { keyFigures, periodWords, sectionsOf } from './figures/sections.ts';
import type { KeyFigure } from './figures/sections.ts';
import { hasNothing } from './figures/table.ts';
import type { Section } from './figures/table.ts';
import { LineList } from './line-list.tsx';
import './report-view.css';

interface ReportViewProps {
  report: Report;
  /** What stands under the openings that do not come out even. */
  odd?: ReactNode;
}

/** A report on the screen: its key figures, then section by section. */
export function ReportView({ report, odd }: ReportViewProps) {
  const { t } = useTranslation();
  const sections = useMemo(() => sectionsOf(t, report), [t, report]);
  const names = useMemo(() => namesOf(t, report), [t, report]);
  return (
    <div className="report-view" data-testid="report-view">
      <nav className="report-index" aria-label={t('reports.index')}>
        {sections.map(({ id, title, odd: isOdd }) => (
          <button
            key={id}
            type="button"
            onClick={() => document.getElementById(`report-${id}`)?.scrollIntoView({ block: 'start' })}
          >
            {title} {isOdd !== null && <WarningFilled aria-label={t('reports.oddMark')} />}
          </button>
        ))}
      </nav>
      <div
        className="report-pages"
        tabIndex={0}
        role="region"
        aria-label={t('reports.title')}
        data-testid="report-pages"
      >
        <header className="report-head">
          <h3>{periodWords(t, report)}</h3>
          <span className="dim">
            {t('reports.asked', { time: dateTime(report.askedAt) })} · {t('reports.hash')}{' '}
            <code title={report.sha256} data-testid="report-hash">
              {report.sha256.slice(0, 12)}
            </code>
          </span>
        </header>
        <Key figures={keyFigures(t, report)} />
        {sections.map((section) => (
          <SectionView key={section.id} section={section} names={names}>
            {section.id === 'openings' && section.odd !== null && odd}
          </SectionView>
        ))}
      </div>
    </div>
  );
}

function Key({ figures }: { figures: readonly KeyFigure[] }) {
  const { t } = useTranslation();
  return (
    <dl className="report-key" data-testid="report-key">
      {figures.map(({ id, words, value, odd }) => (
        <div key={id} data-odd={odd}>
          <dt>{words}</dt>
          <dd data-testid={`key-${id}`}>
            {odd && <WarningFilled aria-label={t('reports.oddMark')} />} {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function SectionView({ section, names, children }: { section: Section; names: Names; children: ReactNode }) {
  const { t } = useTranslation();
  const { id, title, charts, tables, list, note, odd } = section;
  const nothing = hasNothing(section);
  return (
    <section className="report-section" id={`report-${id}`} data-testid={`section-${id}`}>
      <h2>{title}</h2>
      {id === 'openings' && !nothing && (
        <p className="report-odd" data-well={odd === null} data-testid="openings-verdict">
          {odd === null ? <CheckCircleFilled aria-hidden /> : <WarningFilled aria-hidden />} {odd ?? t('reports.well')}
        </p>
      )}
      {nothing ? (
        <p className="dim">{t('reports.nothing')}</p>
      ) : (
        <>
          {note !== null && <p className="dim report-note">{note}</p>}
          <div className="report-figures" data-charts={charts.length > 0}>
            {charts
              .filter((chart) => !isEmpty(chart))
              .map((chart) => (
                <Chart key={chart.label} spec={chart} />
              ))}
            <div className="report-tables">
              {tables
                .filter(({ rows }) => rows.length > 0)
                .map((table) => (
                  <FigureTable key={table.id} table={table} paged />
                ))}
            </div>
          </div>
          {list !== null && list.lines.length > 0 && <LineList list={list} names={names} />}
        </>
      )}
      {children}
    </section>
  );
}
