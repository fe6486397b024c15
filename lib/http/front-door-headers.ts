/** Headers that the front door adds to a request for Next, and removes from requests that come from outside. */
export const FRONT_DOOR_HEADER = 'x-tokenhub-front-door';
export const LOCAL_CALL_HEADER = 'x-tokenhub-local';
