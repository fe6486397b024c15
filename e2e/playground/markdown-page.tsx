import { NextIntlClientProvider } from 'next-intl';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { Markdown } from '#components/playground/markdown/markdown.tsx';
import messages from '../../messages/en.json' with { type: 'json' };

/** The only elements that an answer may contain. */
const ELEMENTS = new Set(
  `div span p h3 h4 h5 h6 strong em del br hr ul ol li input blockquote code pre a bdi section table thead tbody tr th td
   button svg path line rect circle polyline polygon`.split(/\s+/),
);

declare global {
  interface Window {
    violations: string[];
    scriptsRun: number;
    ran(): void;
    /** Streams each output and returns the forbidden elements and attributes found. */
    showAll(outputs: readonly string[], letters: number): Promise<string[]>;
    /** Streams one output and returns how much of the page had to change. */
    watch(output: string, letters: number): Promise<{ changed: number; lost: number }>;
    /** Streams one output and returns the layout time of each chunk in milliseconds. */
    time(output: string, letters: number): Promise<number[]>;
  }
}

window.scriptsRun = 0;
window.ran = () => {
  window.scriptsRun++;
};

const place = document.querySelector('#root') as HTMLElement;
const root = createRoot(place);

const draw = (root: Root, text: string, isStreaming: boolean) =>
  flushSync(() =>
    root.render(
      <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
        <Markdown text={text} isStreaming={isStreaming} />
      </NextIntlClientProvider>,
    ),
  );

/** The first render loads the Markdown reader. */
async function loaded(): Promise<void> {
  draw(root, 'x', false);
  while (!place.querySelector('[data-slot="markdown"]')) await new Promise((resolve) => setTimeout(resolve, 10));
}

window.showAll = async (outputs, letters) => {
  await loaded();
  return outputs.flatMap((output, index) => {
    const faults = new Set<string>();
    const observer = new MutationObserver(() => {});
    observer.observe(place, { subtree: true, childList: true, attributes: true });
    for (let end = letters; end < output.length + letters; end += letters) {
      draw(root, output.slice(0, end), end < output.length);
      for (const { addedNodes, target, type } of observer.takeRecords()) {
        const touched = type === 'attributes' ? [target] : [...addedNodes];
        for (const node of touched) for (const fault of faultsIn(node)) faults.add(fault);
      }
    }
    draw(root, output, false);
    observer.disconnect();
    return [...faults].map((fault) => `${index}: ${fault}`);
  });
};

function faultsIn(node: Node): string[] {
  if (!(node instanceof Element)) return [];
  return [node, ...node.querySelectorAll('*')].flatMap((element) => {
    const name = element.localName;
    const isKnown = ELEMENTS.has(name);
    return [
      ...(isKnown ? [] : [`<${name}>`]),
      ...[...element.attributes].flatMap((attribute) => faultOf(name, attribute)),
    ];
  });
}

function faultOf(element: string, { name, value }: Attr): string[] {
  if (/^on|^(?:style|srcset|srcdoc|ping|formaction|action|background|poster|id|name|xlink:href)$/.test(name))
    return [name];
  if (name === 'src') return [name];
  if (name === 'href') return element === 'a' && /^(?:https|mailto):/.test(value) ? [] : [`${name}=${value}`];
  return [];
}

window.watch = async (output, letters) => {
  await loaded();
  draw(root, '', true);
  const answer = place.querySelector('[data-slot="markdown"]') as HTMLElement;
  const settled: Element[] = [];
  const observer = new MutationObserver(() => {});
  observer.observe(place, { subtree: true, childList: true, characterData: true });
  let changed = 0;
  for (let end = letters; end < output.length + letters; end += letters) {
    draw(root, output.slice(0, end), true);
    const touched = observer.takeRecords().map(({ target }) => target);
    changed += settled.filter((block) => touched.some((target) => block.contains(target))).length;
    // The last block is still streaming.
    settled.push(...[...answer.querySelectorAll(':scope > :not(span)')].slice(settled.length, -1));
  }
  observer.disconnect();
  return { changed, lost: settled.filter((block) => !answer.contains(block)).length };
};

window.time = async (output, letters) => {
  await loaded();
  const times: number[] = [];
  for (let end = letters; end < output.length + letters; end += letters) {
    const started = performance.now();
    draw(root, output.slice(0, end), true);
    place.getBoundingClientRect();
    times.push(performance.now() - started);
    // Gives the browser a frame, as between the chunks of a stream.
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return times;
};
