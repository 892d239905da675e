// The last half hour, a bar a minute, and the figures in words.
const svg = document.getElementById('pulse'), figures = document.getElementById('figures');

export function drawPulse(pulse) {
  if (!pulse || !svg) return;
  const bars = svg.querySelector('g'), most = Math.max(4, ...pulse.sparkline), width = 300 / pulse.sparkline.length;
  bars.replaceChildren(...pulse.sparkline.map((count, minute) => {
    const bar = document.createElementNS('http://www.w3.org/2000/svg', 'rect'), height = 60 * count / most;
    for (const [name, value] of Object.entries({ x: minute * width + 1, y: 62 - height, width: width - 3, height, rx: 1.5 })) bar.setAttribute(name, value);
    return bar;
  }));
  const parts = [[pulse.postsPerMinute < 10 ? Math.round(pulse.postsPerMinute * 10) / 10 : Math.round(pulse.postsPerMinute), 'posts a minute'],
    [pulse.authors, pulse.authors === 1 ? 'person posting' : 'people posting'], [pulse.viewers, 'here now']];
  figures.replaceChildren(...parts.filter(([count]) => count > 0).flatMap(([count, words], index) => {
    const number = document.createElement('b');
    number.textContent = count.toLocaleString('en');
    return [index ? ' · ' : '', number, ` ${words}`];
  }));
}
