// What a chat is asked now, on a wall: the open question, and when the next one comes; after its end, thanks and where to read what was said.
const THANKS = 15 * 60;

/** Brings an element to life; returns what takes the stream's `chat` events. `shown` is called with whether there is anything to show. */
export function asked(element, shown) {
  let next = 0, number = '', until = 0, wasAsked = false;

  function tick() {
    const soon = element.querySelector('.soon'), now = Date.now() / 1000, left = Math.ceil((next - now) / 60);
    if (until && now > until) {
      if (element.dataset.over !== String(until)) show(wasAsked && now < until + THANKS ? ['That was it. Thank you!'] : null, element.dataset.kept);
      element.dataset.over = until;
      if (now > until + THANKS && !element.hidden) show(null);
    } else if (soon) soon.textContent = next && left > -5 && left <= 60 ? `Q${number} ${left > 0 ? `in ${left} min` : 'any moment'}` : '';
  }

  function show(words, soon = '') {
    element.hidden = !words;
    if (words) element.querySelector('.words').replaceChildren(...words);
    element.querySelector('.soon').textContent = soon;
    shown(!element.hidden);
  }

  setInterval(tick, 1_000);
  return html => {
    const piece = document.createElement('template');
    piece.innerHTML = html;
    const now = piece.content.querySelector('#chat-now'), words = now?.querySelector('.now-asked');
    if (!now) return;
    [next, number, until] = [Number(now.dataset.due) || 0, now.dataset.next ?? '', Number(now.dataset.until) || 0];
    wasAsked = Boolean(piece.content.querySelector('.q-head'));
    delete element.dataset.over;
    show(now.dataset.open || next ? [...words.childNodes].map(node => node.cloneNode(true)) : null);
    tick();
  };
}
