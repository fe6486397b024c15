/** A request as the gateway sees it, from the public server's socket or from a Next route handler. */
export interface GatewayRequest {
  method: string;
  /** Path and query below the origin: `/api/v1/models?limit=10`. */
  url: string;
  /** A header by its lower-case name; several of one name arrive joined by `, `. */
  header(name: string): string | undefined;
  /** The body's bytes as they arrive; read once, at most. */
  body: AsyncIterable<Uint8Array>;
  clientIp: string;
  /** Aborts when the caller is gone. */
  signal: AbortSignal;
}

/** The gateway's reply. A streamed body is pulled only as fast as the caller reads. */
export interface GatewayReply {
  status: number;
  headers: Record<string, string>;
  body: string | AsyncIterable<string> | null;
}
