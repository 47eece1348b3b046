import { FilePdfOutlined, PrinterOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AcceptanceRun } from '../../electron/contract/acceptance.ts';
import { dateTime } from '../clock/beijing.ts';
import type { Printed } from '../../electron/contract/printing.ts';
import { printPage } from '../print/print.ts';
import { useDesk } from '../store/desk.tsx';
import { groupsOf } from './check-words.ts';
import { factWords } from './fact-words.ts';

/** What came of a run, as it goes on paper: A4, with lines to sign. */
export function Certificate({ run }: { run: AcceptanceRun }) {
  const { t } = useTranslation();
  const { bridge } = useDesk();
  const [printed, setPrinted] = useState<Printed | null>(null);
  const name = t('acceptance.certificate.file', { lot: run.lot.name, no: run.no });
  const send = (to: 'pdf' | 'printer') => () => {
    setPrinted(null);
    void printPage(bridge, { name, to, foot: t('acceptance.certificate.foot') }).then(setPrinted);
  };
  return (
    <>
      <div className="setup-acts no-print">
        <Button icon={<FilePdfOutlined />} data-testid="certificate-pdf" onClick={send('pdf')}>
          {t('acceptance.certificate.pdf')}
        </Button>
        <Button icon={<PrinterOutlined />} data-testid="certificate-print" onClick={send('printer')}>
          {t('acceptance.certificate.print')}
        </Button>
        {printed?.outcome === 'failed' && (
          <Alert type="error" showIcon title={t(`acceptance.certificate.failed.${printed.why}`)} />
        )}
        {printed?.outcome === 'done' && (
          <Alert
            type="success"
            showIcon
            title={
              printed.file === null
                ? t('acceptance.certificate.sent')
                : t('acceptance.certificate.saved', { file: printed.file })
            }
          />
        )}
      </div>
      <article className="certificate printed" data-testid="certificate">
        <header>
          <h1>{t('acceptance.certificate.title')}</h1>
          <p className="certificate-verdict" data-verdict={run.verdict}>
            {t(`acceptance.verdict.${run.verdict}`)}
          </p>
        </header>
        <Facts run={run} />
        {groupsOf(run).map((group) => (
          <section key={group.name ?? ''}>
            <h2>{group.name ?? t('acceptance.ofSite')}</h2>
            <table>
              <tbody>
                {group.checks.map((check) => (
                  <tr key={check.id}>
                    <td>
                      {check.platform !== null && `${t(`platform.${check.platform}`)} · `}
                      {t(`acceptance.kind.${check.kind}`)}
                    </td>
                    <td>{t(`acceptance.state.${check.state}`)}</td>
                    <td>
                      {factWords(t, check.facts)}
                      {check.because !== null && ` ${t('acceptance.because', { because: check.because })}`}
                    </td>
                    <td>{check.at !== null && dateTime(check.at)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ))}
        {run.note !== '' && (
          <p>
            {t('acceptance.note')}: {run.note}
          </p>
        )}
        <footer>
          {[...run.people, ''].map((person, index) => (
            <p key={`${person} ${index}`} className="certificate-sign">
              <span>{person === '' ? t('acceptance.certificate.owner') : person}</span>
              <span>{t('acceptance.certificate.date')}</span>
            </p>
          ))}
        </footer>
      </article>
    </>
  );
}

function Facts({ run }: { run: AcceptanceRun }) {
  const { t } = useTranslation();
  const finished = run.finishedAt === null ? '' : dateTime(run.finishedAt);
  const lines: [string, string][] = [
    ['lot', `${run.lot.name} · ${run.lot.desk}`],
    ['parkCode', run.lot.parkCode],
    ['no', String(run.no)],
    ['when', `${dateTime(run.begunAt)} – ${finished}`],
    ['people', run.people.join(t('acceptance.and'))],
    ['program', run.program],
    ['site', run.siteVersion === null ? '' : t('acceptance.certificate.version', { no: run.siteVersion })],
    ['sha256', run.siteSha256],
  ];
  return (
    <dl>
      {lines.map(([of, words]) => (
        <div key={of}>
          <dt>{t(`acceptance.certificate.fact.${of}`)}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
