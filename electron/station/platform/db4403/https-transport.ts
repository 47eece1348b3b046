import type { Clock } from '../../../../native/clock/contract.ts';
import { toTimestamp } from '../../wire/time.ts';
import type { LinkTransport } from '../link/platform-link.ts';
import { sealRequest } from './envelope.ts';
import type { HttpsSession } from './https-session.ts';
import { asAlone, asUnsaid, pack, readReply, UNSAID } from './message.ts';
import type { Question } from './message.ts';
import { mostUnderWay, sendItem } from './outgoing.ts';
import type { Ways } from './outgoing.ts';
import type { EventInterface } from './tables/interfaces.ts';

export interface HttpsTransportOptions {
  secret: string;
  /** Most reports in one request. */
  batch: number;
  upload: Ways['upload'];
}

/** Reports over HTTPS (7.3.1.3): those of one turn and interface in one request, answered in its response. */
export function createHttpsTransport(
  session: HttpsSession,
  { secret, batch, upload }: HttpsTransportOptions,
  clock: Clock,
): LinkTransport {
  let waiting = new Map<EventInterface, Question[]>();

  function ask(question: Question): void {
    // At the end of this turn: what comes in the same turn goes along.
    if (waiting.size === 0) queueMicrotask(sendAll);
    const others = waiting.get(question.interface);
    if (others) others.push(question);
    else waiting.set(question.interface, [question]);
  }

  function sendAll(): void {
    const now = waiting;
    waiting = new Map();
    for (const [name, questions] of now) for (const message of pack(questions, batch)) void send(name, message);
  }

  async function send(name: EventInterface, questions: readonly Question[]): Promise<void> {
    const payloads = questions.map(({ payload }) => payload);
    const body = sealRequest(payloads, secret, toTimestamp(clock.now()));
    const outcome = await session.request(name, { type: 'application/json', body });
    if (outcome.kind !== 'reply') {
      for (const question of questions) {
        // What is too much, or wrong, about many together need not be about each.
        if (outcome.kind === 'refused' && !question.alone) ask(asAlone(question));
        else question.settle(outcome);
      }
      return;
    }
    const judged = readReply(questions, outcome.reply);
    for (const [index, question] of questions.entries()) {
      const about = judged[index];
      if (about === 'ask-alone') ask(asAlone(question));
      else if (about !== undefined) question.settle(about);
      // A reply that does not say what became of one of many may say so of one alone.
      else if (!question.alone) ask(asAlone(asUnsaid(question)));
      else question.settle(UNSAID);
    }
  }

  return {
    capacity: mostUnderWay(batch),
    get up() {
      return session.up;
    },
    get link() {
      return session.link;
    },
    onLink: session.onLink,
    onLinkState: session.onLinkState,
    start: session.start,
    stop: session.stop,
    send: (item, settle) => sendItem(item, settle, { ask, upload }),
  };
}
