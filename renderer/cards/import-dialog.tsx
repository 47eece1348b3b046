import { Alert, Button, Checkbox, Modal, Progress, Spin, Table } from 'antd';
import type { TableColumnType } from 'antd';
import type { TFunction } from 'i18next';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardColumn, ImportPreview, PreviewRow } from '../../electron/contract/cards.ts';
import { useCards, useDesk } from '../store/desk.tsx';
import { saveTemplate } from './export-cards.ts';
import { errorSentence, rowWords } from './words.ts';

/** A table of cards is chosen, looked at row by row, and taken in whole, or not at all. */
export function ImportDialog() {
  const { t } = useTranslation();
  const { acts } = useDesk().cards;
  const upload = useCards((state) => state.upload);
  const outcome = useCards((state) => state.outcome);
  const refused = refusalOf(upload);
  return (
    <Modal
      open
      centered
      title={t('cards.import.title')}
      footer={null}
      width={1180}
      // One Esc, one step: the screen's keys see to it.
      keyboard={false}
      mask={{ closable: false }}
      onCancel={() => {
        acts.back();
      }}
    >
      <div className="cards-import" data-testid="import-dialog">
        <Choice chosen={upload?.name ?? null} />
        {outcome?.ok === false && (
          <Alert type="warning" showIcon title={errorSentence(t, outcome.code, 'import')} data-testid="import-failed" />
        )}
        {refused !== null && (
          <Alert type="error" showIcon title={t(`cards.import.refused.${refused}`)} data-testid="import-refused" />
        )}
        {upload === null && <p className="cards-import-none dim">{t('cards.import.none')}</p>}
        {upload !== null && refused === null && <Underway name={upload.name} preview={upload.preview} />}
      </div>
    </Modal>
  );
}

function refusalOf(upload: { tooLarge: boolean; preview: ImportPreview } | null) {
  if (upload === null) return null;
  if (upload.tooLarge) return 'too-large';
  return upload.preview.state === 'refused' ? upload.preview.why : null;
}

/** A file at whatever it is at, from its first part to its last card. */
function Underway({ name, preview }: { name: string; preview: ImportPreview }) {
  const { t } = useTranslation();
  switch (preview.state) {
    case 'receiving':
    case 'reading':
      return (
        <p className="cards-import-none" aria-busy="true">
          <Spin /> {t('cards.import.sending', { name })} <CancelButton stoppable />
        </p>
      );
    case 'ready':
      return <Preview preview={preview} />;
    case 'writing':
      return (
        <div className="cards-import-none" aria-busy="true" data-testid="import-writing">
          {t(preview.stoppable ? 'cards.import.writing' : 'cards.import.promised')}
          <Progress percent={Math.floor((100 * preview.done) / preview.of)} aria-label={t('cards.import.title')} />
          <CancelButton stoppable={preview.stoppable} />
        </div>
      );
    case 'refused':
    case 'written':
      return null;
  }
}

function CancelButton({ stoppable }: { stoppable: boolean }) {
  const { t } = useTranslation();
  const { imports } = useDesk().cards;
  return (
    <Button disabled={!stoppable} data-testid="import-cancel" onClick={() => void imports.cancel()}>
      {t('cards.import.cancel')}
    </Button>
  );
}

/** The file, and a template of one. */
function Choice({ chosen }: { chosen: string | null }) {
  const { t } = useTranslation();
  const { imports } = useDesk().cards;
  const writing = useCards((state) => state.acting === 'import');
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <p className="cards-import-choice">
      <input
        ref={field}
        type="file"
        hidden
        accept=".xlsx,.csv"
        aria-label={t('cards.import.choose')}
        data-testid="import-file"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) void imports.choose(file);
          // The same file again, once it was put right, is a choice as well.
          event.target.value = '';
        }}
      />
      <Button
        ref={button}
        type={chosen === null ? 'primary' : 'default'}
        disabled={writing}
        data-testid="import-choose"
        onClick={() => {
          field.current?.click();
        }}
      >
        {t(chosen === null ? 'cards.import.choose' : 'cards.import.again')}
      </Button>
      {chosen !== null && <strong className="cut">{chosen}</strong>}
      <span className="cards-import-templates">
        {t('cards.import.template')}
        {(['xlsx', 'csv'] as const).map((kind) => (
          <Button
            key={kind}
            data-testid={`template-${kind}`}
            onClick={() => void saveTemplate(kind, t('cards.templateName'), Date.now())}
          >
            {kind.toUpperCase()}
          </Button>
        ))}
      </span>
    </p>
  );
}

function Preview({ preview }: { preview: Extract<ImportPreview, { state: 'ready' }> }) {
  const { t } = useTranslation();
  const { store, imports } = useDesk().cards;
  const acting = useCards((state) => state.acting === 'import');
  const [leaveOutErrors, setLeaveOut] = useState(false);
  const { counts, page, pages, rows } = preview;
  const count = counts.new + counts.changed;
  return (
    <>
      <p className="cards-import-counts" role="status" data-testid="import-counts">
        {t('cards.import.counts', counts)}
      </p>
      <div className="cards-import-rows" tabIndex={0} role="region" aria-label={t('cards.import.title')}>
        <Table
          rowKey="line"
          size="small"
          pagination={false}
          dataSource={rows}
          columns={columnsOf(t)}
          onRow={({ line, verdict }): React.HTMLAttributes<HTMLElement> & Record<`data-${string}`, string> => ({
            'data-testid': `row-${line}`,
            'data-verdict': verdict,
          })}
        />
      </div>
      <div className="cards-import-foot">
        {pages > 1 && (
          <span className="lists-pages">
            <Button disabled={page === 0} onClick={() => void imports.turnPage(-1)}>
              {t('bookings.pageBefore')}
            </Button>
            {t('cards.import.page', { page: page + 1, pages })}
            <Button disabled={page + 1 >= pages} onClick={() => void imports.turnPage(1)}>
              {t('bookings.pageAfter')}
            </Button>
          </span>
        )}
        {counts.error > 0 && (
          <Checkbox
            checked={leaveOutErrors}
            data-testid="import-leave-out"
            onChange={(event) => {
              setLeaveOut(event.target.checked);
            }}
          >
            {t('cards.import.leaveOut', { count: counts.error })}
          </Checkbox>
        )}
        {count === 0 && <span className="dim">{t('cards.import.nothing')}</span>}
        <Button
          type="primary"
          loading={acting}
          disabled={count === 0 || (counts.error > 0 && !leaveOutErrors)}
          data-testid="import-write"
          onClick={() => {
            store.show({ kind: 'why-import', leaveOutErrors });
          }}
        >
          {t('cards.import.write', { count })}
        </Button>
      </div>
    </>
  );
}

const SHOWN: readonly [CardColumn, number][] = [
  ['no', 90],
  ['plates', 180],
  ['holder', 110],
  ['kind', 70],
  ['from', 112],
  ['to', 112],
];

function columnsOf(t: TFunction): TableColumnType<PreviewRow>[] {
  return [
    { key: 'line', title: t('cards.column.line'), width: 60, render: (_, { line }) => line },
    {
      key: 'verdict',
      title: t('cards.column.verdict'),
      width: 80,
      render: (_, { verdict }) => <strong data-verdict={verdict}>{t(`cards.import.verdict.${verdict}`)}</strong>,
    },
    ...SHOWN.map(([column, width]): TableColumnType<PreviewRow> => ({
      key: column,
      title: t(`cards.column.${column}`),
      width,
      ellipsis: true,
      render: (_, { texts, problems }) => (
        <span data-wrong={problems.some((each) => each.column === column)}>{texts[column]}</span>
      ),
    })),
    { key: 'words', title: t('cards.column.words'), render: (_, row) => rowWords(t, row) },
  ];
}
