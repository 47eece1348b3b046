import type { AskTime } from '../../../native/clock/time-server.ts';
import type { ClockTrial } from '../../contract/trials.ts';

/** Time servers that anybody here may ask; proposed where a site names none. */
export const PROPOSED_SERVERS: readonly string[] = ['ntp.aliyun.com', 'ntp.tencent.com', 'cn.pool.ntp.org'];

/** Asks each time server once, all at the same time. */
export async function tryClock(servers: readonly string[], ask: AskTime): Promise<ClockTrial> {
  const asked = servers.length === 0 ? PROPOSED_SERVERS : servers;
  return {
    servers: await Promise.all(
      asked.map(async (server) => {
        const answer = await ask(server);
        const measured = answer.kind === 'measured' ? answer : null;
        return { server, offsetMs: measured?.offsetMs ?? null, roundTripMs: measured?.delayMs ?? null };
      }),
    ),
  };
}
