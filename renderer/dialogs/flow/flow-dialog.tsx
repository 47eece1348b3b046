import { Alert, Modal } from 'antd';
import type { TFunction } from 'i18next';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandError } from '../../../electron/contract/commands.ts';
import { ruleSentences, untilWords } from '../../board/flow/flow-words.ts';
import { shortTime } from '../../clock/beijing.ts';
import { useNow } from '../../clock/use-now.ts';
import { callSafely } from '../../store/call.ts';
import { useBoard, useDesk } from '../../store/desk.tsx';
import { Choices } from '../choices.tsx';
import { ReasonModal } from '../reason-modal.tsx';
import { isInForce, offersOf, wishesOf } from './flow-wish.ts';
import type { Offer, Wish } from './flow-wish.ts';
import './flow-dialog.css';

/** Where the person is: what, until when, why. Each is one digit; Esc goes back one step. */
type Step = { at: 'rules' } | { at: 'length'; offers: Offer[] } | { at: 'reason'; offer: Offer; key: string };

/** The rule that is in force in words, and the switches of it (6.3.2, 6.3.5). */
export function FlowDialog() {
  const { t } = useTranslation();
  const { attention, bridge } = useDesk();
  const now = useNow();
  const [step, setStep] = useState<Step>({ at: 'rules' });
  const [failure, setFailure] = useState<CommandError['code'] | null>(null);
  const sending = useRef(false);

  const show = (next: Step): void => {
    setFailure(null);
    setStep(next);
  };
  const send = async (answer: ReturnType<Offer['send']>): Promise<void> => {
    const result = await answer;
    sending.current = false;
    if (result.ok) attention.open(null);
    else setFailure(result.error.code);
  };
  /** A second press while the first is on its way is none. */
  const sendOnce = (answer: () => ReturnType<Offer['send']>): void => {
    if (sending.current) return;
    sending.current = true;
    void send(answer());
  };
  const choose = (offer: Offer): void => {
    show({ at: 'reason', offer, key: crypto.randomUUID() });
  };

  if (step.at === 'reason') {
    const { offer, key } = step;
    return (
      <ReasonModal
        title={whyWords(t, offer, now)}
        ready={readyReasons(t, offer.wish)}
        onChoose={(because) => {
          if (because !== undefined) sendOnce(() => offer.send(bridge, { because, key }));
        }}
        onCancel={() => {
          show({ at: 'rules' });
        }}
      >
        <Failure code={failure} />
      </ReasonModal>
    );
  }
  return (
    <Modal
      open
      centered
      title={step.at === 'rules' ? t('flow.title') : lengthTitle(t, step.offers, now)}
      footer={null}
      width={640}
      onCancel={() => {
        if (step.at === 'rules') attention.open(null);
        else show({ at: 'rules' });
      }}
    >
      <div className="flow-dialog" data-testid="flow-dialog" data-step={step.at}>
        <Failure code={failure} />
        {step.at === 'rules' ? (
          <Rules
            now={now}
            onWish={(wish) => {
              if (wish.kind === 'end-conversion') {
                sendOnce(() =>
                  callSafely(bridge, 'lane.end-conversion', { key: crypto.randomUUID(), laneId: wish.lane.id }),
                );
                return;
              }
              const offers = offersOf(wish, Date.now());
              const [only, ...others] = offers;
              if (only !== undefined && others.length === 0) choose(only);
              else show({ at: 'length', offers });
            }}
          />
        ) : (
          <Lengths offers={step.offers} onChoose={choose} />
        )}
      </div>
    </Modal>
  );
}

function Rules({ now, onWish }: { now: number; onWish: (wish: Wish) => void }) {
  const { t } = useTranslation();
  const board = useBoard((all) => all);
  const wishes = wishesOf(board);
  const [since, effect] = ruleSentences(t, board.lot, now);
  return (
    <>
      <p data-testid="flow-said">
        {since}
        <br />
        {effect}
      </p>
      <Choices
        columns={1}
        choices={wishes.map((wish) => {
          const words = wishWords(t, wish, now);
          const disabled = isInForce(wish, board);
          return { id: idOf(wish), words: disabled ? t('flow.inForce', { wish: words }) : words, disabled };
        })}
        onChoose={(id) => {
          const wish = wishes.find((each) => idOf(each) === id);
          if (wish !== undefined) onWish(wish);
        }}
      />
    </>
  );
}

function Lengths({ offers, onChoose }: { offers: Offer[]; onChoose: (offer: Offer) => void }) {
  const { t } = useTranslation();
  return (
    <Choices
      columns={2}
      choices={offers.map(({ length }) => ({ id: String(length), words: t(`flow.length.${length}`) }))}
      onChoose={(id) => {
        const offer = offers.find(({ length }) => String(length) === id);
        if (offer !== undefined) onChoose(offer);
      }}
    />
  );
}

function Failure({ code }: { code: CommandError['code'] | null }) {
  const { t } = useTranslation();
  if (code === null) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('lane.error', { words: t(`error.${code}`) })}
      data-testid="flow-failed"
      data-code={code}
    />
  );
}

const idOf = (wish: Wish): string => (wish.kind === 'priority' ? wish.mode : wish.lane.id);

function wishWords(t: TFunction, wish: Wish, now: number): string {
  if (wish.kind === 'priority') return t(`flow.wish.${wish.mode}`);
  const { name, converted } = wish.lane;
  return t(`flow.wish.${wish.kind}`, {
    lane: name,
    ...(converted !== null && { time: shortTime(converted.until, now) }),
  });
}

function lengthTitle(t: TFunction, offers: Offer[], now: number): string {
  const [offer] = offers;
  return offer === undefined ? '' : t('flow.howLong', { wish: wishWords(t, offer.wish, now) });
}

function whyWords(t: TFunction, { wish, length, until }: Offer, now: number): string {
  const words = wishWords(t, wish, now);
  if (length === null) return t('flow.whyNow', { wish: words });
  return t('flow.why', { wish: words, until: untilWords(t, until, now) });
}

const readyReasons = (t: TFunction, wish: Wish): string[] =>
  t(wish.kind === 'priority' ? 'flow.because.priority' : 'flow.because.convert', {
    returnObjects: true,
  }) as unknown as string[];
