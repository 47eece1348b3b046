import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../store/desk.tsx';
import { ChangesTable } from '../changes/changes-table.tsx';
import { ImportDialog } from '../changes/import-dialog.tsx';
import { SaveDialog } from '../changes/save-dialog.tsx';
import { Part } from '../form/part.tsx';
import { placeWords } from '../site-words.ts';
import { toTry } from '../step-states.ts';
import type { ToTry } from '../step-states.ts';
import { TrialLine } from '../trial-line.tsx';
import { useSetupStore, useSetupView } from '../use-setup.ts';
import { laneNamed } from './lane-named.ts';

/** The last page: what is still wrong, what was tried, what saving changes; and off to work. */
export function CheckPage({ onSaved }: { onSaved: () => void }) {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const view = useSetupView();
  const [panel, setPanel] = useState<'save' | 'import' | null>(null);
  const first = view.mode === 'first';
  const good = view.mistakes.length === 0;
  const close = (): void => {
    setPanel(null);
  };
  return (
    <>
      <Mistakes />
      <Tried />
      {!first && (
        <Part title={t('setup.changes.title')}>
          <ChangesTable changes={view.changes} />
        </Part>
      )}
      <div className="setup-acts">
        {first && (
          <Button
            type="primary"
            size="large"
            disabled={!good}
            data-testid="setup-save"
            onClick={() => {
              setPanel('save');
            }}
          >
            {t('setup.save.first')}
          </Button>
        )}
        {first ? (
          <Button
            onClick={() => {
              setPanel('import');
            }}
          >
            {t('setup.import.title')}
          </Button>
        ) : (
          <Button
            data-testid="to-acceptance"
            onClick={() => {
              attention.visit({ kind: 'acceptance' });
            }}
          >
            {t('setup.check.acceptance')}
          </Button>
        )}
      </div>
      {panel === 'save' && (
        <SaveDialog
          onClose={close}
          onSaved={() => {
            close();
            onSaved();
          }}
        />
      )}
      {panel === 'import' && <ImportDialog onClose={close} />}
    </>
  );
}

function Mistakes() {
  const { t } = useTranslation();
  const store = useSetupStore();
  const { mistakes, site } = useSetupView();
  if (mistakes.length === 0)
    return <Alert type="success" showIcon title={t('setup.check.good')} data-testid="no-mistakes" />;
  return (
    <Part title={t('setup.check.mistakes', { count: mistakes.length })}>
      <table className="setup-table" data-testid="mistakes">
        <tbody>
          {mistakes.map(({ path, words, step }) => (
            <tr key={`${path} ${words}`}>
              <th scope="row">{path === '' ? t(`setup.step.${step}`) : placeWords(t, site, path)}</th>
              <td>{words}</td>
              <td>
                <Button
                  size="small"
                  onClick={() => {
                    store.visit(step);
                  }}
                >
                  {t('setup.check.go', { step: t(`setup.step.${step}`) })}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

function Tried() {
  const { t } = useTranslation();
  const view = useSetupView();
  const things = toTry(view);
  const words = ({ kind, of }: ToTry): string =>
    t(`setup.check.thing.${kind}`, {
      of: kind === 'platform' ? t(`platform.${of}`) : laneNamed(view.site, of),
    });
  return (
    <Part title={t('setup.check.tried')} hint={t('setup.check.triedHint')}>
      {things.length === 0 && <p className="dim">{t('setup.check.nothingToTry')}</p>}
      {things.map((thing) =>
        thing.passed === null ? (
          <p key={`${thing.kind} ${thing.of}`} className="setup-trial dim">
            — {words(thing)} {t('setup.check.notTried')}
          </p>
        ) : (
          <TrialLine key={`${thing.kind} ${thing.of}`} ok={thing.passed}>
            {words(thing)} {t(thing.passed ? 'setup.check.passed' : 'setup.check.failed')}
          </TrialLine>
        ),
      )}
    </Part>
  );
}
