// What a chat is asked now, on a wall: the open question, and when the next one comes; after its end, thanks and where to read what was said.
const THANKS = 15 * 60;

/** Brings an element to life; returns what takes the stream's `chat` events. `shown` is called with whether there is anything to show. */
export function asked(element, shown) {
  let next = 0, number = '', until = 0, wasAsked = false, thanking = null;

  function tick() {
    const now = Date.now() / 1000, left = Math.ceil((next - now) / 60);
    if (!until || now <= until) return soon(next && left > -5 && left <= 60 ? `Q${number} ${left > 0 ? `in ${left} min` : 'any moment'}` : '');
    const thanks = wasAsked && now < until + THANKS;
    if (thanks === thanking) return;
    thanking = thanks;
    show(thanks ? ['That was it. Thank you!'] : null);
    soon(thanks ? element.dataset.kept : '');
  }

  function show(words) {
    element.hidden = !words;
    if (words) element.querySelector('.words').replaceChildren(...words);
    shown(!element.hidden);
  }

  function soon(words) {
    const sign = element.querySelector('.soon');
    if (sign.textContent !== words) sign.textContent = words;
  }

  setInterval(tick, 1_000);
  return html => {
    const piece = document.createElement('template');
    piece.innerHTML = html;
    const now = piece.content.querySelector('#chat-now'), words = now?.querySelector('.now-asked');
    if (!now) return;
    [next, number, until, thanking] = [Number(now.dataset.due) || 0, now.dataset.next ?? '', Number(now.dataset.until) || 0, null];
    wasAsked = Boolean(piece.content.querySelector('.q-head'));
    show(now.dataset.open || next ? [...words.childNodes].map(node => node.cloneNode(true)) : null);
    tick();
  };
}
