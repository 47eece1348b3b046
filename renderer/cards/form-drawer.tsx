import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCards, useDesk } from '../store/desk.tsx';
import { SideDrawer } from '../tables/side-drawer.tsx';
import { CardForm } from './card-form.tsx';
import type { Panel } from './cards-state.ts';
import { ExtendForm } from './extend-form.tsx';
import { errorSentence } from './words.ts';

/** The first field of a form, which has the focus once the form has slid in. */
const FIRST_FIELD = '.cards-form input:not([type="radio"])';

/** A card is filled in, or made valid for longer. */
export function FormDrawer({ panel }: { panel: Extract<Panel, { kind: 'add' | 'change' | 'extend' }> }) {
  const { t } = useTranslation();
  const { acts } = useDesk().cards;
  const outcome = useCards((state) => state.outcome);
  const failed = outcome?.ok === false ? outcome.code : null;
  const of = panel.kind === 'add' ? '' : ` · ${panel.card.no} ${panel.card.holder}`;
  return (
    <SideDrawer
      size={620}
      title={`${t(`cards.act.${panel.kind}`)}${of}`}
      onOpened={() => {
        document.querySelector<HTMLElement>(FIRST_FIELD)?.focus();
      }}
      onBack={() => {
        acts.back();
      }}
    >
      {failed !== null && (
        <Alert
          className="cards-form-failed"
          type="warning"
          showIcon
          title={errorSentence(t, failed)}
          data-testid="form-failed"
        />
      )}
      {panel.kind === 'extend' ? <ExtendForm panel={panel} /> : <CardForm panel={panel} />}
    </SideDrawer>
  );
}
