import { readAnswer } from './answers.ts';
import type { BookKeeper } from './book.ts';
import type { Broker } from './broker.ts';
import type { Carrier } from './downlink.ts';
import type { LotClient, LotResponse } from './lot-client.ts';
import type { OpenRequests } from './requests.ts';
import type { ServiceInterface } from './tables/interfaces.ts';

/** The two ways down to a lot (7.3.1.4 d 2, and its mirror over HTTPS). */

/** Over the broker: the answer comes on a topic of its own, through `requests`. */
export function mqttCarrier(
  broker: Broker,
  requests: OpenRequests,
  topicOf: (code: ServiceInterface) => string,
  onTrouble: (topic: string, words: string) => void,
): Carrier {
  const publish = (code: ServiceInterface, bytes: string | Uint8Array): Promise<void> =>
    broker
      .publish(topicOf(code), bytes)
      .catch((error: unknown) => onTrouble(topicOf(code), `not sent: ${String(error)}`));
  return {
    topicOf,
    async ask(code, bytes, asked, timeoutMs) {
      const answer = requests.wait(code, asked, timeoutMs);
      await publish(code, bytes);
      return answer;
    },
    repeat: publish,
  };
}

/** The platform calls the lot. `client` is null while there is no way to the lot. */
export function httpsCarrier(
  client: () => LotClient | null,
  keeper: BookKeeper,
  topicOf: (code: ServiceInterface) => string,
): Carrier {
  const post = (code: ServiceInterface, bytes: string | Uint8Array, timeoutMs: number): Promise<LotResponse> =>
    client()?.post(topicOf(code), bytes, timeoutMs) ?? Promise.resolve({ ok: false, reason: 'no way to the lot' });
  return {
    topicOf,
    async ask(code, bytes, asked, timeoutMs) {
      const sentAt = performance.now();
      const response = await post(code, bytes, timeoutMs);
      if (!response.ok) return { answered: false, reason: response.reason };
      const answer = readAnswer(code, asked, response.body, performance.now() - sentAt);
      if (answer !== null) return answer;
      keeper.answeredAstray(code, response.body.toString('utf8').slice(0, 1000));
      return { answered: false, reason: `HTTP ${response.status}, and no answer of table 3` };
    },
    async repeat(code, bytes) {
      const response = await post(code, bytes, 20_000);
      if (response.ok) keeper.answeredAstray(code, response.body.toString('utf8').slice(0, 1000));
    },
  };
}
