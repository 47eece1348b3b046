import { useTranslation } from 'react-i18next';
import { useNow } from '../../clock/use-now.ts';
import { FLOW_LETTER } from '../../keys/key-map.ts';
import { useBoard, useDesk } from '../../store/desk.tsx';
import { priorityWords } from './flow-words.ts';
import './rule-button.css';

/** Whether reserved cars go first, since whom and until when; a press explains and changes it. */
export function RuleButton() {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const now = useNow();
  const priority = useBoard(({ lot }) => lot.flow.priority);
  return (
    <button
      type="button"
      className="rule-button"
      data-on={priority.on}
      data-testid="flow-rule"
      aria-keyshortcuts={FLOW_LETTER}
      onClick={() => {
        attention.open({ kind: 'flow' });
      }}
    >
      <span className="rule-words cut">{priorityWords(t, priority, now)}</span> <kbd>{FLOW_LETTER}</kbd>
    </button>
  );
}
