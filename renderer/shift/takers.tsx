import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Choices } from '../dialogs/choices.tsx';
import type { Taker } from './hand-over.ts';

/** Of nobody: no person has an empty id. */
const NOBODY = '';

/** Who takes over, by digit; they sign in with their own password afterwards. */
export function Takers({ people, onChoose }: { people: readonly Taker[]; onChoose: (to: Taker | null) => void }) {
  const { t } = useTranslation();
  return (
    <div className="takers" data-testid="takers">
      <h3>{t('shift.to.title')}</h3>
      <p className="dim">{t('shift.to.hint')}</p>
      <Choices
        columns={2}
        choices={[...people.map(({ id, name }) => ({ id, words: name })), { id: NOBODY, words: t('shift.to.nobody') }]}
        onChoose={(id) => {
          onChoose(people.find((each) => each.id === id) ?? null);
        }}
      />
    </div>
  );
}

interface SureProps {
  to: Taker | null;
  difference: string;
  because: string | null;
  busy: boolean;
  onSure: () => void;
  onBack: () => void;
}

/** The last question: a shift that was handed over is closed, with its figures. */
export function Sure({ to, difference, because, busy, onSure, onBack }: SureProps) {
  const { t } = useTranslation();
  return (
    <div className="takers" data-testid="hand-over-sure">
      <h3>{to === null ? t('shift.sure.nobody') : t('shift.sure.to', { name: to.name })}</h3>
      <p>{because === null ? difference : t('shift.sure.because', { difference, because })}</p>
      <p className="dim">{t('shift.sure.hint')}</p>
      <div className="shift-acts">
        <Button type="primary" size="large" autoFocus loading={busy} data-testid="hand-over" onClick={onSure}>
          {t('shift.sure.yes')} <kbd>Enter</kbd>
        </Button>
        <Button size="large" onClick={onBack}>
          {t('shift.back')} <kbd>Esc</kbd>
        </Button>
      </div>
    </div>
  );
}
