/** What the front door adds to a request for Next. From outside, neither gets through it. */
export const FRONT_DOOR_HEADER = 'x-tokenhub-front-door';
export const LOCAL_CALL_HEADER = 'x-tokenhub-local';
