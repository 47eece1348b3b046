import { useTranslation } from 'react-i18next';
import { ReasonModal } from '../dialogs/reason-modal.tsx';
import { useCards, useDesk } from '../store/desk.tsx';
import { CardDrawer } from './card-drawer.tsx';
import type { Panel } from './cards-state.ts';
import { FormDrawer } from './form-drawer.tsx';
import { ImportDialog } from './import-dialog.tsx';

/** What lies over the list. What lay open stays in sight while a reason is asked. */
export function Panels() {
  const panel = useCards((state) => state.panel);
  switch (panel?.kind) {
    case undefined:
      return null;
    case 'detail':
      return <CardDrawer no={panel.no} />;
    case 'add':
    case 'change':
    case 'extend':
      return <FormDrawer panel={panel} />;
    case 'import':
      return <ImportDialog />;
    case 'why-change':
    case 'why-end':
    case 'why-import':
      return <WhyModal panel={panel} />;
  }
}

/** Why, and what is done once the reason is there. */
function WhyModal({ panel }: { panel: Extract<Panel, { kind: 'why-change' | 'why-end' | 'why-import' }> }) {
  const { t } = useTranslation();
  const { acts } = useDesk().cards;
  const counts = useCards(({ upload }) => (upload?.preview.state === 'ready' ? upload.preview.counts : null));
  const act = panel.kind.slice('why-'.length);
  const what = panel.kind === 'why-import' ? '' : `${panel.card.no} ${panel.card.holder}`;
  const hint =
    panel.kind === 'why-end' || (panel.kind === 'why-import' && (counts?.error ?? 0) > 0)
      ? t(`cards.why.${act}Hint`)
      : undefined;
  return (
    <ReasonModal
      title={t(`cards.why.${act}`, { what, count: (counts?.new ?? 0) + (counts?.changed ?? 0) })}
      {...(hint !== undefined && { hint })}
      ready={t(`cards.why.${act}Ready`, { returnObjects: true }) as unknown as string[]}
      onChoose={(because) => {
        if (because !== undefined) acts.because(because);
      }}
      onCancel={() => {
        acts.back();
      }}
    />
  );
}
