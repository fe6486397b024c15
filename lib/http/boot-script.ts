import { createHash } from 'node:crypto';

/**
 * Runs before the first paint, so that neither the theme nor a folded sidebar flashes.
 * It is the same on every page and therefore allowed by its hash; prerendered pages have no nonce to give it.
 */
export const BOOT_SCRIPT = `(()=>{try{const r=document.documentElement,s=localStorage,t=s.getItem('theme');r.classList.add(t==='dark'||t!=='light'&&matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light');if(s.getItem('sidebar')==='folded')r.dataset.sidebar='folded'}catch{}})()`;

/** A source expression that allows exactly this inline script or style. */
export const hashSource = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
