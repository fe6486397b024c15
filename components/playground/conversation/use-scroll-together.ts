'use client';

import { type RefObject, useEffect } from 'react';
import { useStored } from '#components/ui/use-stored.ts';
import { type Box, toPlace, toScrollTop } from './scroll-place.ts';
import { LEAVING, MOVED } from './use-follow-end.ts';

/** Whether the columns of a comparison scroll together, until somebody says otherwise. */
export function useIsTogether(): [boolean, (isTogether: boolean) => void] {
  const [stored, store] = useStored('playground-together');
  return [stored !== 'no', (isTogether) => store(isTogether ? 'yes' : 'no')];
}

/** The column that somebody scrolls takes the others along, message by message. */
export function useScrollTogether(columns: RefObject<HTMLElement | null>, isOn: boolean): void {
  useEffect(() => {
    const element = columns.current;
    if (!element || !isOn) return;
    let leader: Element | null = null;
    // An answer that grows scrolls its column, too: only who was touched last leads.
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
