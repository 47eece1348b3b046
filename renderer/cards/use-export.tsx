import { Button, Modal } from 'antd';
import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../store/desk.tsx';
import { offered } from './cards-state.ts';
import { saveCards } from './export-cards.ts';
import type { TableKind } from './export-cards.ts';

const KINDS: readonly TableKind[] = ['xlsx', 'csv'];

/** Asks as which kind of file the list is saved, and saves it. */
export function useExport(): { ask: () => void; question: ReactNode } {
  const { t } = useTranslation();
  const { bridge, cards } = useDesk();
  const [asked, setAsked] = useState(false);
  const ask = useCallback(() => {
    if (offered(cards.store.getState(), 'export') === 'yes') setAsked(true);
  }, [cards]);
  const save = useCallback(
    (kind: TableKind): void => {
      setAsked(false);
      const table = { kind, name: t('cards.fileName'), now: Date.now() };
      cards.acts.export(() => saveCards(bridge, cards.store.getState(), table));
    },
    [t, bridge, cards],
  );
  const question = asked && (
    <Modal
      open
      centered
      title={t('cards.exportAs')}
      footer={null}
      width={360}
      onCancel={() => {
        setAsked(false);
      }}
    >
      <div
        className="cards-kinds"
        data-testid="export-kinds"
        onKeyDown={(event) => {
          const kind = KINDS[Number(event.key) - 1];
          if (kind !== undefined) save(kind);
        }}
      >
        {KINDS.map((kind, index) => (
          <Button
            key={kind}
            autoFocus={index === 0}
            data-testid={`export-${kind}`}
            onClick={() => {
              save(kind);
            }}
          >
            <kbd>{index + 1}</kbd> {kind.toUpperCase()}
          </Button>
        ))}
      </div>
    </Modal>
  );
  return { ask, question };
}
