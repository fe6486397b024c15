import { randomUUID } from 'node:crypto';

/** An id as upstream writes them: `msg_01…`, `toolu_01…`, `req_01…`. */
export const newWireId = (prefix: 'msg' | 'toolu' | 'req'): string =>
  `${prefix}_01${randomUUID().replaceAll('-', '').slice(0, 22)}`;
