import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { chatsWords } from '../words/en/chats';

/** Longer texts would hold up the page while they are parsed. */
const longestMarkdown = 100_000;

const components: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  ),
  // What scrolls sideways can be scrolled by key.
  // biome-ignore lint/a11y/noNoninteractiveTabindex: as above.
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
  // biome-ignore lint/a11y/noNoninteractiveTabindex: as above.
  table: ({ children }) => <table tabIndex={0}>{children}</table>,
  // Nothing is loaded from the network.
  img: ({ alt }) => <span className="aside">{chatsWords.reader.picture(alt ?? '')}</span>,
};

/** A message's Markdown as elements: HTML in it is shown as text, links lead only to web pages and mail. */
export function Markdown({ text }: { text: string }) {
  if (text.length > longestMarkdown) return <pre className="plain-text">{text}</pre>;
  return (
    <div className="markdown">
      <ReactMarkdown remarkPlugins={[remarkGfm]} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  );
}
