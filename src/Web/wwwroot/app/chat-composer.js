// Writing to a chat: the number of the question and the hashtag are put in by themselves, and the count is that of the network on which it is to be posted. Here it is posted
// at once; a network's own page opens with the text ready, for we hold nobody's account.
import { lengthOf, loadX, MOST } from './lengths.js';

const REMEMBERED = ['name', 'net', 'server'], PATIENCE = 20_000;

/** Brings the composer to life. Returns `reply(card)` and `quote(card)`, and `asked()`, which is called when another question may be open. */
export function composer(main) {
  const form = document.getElementById('composer'), text = of('text'), answers = of('answers'), more = of('more'), send = of('send'), count = of('count');
  const ready = of('ready'), trouble = of('trouble'), outcome = of('done'), to = of('to'), name = of('name'), server = of('server');
  let replying = null, quoting = null, chosen = false, folded = true, sending = false;

  function of(part) { return document.getElementById(`composer-${part}`); }
  const net = () => form.elements.net.value;
  const remember = (key, value) => { try { localStorage.setItem(`backchannel-composer-${key}`, value); } catch { /* For this page only. */ } };
  const remembered = key => { try { return localStorage.getItem(`backchannel-composer-${key}`) ?? ''; } catch { return ''; } };

  /** As it is posted: whom it answers, the number, the words, what is quoted, the hashtag. */
  function words() {
    const said = text.value.trim(), number = answers.value, network = net();
    const numbered = number && !new RegExp(`(^|\\s)A\\.?\\s?${number}\\b`, 'i').test(said) ? `A${number}: ${said}` : said;
    const named = replying && network !== 'here' && replying.network === network && replying.handle ? `@${replying.handle} ${numbered}` : numbered;
    const tag = `#${form.dataset.tag}`, tagged = network === 'here' || !form.dataset.tag || new RegExp(`(^|\\s)${tag}(?!\\w)`, 'iu').test(named) ? named : `${named} ${tag}`;
    return quoting && network !== 'here' ? `${tagged} ${quoting}` : quoting ? `${tagged}\n${quoting}` : tagged;
  }

  async function counted() {
    const network = net(), said = text.value.trim();
    if (network === 'x') await loadX().catch(() => {});
    if (network !== net()) return;
    const whole = words(), length = lengthOf(network, whole), left = MOST[network] - length;
    count.textContent = Number.isNaN(length) ? '' : `${left} left`;
    count.dataset.length = length;
    count.classList.toggle('over', left < 0);
    send.disabled = sending || !said || left < 0;
    text.placeholder = answers.value ? `Answer Q${answers.value}, or just say hello` : 'Say hello';
    ready.hidden = !said;
    ready.textContent = said ? `It will read: ${whole}` : '';
  }

  /** The questions that there are; the open one is meant unless somebody says otherwise. */
  function asked() {
    const open = document.getElementById('chat-now').dataset.open ?? '', was = answers.value;
    const numbers = [...document.querySelectorAll('.question[data-question]')].map(section => Number(section.dataset.question)).filter(Boolean).sort((a, b) => a - b);
    answers.replaceChildren(...[['', 'no question'], ...numbers.map(number => [number, `A${number}`])].map(([value, label]) => new Option(label, value)));
    // What somebody is writing does not become the answer to another question under their hands.
    answers.value = (chosen || text.value.trim()) && (was === '' || numbers.includes(Number(was))) ? was : open;
    if (answers.selectedIndex < 0) answers.value = '';
    counted();
  }

  function unfold() {
    if (!folded) return;
    folded = answers.hidden = more.hidden = false;
    shown();
    asked();
  }

  function shown() {
    of('by').hidden = net() !== 'here';
    of('at').hidden = net() !== 'mastodon';
    send.textContent = net() === 'here' ? 'Post it' : 'Open it there';
  }

  function address() {
    const said = encodeURIComponent(words());
    switch (net()) {
      case 'x': return `https://x.com/intent/post?text=${said}${replying?.network === 'x' ? `&in_reply_to=${encodeURIComponent(replying.id.slice(2))}` : ''}`;
      case 'bluesky': return `https://bsky.app/intent/compose?text=${said}`;
      default: return `https://${server.value.trim().replace(/^https?:\/\//, '').replace(/\/.*$/, '')}/share?text=${said}`;
    }
  }

  async function postHere() {
    const sent = { text: text.value, replying, quoting };
    sending = send.disabled = true;
    try {
      const answer = await fetch(`/api/events/${encodeURIComponent(main.dataset.slug)}/posts`, {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, signal: AbortSignal.timeout(PATIENCE),
        body: JSON.stringify({ name: name.value, text: words(), session: main.dataset.session, replyTo: replying?.id ?? null }),
      });
      if (answer.ok) {
        const { status } = await answer.json();
        done(status === 'held' ? 'A moderator looks at it first.' : 'Posted.', sent);
      } else if (answer.status === 429) fail(`That was a little fast. Try again in ${answer.headers.get('Retry-After') ?? 30} seconds.`);
      else {
        const problem = await answer.json().catch(() => ({}));
        fail(Object.values(problem.errors ?? {}).flat()[0] ?? 'It did not go through. Your words are still here.');
      }
    } catch (error) {
      fail(error.name === 'TimeoutError' ? 'No answer came. Look whether it is there before you post it again.' : 'It did not go through. Your words are still here; try once more in a moment.');
    } finally {
      sending = false;
      counted();
    }
  }

  /** What was sent leaves; what was written on meanwhile, and whom that is to, was not sent. */
  function done(said, sent) {
    if (text.value.startsWith(sent.text)) text.value = text.value.slice(sent.text.length).trimStart();
    if ([sent.replying, null].includes(replying) && [sent.quoting, null].includes(quoting)) alone();
    trouble.hidden = true;
    outcome.textContent = said;
  }

  function fail(said) {
    trouble.hidden = false;
    trouble.textContent = said;
  }

  function alone() {
    [replying, quoting, to.hidden] = [null, null, true];
    if (!text.value.trim()) chosen = false;
    asked();
  }

  function about(card, verb) {
    [replying, quoting] = [null, null];
    const [network] = card.dataset.account.split(':', 1);
    const handle = network === 'here' ? '' : card.dataset.account.slice(network.length + 1);
    const number = card.dataset.answer;
    unfold();
    if (number && [...answers.options].some(option => option.value === number)) [answers.value, chosen] = [number, true];
    if (network !== 'here' && verb === 'Reply to') choose(network);
    document.getElementById('composer-to-words').textContent = `${verb} ${card.getAttribute('aria-label')}`;
    of('alone').textContent = verb === 'Quote' ? 'Not a quote' : 'Not a reply';
    to.hidden = false;
    counted();
    text.focus();
    return { id: card.dataset.post, network, handle };
  }

  function choose(network) {
    for (const one of form.querySelectorAll('input[name="net"]')) one.checked = one.value === network;
    shown();
  }

  form.addEventListener('submit', event => {
    event.preventDefault();
    if (send.disabled || !text.value.trim()) return;
    trouble.hidden = true;
    for (const key of REMEMBERED) remember(key, key === 'net' ? net() : of(key).value);
    if (net() === 'here') {
      if (!name.value.trim()) { fail('Give a name: any name you like to be read by.'); return name.focus(); }
      return postHere();
    }
    if (net() === 'mastodon' && !/^[\w.-]+\.\w+$/.test(server.value.trim().replace(/^https?:\/\//, '').replace(/\/.*$/, ''))) { fail('Say which server your account is on.'); return server.focus(); }
    open(address(), '_blank', 'noopener');
    done('It opened at the network, ready to be sent there.', { text: text.value, replying, quoting });
  });
  form.addEventListener('input', () => { outcome.textContent = ''; counted(); });
  form.addEventListener('change', event => {
    if (event.target === answers) chosen = true;
    if (event.target.name === 'net') shown();
    counted();
  });
  text.addEventListener('focus', unfold);
  text.addEventListener('keydown', event => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); } });
  of('alone').addEventListener('click', alone);
  form.hidden = false;
  name.value = remembered('name');
  server.value = remembered('server');
  if (remembered('net') in MOST) choose(remembered('net'));
  asked();
  return {
    asked,
    reply(card) { replying = about(card, 'Reply to'); counted(); },
    quote(card) { about(card, 'Quote'); quoting = card.querySelector('a.when')?.href ?? `“${card.querySelector('.words')?.textContent.trim().slice(0, 120)}”`; counted(); },
  };
}
