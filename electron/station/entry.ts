import { createSystemClock } from '../../native/clock/system-clock.ts';
import { reportCommand } from './report-command.ts';
import { serve } from './serve.ts';
import { verifyAudit } from './verify-audit.ts';

/**
 * The station's program: without a word before its options it serves; `verify-audit` checks the record of who did what,
 * `report` writes what it all added up to.
 */
const [command = '', ...rest] = process.argv.slice(2);
if (command === 'verify-audit') process.exitCode = verifyAudit(rest);
else if (command === 'report') process.exitCode = reportCommand(rest, createSystemClock().now());
else serve(process.argv.slice(2));
