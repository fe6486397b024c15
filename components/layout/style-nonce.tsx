'use client';

import { documentNonce } from '#components/ui/document-nonce.ts';

// Dialogs and menus lock scrolling with a style element of their own and look for its nonce here.
Object.assign(globalThis, { __webpack_nonce__: documentNonce() });

/** Shows nothing: it brings the line above to every page. */
export const StyleNonce = () => null;
