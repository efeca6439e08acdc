import DOMPurify from 'dompurify';
import { Marked } from 'marked';
import { text } from '../texts.js';

// What models and people write is shown as Markdown and never as HTML: raw HTML is shown as the text it is, headings
// become bold lines (a message has no outline), pictures become links, and what marked makes passes a tight list.
const escaped = (raw) => raw.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

const marked = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text: raw }) => escaped(raw),
    heading({ tokens }) {
      return `<p><strong>${this.parser.parseInline(tokens)}</strong></p>`;
    },
    image: ({ href, text: alt }) => `<a href="${escaped(href)}">${escaped(alt || href)}</a>`,
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
  },
});

const PURIFY = {
  ALLOWED_TAGS: ['p', 'br', 'strong', 'em', 'del', 'code', 'pre', 'ul', 'ol', 'li', 'blockquote', 'a', 'hr', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ALLOWED_ATTR: ['href', 'start'],
  ALLOWED_URI_REGEXP: /^(?:https?:\/\/|mailto:)/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};

/** One line of plain words needs no parser: most messages are that. */
const PLAIN = /^[\p{L}\p{N} ,;:?!'’"“”…()\u2013\u2014\u{1F300}-\u{1FAFF}]*[.?!…]?$/u;

/** The nodes of a whole text. */
export function nodesOf(source) {
  return PLAIN.test(source) ? [paragraph(source)] : safely(source, () => marked.parse(source));
}

/**
 * The blocks of a growing text, in order: {raw, nodes()}. A block with the same raw text looks the same, so only what
 * is new has to be made.
 */
export function blocksOf(source) {
  try {
    return marked
      .lexer(source)
      .filter((token) => token.type !== 'space' && token.type !== 'def')
      .map((token) => ({ raw: token.raw, nodes: () => safely(token.raw, () => marked.parser([token])) }));
  } catch {
    return [{ raw: source, nodes: () => [paragraph(source)] }]; // Nested beyond the parser's depth.
  }
}

function paragraph(words) {
  const element = document.createElement('p');
  element.textContent = words;
  return element;
}

function safely(source, parse) {
  let unsafe;
  try {
    unsafe = parse();
  } catch {
    return [paragraph(source)]; // Nested beyond the parser's depth.
  }
  const fragment = DOMPurify.sanitize(unsafe, PURIFY);
  fragment.querySelectorAll('a').forEach((link) => {
    link.target = '_blank';
    link.rel = 'noopener noreferrer nofollow';
  });
  fragment.querySelectorAll('pre').forEach((pre) => framed(pre, 'code').append(copyButton()));
  fragment.querySelectorAll('table').forEach((table) => framed(table, 'table'));
  return [...fragment.childNodes];
}

/** Wide things scroll sideways in a frame of their own, which the keyboard must reach. */
function framed(block, className) {
  const frame = document.createElement('div');
  frame.className = className;
  const scroller = className === 'code' ? block : frame;
  scroller.tabIndex = 0;
  block.replaceWith(frame);
  frame.append(block);
  return frame;
}

function copyButton() {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy-code';
  button.textContent = text('copy_code');
  button.dataset.action = 'copy-code';
  return button;
}
