/** Headers that the public server adds to a request for Next, and removes from requests that come from outside. */
export const PROXY_SECRET_HEADER = 'x-tokenhub-front-door';
export const LOCAL_CALL_HEADER = 'x-tokenhub-local';
