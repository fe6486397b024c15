export interface OutboxFacts {
  hasMailServer: boolean;
  isProduction: boolean;
  /** Anthropic answers here, so real money may be spent. */
  hasLiveUpstream: boolean;
}

/**
 * Whether the links of kept mails may be shown on this machine. They sign in as anybody, so never with a mail server, and
 * never on a production installation that sells: there, mails are kept for the operator to read from the disk.
 */
export const isOutboxShown = ({ hasMailServer, isProduction, hasLiveUpstream }: OutboxFacts): boolean =>
  !hasMailServer && !(isProduction && hasLiveUpstream);

const LOCAL_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;
const LOCAL_ADDRESS = /^(?:::1|(?:::ffff:)?127(?:\.\d{1,3}){3})$/;

/**
 * Whether a request comes from this very machine. The address alone would not do: behind a proxy nobody told us of, everybody
 * seems to call from here. Such a proxy passes on the public name, which is not this machine's.
 */
export const isLocalRequest = ({ address, host }: { address: string | null; host: string | null }): boolean =>
  LOCAL_ADDRESS.test(address ?? '') && LOCAL_HOST.test(host ?? '');
