import { openEnds } from '../../ends/db4403.ts';
import { outcome, unless } from '../../report/outcome.ts';
import type { Outcome } from '../../report/section.ts';
import { openAsker } from '../scenarios/asker.ts';
import type { Asker, Said } from '../scenarios/asker.ts';
import { BOOKING_SCENARIOS, RESERVABLE, STALLS } from '../scenarios/bookings.ts';
import { names } from '../expectation.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { SuiteOptions } from '../options.ts';
import { PLANS, SHARING_SCENARIOS } from '../scenarios/sharing.ts';
import { VEHICLE_SCENARIOS } from '../scenarios/vehicles.ts';

const SCENARIOS: readonly Scenario[] = [...BOOKING_SCENARIOS, ...VEHICLE_SCENARIOS, ...SHARING_SCENARIOS];

/**
 * What the lot says to requests that their tables allow: the codes of A.2 that speak of bookings, cars, plans and orders,
 * each brought about as it would be in a day's work. Each service has a lot of its own, with few places.
 */
export async function runBusiness({ transport, keys, interfaces, onSection }: SuiteOptions): Promise<void> {
  for (const { code, clause, title, request, reply } of interfaces) {
    const scenarios = SCENARIOS.filter(({ service }) => service === code);
    const small = { reservable: RESERVABLE, stalls: STALLS, plans: PLANS };
    const ends = await openEnds({ name: `business-${code}`, transport, keys, ...small });
    try {
      const asker = openAsker(ends);
      const outcomes: Outcome[] = [];
      for (const scenario of scenarios) outcomes.push(await play(asker, scenario));
      const tables = [request.number, reply.number];
      onSection({ standard: 'db4403', code, clause, title, direction: 'down', tables, transport, outcomes });
    } finally {
      await ends.stop();
    }
  }
}

async function play(asker: Asker, scenario: Scenario): Promise<Outcome> {
  const { attribute, detail, wanted } = scenario;
  const said = await scenario.run(asker).catch((error: unknown) => String(error));
  const trouble = typeof said === 'string' ? [said] : troubleWith(said, scenario);
  const [seen, ms] = typeof said === 'string' ? ['no answer', null] : [`${said.code} ${said.words}`, said.ms];
  const expected = wanted === 0 ? '0' : `${wanted} ${attribute}`;
  return outcome({ attribute, kind: 'business', detail }, expected, seen, trouble, ms);
}

function troubleWith(said: Said, { attribute, wanted, also }: Scenario): string[] {
  const more = also?.(said) ?? null;
  return [
    ...unless(said.code === wanted, 'another code'),
    ...unless(wanted === 0 || names(said.words, attribute), `does not name ${attribute}`),
    ...(more === null ? [] : [more]),
    ...said.violations,
  ];
}
