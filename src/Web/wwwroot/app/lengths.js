// How long a post is by each network's own rule, and what it may be:
// - X: weighted, 280, by twitter-text (config v3): most letters count one, others and emoji two, an address 23.
// - Bluesky: 300 graphemes. - Mastodon: 500 characters, an address 23, of somebody on another server only their name. - Here: 500 graphemes.
export const MOST = { x: 280, bluesky: 300, mastodon: 500, here: 500 };

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const graphemes = text => [...segmenter.segment(text)].length;

let twitter = null;

/** Must have been called, and its promise kept, before X is asked about: the rule is large, and few post there. */
export const loadX = () => twitter ? Promise.resolve() : import('../lib/twitter-text.js').then(module => { twitter = module.parseTweet; });

export function lengthOf(network, text) {
  switch (network) {
    case 'x': return twitter ? twitter(text).weightedLength : NaN;
    case 'mastodon': return graphemes(text.replace(/https?:\/\/[^\s]+/gu, 'x'.repeat(23)).replace(/(^|[^\w/])@([\w]+)@[\w.-]+\w/gu, '$1@$2'));
    default: return graphemes(text);
  }
}
