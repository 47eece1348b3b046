import { useTranslation } from 'react-i18next';
import type { Intent } from '../acts/intent.ts';
import { actWord } from '../language/sentences.ts';
import { useDesk } from '../store/desk.tsx';
import { useLaneName } from './lane-name.ts';
import { ReasonModal } from './reason-modal.tsx';

/** Asks for the reason of an act at a lane. */
export function ReasonDialog({ laneId, intent }: { laneId: string; intent: Extract<Intent, { kind: 'reason' }> }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const lane = useLaneName(laneId);
  const act = actWord(t, intent.act, false);
  const close = (): void => {
    desk.attention.open(null);
  };
  return (
    <ReasonModal
      title={t('because.title', { lane, act })}
      ready={t(`because.preset.${intent.reasons}`, { returnObjects: true }) as unknown as string[]}
      {...(intent.reasons === 'release' && { hint: t('because.override') })}
      {...(intent.optional && { withoutReason: t('because.optional', { act }) })}
      onChoose={(because) => {
        close();
        desk.send(intent.press(because));
      }}
      onCancel={close}
    />
  );
}
