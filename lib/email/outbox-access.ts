import { isLocalHost } from '#lib/http/local-host.ts';

export interface OutboxFacts {
  hasMailServer: boolean;
  isProduction: boolean;
  /** Anthropic answers here, so real money may be spent. */
  hasLiveUpstream: boolean;
  /** Where people reach this installation. */
  publicUrl: string;
}

/**
 * Whether the links of kept mails may be shown on this machine. They sign in as anybody, so never with a mail server, never
 * where others can reach the site, and never on a production installation that sells: there, mails are kept for the operator
 * to read from the disk.
 */
export const isOutboxShown = ({ hasMailServer, isProduction, hasLiveUpstream, publicUrl }: OutboxFacts): boolean =>
  !hasMailServer && !(isProduction && hasLiveUpstream) && isLocalHost(new URL(publicUrl).host);

/**
 * Whether a request comes from this very machine: the front door saw no proxy in between, and the browser calls the machine by
 * a name that means itself, so that no other site's name can lead here.
 */
export const isLocalRequest = ({ isLocalCall, host }: { isLocalCall: boolean; host: string | null }): boolean =>
  isLocalCall && isLocalHost(host ?? '');
