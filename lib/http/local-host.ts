const LOCAL_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/** Whether a `Host` header, or the host of an address, names the machine itself. */
export const isLocalHost = (host: string): boolean => LOCAL_HOST.test(host);
