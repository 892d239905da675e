// Writing by a plain form. Counts as the server does, in characters as people see them, and says so only when it begins to matter.
const PATIENCE = 20_000;

// The second half of a double click posts nothing. Who comes back to the form, or has waited in vain, may send it again.
for (const form of document.querySelectorAll('form[data-once]')) {
  let sent = -Infinity;
  form.addEventListener('submit', event => {
    if (event.timeStamp - sent < PATIENCE) event.preventDefault();
    else sent = event.timeStamp;
  });
  addEventListener('pageshow', () => { sent = -Infinity; });
}

const text = document.getElementById('text'), hint = document.getElementById('left');

if (text && 'Segmenter' in Intl) {
  const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' }), most = Number(text.dataset.most), usual = hint.textContent;
  const count = () => {
    const length = text.value.length > most * 40 ? Infinity : [...segments.segment(text.value.replace(/\r\n/g, '\n').trim())].length, left = most - length;
    hint.textContent = left > 100 ? usual : left >= 0 ? `${left} characters left` : `${-left} characters too many`;
    hint.classList.toggle('over', left < 0);
  };
  text.addEventListener('input', count);
  count();
}
