// A stretch of a feed in the page: every card on show between its two ends, in the order of their numbers.
import { cardsOf, seq } from './live.js';

const PAGE = 40;

// While one waits for an answer all that the stream tells is kept back.
const PATIENCE = 20_000;

export class Stretch {
  /** `before` and `from` are the numbers to ask for older and for newer ones with; null where an end is the feed's own. */
  constructor(list, cards, newestFirst, before, from) {
    Object.assign(this, { list, cards, newestFirst, before, from });
  }

  /** Whether the card of this number belongs between the ends. */
  reaches = number => (this.before === null || number >= this.before) && (this.from === null || number < this.from);

  /** Puts a card where its number says: nearly always at an end. */
  place(card) {
    const follows = other => this.newestFirst ? seq(other) < seq(card) : seq(other) > seq(card);
    let next = this.list.lastElementChild && !follows(this.list.lastElementChild) ? null : this.list.firstElementChild;
    while (next && !follows(next)) next = next.nextElementSibling;
    this.list.insertBefore(card, next);
  }

  /** Asks for the cards past an end; what is answered says how it goes on from there. */
  async ask(end) {
    const [name, header] = end === 'older' ? ['before', 'X-Before'] : ['from', 'X-From'];
    const { cards, next } = await this.#read({ [name]: this[name] }, header);
    return () => {
      this[name] = next;
      return cards;
    };
  }

  /** Asks for a stretch from a number on (0: from the start), or for the newest one; what is answered puts it in the place of this one. */
  async askAnew(newestFirst, from) {
    const { cards, next } = await this.#read(newestFirst ? {} : { from }, newestFirst ? 'X-Before' : 'X-From');
    return () => {
      Object.assign(this, newestFirst ? { before: next, from: null } : { before: from > 1 ? from : null, from: next }, { newestFirst });
      return cards;
    };
  }

  /** Keeps the page small: takes cards off an end, from where they can be had again. */
  shorten(end, most) {
    if (this.list.children.length <= most) return;
    const first = this.newestFirst === (end === 'newer');
    while (this.list.children.length > most) this.list[first ? 'firstElementChild' : 'lastElementChild'].remove();
    const left = seq(this.list[first ? 'firstElementChild' : 'lastElementChild']);
    if (end === 'older') this.before = left;
    else this.from = left + 1;
  }

  async #read(query, header) {
    const address = new URL(this.cards, location);
    for (const [name, value] of Object.entries({ ...query, limit: PAGE })) address.searchParams.set(name, value);
    const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) throw new Error(answer.status);
    return { cards: cardsOf(await answer.text()), next: Number(answer.headers.get(header)) || null };
  }
}
