'use client';

import { type RefObject, useEffect } from 'react';
import { useIsTogether } from '../panes.ts';
import { type Box, toPlace, toScrollTop } from './scroll-place.ts';
import { LEAVING, MOVED } from './use-follow-end.ts';

/** Scrolls all columns with the one that the reader scrolls, message by message. */
export default function ScrollTogether({ columns }: { columns: RefObject<HTMLElement | null> }) {
  const [isOn] = useIsTogether();
  useEffect(() => {
    const element = columns.current;
    if (!element || !isOn) return;
    let leader: Element | null = null;
    // A growing answer scrolls its column too, so only the column the reader touched last leads.
    const lead = ({ target }: Event) => {
      leader = target instanceof Element ? target.closest(SCROLLER) : null;
    };
    const follow = ({ target }: Event) => {
      if (!(target instanceof HTMLElement) || target !== leader) return;
      const place = toPlace({ ...measure(target), scrollTop: target.scrollTop });
      for (const other of element.querySelectorAll<HTMLElement>(SCROLLER)) {
        if (other === target) continue;
        other.scrollTop = toScrollTop(place, measure(other));
        other.dispatchEvent(new Event(MOVED));
      }
    };
    for (const type of LEAVING) element.addEventListener(type, lead, { passive: true });
    element.addEventListener('scroll', follow, { capture: true, passive: true });
    return () => {
      for (const type of LEAVING) element.removeEventListener(type, lead);
      element.removeEventListener('scroll', follow, { capture: true });
    };
  }, [columns, isOn]);
  return null;
}

const SCROLLER = '[data-slot=conversation]';

function measure(scroller: HTMLElement): { boxes: Box[]; most: number } {
  const origin = scroller.getBoundingClientRect().top - scroller.scrollTop;
  const boxes = [...scroller.querySelectorAll('[data-slot=message]')].map((message) => {
    const { top, height } = message.getBoundingClientRect();
    return { top: top - origin, height };
  });
  return { boxes, most: scroller.scrollHeight - scroller.clientHeight };
}
