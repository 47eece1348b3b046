import { z } from 'zod';
import { httpsUrl } from './site-platforms.ts';

/** How the program sits on its machine. All of it is off until the site file says otherwise. */

export const program = z
  .strictObject({
    kiosk: z
      .boolean()
      .default(false)
      .describe(
        'The window fills the screen and nothing else is reached; closing it asks first, since it ends the program',
      ),
    startAtLogin: z
      .boolean()
      .default(false)
      .describe("The program starts when this machine's user logs in; only an installed program does"),
    health: z
      .strictObject({
        port: z
          .int()
          .min(1024)
          .max(65_535)
          .describe('On 127.0.0.1 alone: GET /healthz and GET /metrics (docs/health.md)'),
      })
      .optional()
      .describe('Lets a monitor on this machine ask how the station is; absent: nothing listens'),
    updates: z
      .strictObject({
        feed: httpsUrl
          .regex(/^[^?#]+\/$/, '应以 / 结尾，不带参数')
          .describe('The folder of signed feeds, e.g. https://updates.example.cn/gatehouse/'),
      })
      .optional()
      .describe(
        'Looks for a newer program at night and fetches it; a person installs it. Absent: nothing is looked for',
      ),
  })
  .default({ kiosk: false, startAtLogin: false })
  .describe('How the program sits on its machine');
export type ProgramSettings = z.infer<typeof program>;
