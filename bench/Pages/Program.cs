using System.Globalization;
using Backchannel.Bench;
using Backchannel.Bench.Pages;

// Open pages on /{event}/live at 10 posts a second, beside nginx with Nchan sending the same bytes, a frame a post and batched alike, and beside
// Blazor circuits that render the same list. `Pages 1000 5000 19000` names other numbers of pages; `--write` puts the table into docs/performance.md.

int[] pages = [.. args.Where(arg => char.IsAsciiDigit(arg[0])).Select(arg => int.Parse(arg, CultureInfo.InvariantCulture))];
if (pages.Length == 0) pages = [1_000, 5_000, 19_000];
var rows = new List<Row>();
string card;
await using (var product = await Product.Start()) card = await OneCard.Of(product);
Console.WriteLine($"a card is {card.Length:N0} bytes of HTML");

foreach (var count in pages)
    rows.Add(await Run.OnTheProduct(count));
foreach (var count in pages)
{
    rows.Add(await Run.OnNchan(count, card, aFrameEach: true));
    rows.Add(await Run.OnNchan(count, card, aFrameEach: false));
}
if (!args.Contains("--no-circuits"))
{
    rows.Add(await Run.OnCircuits("circuit/list", "Blazor circuits that render a list of 50"));
    rows.Add(await Run.OnCircuits("circuit/html", "Blazor circuits handed ready HTML"));
}

Report.Tell("pages", args, ["server", "pages", "CPU µs a delivered post", "kB a page", "p50 ms", "p99 ms", "delivered", "lost", "the clients' CPU µs a post"],
    rows.Select(row => new object[] { row.Server, row.Pages, row.Cpu, row.Kilobytes, row.Seen.Milliseconds(50), row.Seen.Milliseconds(99), row.Seen.Delivered, row.Seen.Lost, row.Clients }));
return rows.Where(row => row.Server == Run.Ours).Sum(row => row.Seen.Lost) == 0 ? 0 : 1;
