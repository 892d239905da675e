// The form of a series: where nobody said in which time zone it meets, the visitor's own is the likeliest.
const zone = document.getElementById('zone');
if (zone && !zone.value) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
