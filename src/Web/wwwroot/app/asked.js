// What a chat is asked now, on a wall: the open question, and when the next one comes.
/** Brings an element to life; returns what takes the stream's `chat` events. `shown` is called with whether there is anything to show. */
export function asked(element, shown) {
  let next = 0, number = '', until = 0;

  function tick() {
    const soon = element.querySelector('.soon'), left = Math.ceil((next - Date.now() / 1000) / 60);
    if (soon) soon.textContent = next && left > -5 && left <= 60 ? `Q${number} ${left > 0 ? `in ${left} min` : 'any moment'}` : '';
    if (until && Date.now() / 1000 > until) show(null);
  }

  function show(words) {
    element.hidden = !words;
    if (words) element.querySelector('.words').replaceChildren(...words);
    shown(!element.hidden);
  }

  setInterval(tick, 1_000);
  return html => {
    const piece = document.createElement('template');
    piece.innerHTML = html;
    const now = piece.content.querySelector('#chat-now'), words = now?.querySelector('.now-asked');
    if (!now) return;
    [next, number, until] = [Number(now.dataset.due) || 0, now.dataset.next ?? '', Number(now.dataset.until) || 0];
    show(now.dataset.open && !now.dataset.closed || next && !now.dataset.closed ? [...words.childNodes].map(node => node.cloneNode(true)) : null);
    tick();
  };
}
