import { serve } from './serve.ts';
import { verifyAudit } from './verify-audit.ts';

/** The station's program: without a word before its options it serves; `verify-audit` checks the record of who did what. */
const [command = '', ...rest] = process.argv.slice(2);
if (command === 'verify-audit') process.exitCode = verifyAudit(rest);
else serve(process.argv.slice(2));
