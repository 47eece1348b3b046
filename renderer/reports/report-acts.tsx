import { FileExcelOutlined, FilePdfOutlined, FileTextOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Printed } from '../../electron/contract/printing.ts';
import type { Report } from '../../electron/contract/reports.ts';
import { usePreferences } from '../store/desk.tsx';
import { ReportPaper } from './report-paper.tsx';
import type { ReportJobStore } from './report-job.ts';
import { CSV_KEY, PDF_KEY, PRINT_KEY, XLSX_KEY } from './reports-keys.ts';

export type PaperTo = 'pdf' | 'printer';

/** What goes to paper now, and what became of the last. */
export interface Papers {
  going: PaperTo | null;
  came: Printed | null;
  send: (to: PaperTo) => void;
  done: (printed: Printed) => void;
}

export function usePapers(): Papers {
  const [{ going, came }, set] = useState<{ going: PaperTo | null; came: Printed | null }>({ going: null, came: null });
  const send = useCallback((to: PaperTo) => {
    set((now) => (now.going === null ? { going: to, came: null } : now));
  }, []);
  const done = useCallback((printed: Printed) => {
    set({ going: null, came: printed });
  }, []);
  return { going, came, send, done };
}

/** Takes a report along: as files, as a PDF, on paper. */
export function ReportActs({ report, job, papers }: { report: Report; job: ReportJobStore; papers: Papers }) {
  const { t } = useTranslation();
  const language = usePreferences((state) => state.language);
  const saved = useStore(job, (state) => state.saved);
  const act = (id: string, icon: ReactNode, letter: string, busy: boolean, run: () => void) => (
    <Button icon={icon} loading={busy} data-testid={`report-${id}`} onClick={run}>
      {t(`reports.act.${id}`)} <kbd>{letter}</kbd>
    </Button>
  );
  const saving = (kind: 'xlsx' | 'csv'): boolean => saved?.state === 'saving' && saved.kind === kind;
  return (
    <span className="lists-acts">
      {act('xlsx', <FileExcelOutlined />, XLSX_KEY, saving('xlsx'), () => void job.save('xlsx', language))}
      {act('csv', <FileTextOutlined />, CSV_KEY, saving('csv'), () => void job.save('csv', language))}
      {act('pdf', <FilePdfOutlined />, PDF_KEY, papers.going === 'pdf', () => papers.send('pdf'))}
      {act('printer', <PrinterOutlined />, PRINT_KEY, papers.going === 'printer', () => papers.send('printer'))}
      {papers.going !== null && <ReportPaper report={report} to={papers.going} onDone={papers.done} />}
    </span>
  );
}

/** What became of the last file or page. */
export function ReportSaid({ job, papers }: { job: ReportJobStore; papers: Papers }) {
  const { t } = useTranslation();
  const saved = useStore(job, (state) => state.saved);
  const { came } = papers;
  const said = ((): { ok: boolean; words: string } | null => {
    if (came !== null) {
      switch (came.outcome) {
        case 'done':
          return { ok: true, words: t(came.file === null ? 'reports.printed' : 'reports.saved', { file: came.file }) };
        case 'cancelled':
          return null;
        case 'failed':
          return { ok: false, words: t(`reports.paperFailed.${came.why}`) };
      }
    }
    switch (saved?.state) {
      case 'saving':
        return { ok: true, words: t('reports.making', { percent: Math.round(saved.share * 100) }) };
      case 'saved':
        return { ok: true, words: t('reports.offered') };
      case 'failed':
        return { ok: false, words: t([`reports.why.${saved.why}`, `error.${saved.why}`]) };
      case undefined:
        return null;
    }
  })();
  return (
    <span className="lists-said" role="status" data-ok={said?.ok} data-testid="report-said" title={said?.words}>
      {said?.words}
    </span>
  );
}
