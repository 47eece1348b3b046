import { Alert, Button, Drawer, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSetupStore, useSetupView } from '../use-setup.ts';
import { ChangesTable } from './changes-table.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { SaveDialog } from './save-dialog.tsx';
import { VersionsDrawer } from './versions-drawer.tsx';

type Panel = 'changes' | 'versions' | 'save' | 'discard' | 'export' | 'import' | null;

/** What saving would change, and what else can be done with the site as a whole. */
export function ChangesBar() {
  const { t } = useTranslation();
  const store = useSetupStore();
  const view = useSetupView();
  const [panel, setPanel] = useState<Panel>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const count = view.changes.length;
  const open = (next: Panel) => () => {
    setSaved(null);
    setPanel(next);
  };
  const close = open(null);
  return (
    <footer className="setup-bar" data-changed={count > 0} data-testid="changes-bar">
      <span className="setup-bar-words" role="status" data-testid="changes-count">
        {count === 0 ? (saved ?? t('setup.changes.none')) : t('setup.changes.count', { count })}
        {count > 0 && view.effect !== null && ` ${t(`setup.effect.${view.effect}.long`)}`}
        {count > 0 && view.mistakes.length > 0 && ` ${t('setup.changes.mistakes', { count: view.mistakes.length })}`}
      </span>
      <Button onClick={open('versions')} data-testid="versions-open">
        {t('setup.versions.title')}
      </Button>
      <Button onClick={open('export')} data-testid="export-open">
        {t('setup.export.title')}
      </Button>
      <Button onClick={open('import')} data-testid="import-open">
        {t('setup.import.title')}
      </Button>
      <Button disabled={count === 0} onClick={open('discard')} data-testid="discard-open">
        {t('setup.changes.discard')}
      </Button>
      <Button disabled={count === 0} onClick={open('changes')} data-testid="changes-open">
        {t('setup.changes.look')}
      </Button>
      <Button
        type="primary"
        disabled={count === 0 || view.mistakes.length > 0}
        onClick={open('save')}
        data-testid="save-open"
      >
        {t('setup.save.act')}
      </Button>
      {panel === 'changes' && (
        <Drawer open size={760} title={t('setup.changes.title')} onClose={close}>
          {view.effect !== null && (
            <Alert
              type={view.effect === 'now' ? 'info' : 'warning'}
              showIcon
              title={t(`setup.effect.${view.effect}.long`)}
            />
          )}
          <ChangesTable changes={view.changes} />
        </Drawer>
      )}
      {panel === 'versions' && <VersionsDrawer onClose={close} />}
      {panel === 'export' && <ExportDialog onClose={close} />}
      {panel === 'import' && <ImportDialog onClose={close} />}
      {panel === 'save' && (
        <SaveDialog
          onClose={close}
          onSaved={(effect) => {
            setPanel(null);
            setSaved(t(`setup.effect.${effect}.done`));
          }}
        />
      )}
      <Modal
        open={panel === 'discard'}
        centered
        title={t('setup.changes.discardSure', { count })}
        okText={t('setup.changes.discard')}
        okButtonProps={{ danger: true, 'data-testid': 'discard-send' }}
        onOk={() => {
          setPanel(null);
          void store.discard();
        }}
        onCancel={close}
      >
        <p>{t('setup.changes.discardHint')}</p>
      </Modal>
    </footer>
  );
}
