import type { ServerResponse } from 'node:http';
import type { Clock } from '../../clock/contract.ts';
import { startSimulatedDevice } from '../http/simulated-device.ts';
import type { SimulatedDevice } from '../http/simulated-device.ts';
import { allOf, parseXml, textOf } from '../http/xml.ts';
import { passwordDigest } from './onvif.ts';

export interface SimulatedOnvif {
  readonly device: SimulatedDevice;
  /** Tokens that were refused. */
  refusals(): number;
  /** Where its picture is from now on. */
  moveTo(path: string): void;
}

/** A camera that reads no plates: ONVIF, and a picture under a path that is asked with HTTP digest. `clock`: its own. */
export async function startSimulatedOnvif(options: {
  password: string;
  clock: Clock;
  image: Uint8Array;
  path?: string;
}): Promise<SimulatedOnvif> {
  const { password, clock, image } = options;
  let path = options.path ?? '/snap.jpg?channel=1';
  let refused = 0;

  const soap = (response: ServerResponse, body: string, status = 200): void =>
    void response
      .writeHead(status, { 'Content-Type': 'application/soap+xml' })
      .end(`<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>${body}</s:Body></s:Envelope>`);

  function letIn(request: Buffer): boolean {
    const [token] = allOf(parseXml(request), 'UsernameToken');
    const created = textOf(token, 'Created');
    const digest = passwordDigest(Buffer.from(textOf(token, 'Nonce'), 'base64'), created, password);
    // A token of another time is an old one that somebody heard.
    const fresh = Math.abs(Date.parse(created) - clock.now()) < 5_000;
    return fresh && textOf(token, 'Username') === 'admin' && textOf(token, 'Password') === digest;
  }

  function answerSoap(request: Buffer, response: ServerResponse): void {
    const text = request.toString();
    if (text.includes('GetSystemDateAndTime')) {
      const now = new Date(clock.now());
      return soap(
        response,
        `<R><SystemDateAndTime><UTCDateTime><Time><Hour>${now.getUTCHours()}</Hour><Minute>${now.getUTCMinutes()}</Minute><Second>${now.getUTCSeconds()}</Second></Time>` +
          `<Date><Year>${now.getUTCFullYear()}</Year><Month>${now.getUTCMonth() + 1}</Month><Day>${now.getUTCDate()}</Day></Date></UTCDateTime></SystemDateAndTime></R>`,
      );
    }
    if (!letIn(request)) {
      refused += 1;
      const code =
        '<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:NotAuthorized</s:Value></s:Subcode></s:Code></s:Fault>';
      return soap(response, code, 400);
    }
    if (text.includes('GetCapabilities'))
      return soap(response, '<R><Media><XAddr>http://10.9.9.9/onvif/media_service</XAddr></Media></R>');
    if (text.includes('GetProfiles'))
      return soap(response, '<R><trt:Profiles xmlns:trt="m" token="main &amp; 1"><Name>a</Name></trt:Profiles></R>');
    if (text.includes('<ProfileToken>main &amp; 1</ProfileToken>')) {
      return soap(response, `<R><MediaUri><Uri>http://10.9.9.9${path.replaceAll('&', '&amp;')}</Uri></MediaUri></R>`);
    }
    soap(response, '<s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code></s:Fault>', 400);
  }

  const device = await startSimulatedDevice({
    account: { user: 'admin', password },
    // SOAP has a password of its own.
    open: (url) => url.startsWith('/onvif/'),
    answer({ url, body }, response) {
      if (url.startsWith('/onvif/')) answerSoap(body, response);
      else if (url === path) response.writeHead(200, { 'Content-Type': 'image/jpeg' }).end(image);
      else response.writeHead(404).end();
    },
  });
  return {
    device,
    refusals: () => refused,
    moveTo(value) {
      path = value;
    },
  };
}
