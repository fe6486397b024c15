const KEY = 'tokenhub.invitation';

// An invitation outlives the way through sign-up and its mail, which opens in another tab.
export const rememberInvitation = (token: string): void => window.localStorage.setItem(KEY, token);
export const recallInvitation = (): string | null => window.localStorage.getItem(KEY);
export const forgetInvitation = (): void => window.localStorage.removeItem(KEY);
