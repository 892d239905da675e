using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Backchannel.Whole.Tests.Watching;

/// <summary>An event page as a browser keeps it: what the server rendered, and what the page's stream has done to it since.</summary>
sealed partial class LivePage(HttpClient http, string slug) : IAsyncDisposable
{
    readonly Dictionary<string, long> _cards = [];
    readonly Lock _lock = new();
    CancellationTokenSource _open = new();
    Task _reading = Task.CompletedTask;
    string _position = "";

    /// <summary>Ids on show, oldest first.</summary>
    public IReadOnlyList<string> Ids
    {
        get { lock (_lock) return [.. _cards.OrderBy(card => card.Value).Select(card => card.Key)]; }
    }

    /// <summary>As loaded.</summary>
    public string Html { get; private set; } = "";

    /// <summary>Loads the page and opens its stream.</summary>
    public async Task<LivePage> Load()
    {
        await Machinery.Until.True("a page is loaded", async () =>
        {
            Html = await http.GetStringAsync($"/{slug}");
            return true;
        });
        _position = Position().Match(Html) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException("The page does not say where it stands.");
        Put(Html);
        return await Reopen();
    }

    /// <summary>Loses its connection, wherever the stream is.</summary>
    public async Task Drop()
    {
        await _open.CancelAsync();
        await _reading;
    }

    /// <summary>Comes back by itself where its stream has ended.</summary>
    public Task ComeBack() => _reading.IsCompleted ? Reopen() : Task.CompletedTask;

    /// <summary>Comes back as <c>EventSource</c> does: with the last id that it saw.</summary>
    public async Task<LivePage> Reopen()
    {
        await Drop();
        _open.Dispose();
        _open = new();
        await Machinery.Until.True("a page's stream is open", async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/{slug}/live");
            request.Headers.TryAddWithoutValidation("Last-Event-ID", _position);
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                response.Dispose();
                return false;
            }
            _reading = Read(response, _open.Token);
            return true;
        });
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await Drop();
        _open.Dispose();
    }

    async Task Read(HttpResponseMessage response, CancellationToken dropped)
    {
        try
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(dropped));
            var (name, id, data) = ("", (string?)null, new List<string>());
            while (await reader.ReadLineAsync(dropped) is { } line)
            {
                if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
                else if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
                else if (line.StartsWith("data: ", StringComparison.Ordinal)) data.Add(line[6..]);
                else if (line.Length == 0)
                {
                    if (data.Count > 0) Happen(name, string.Join('\n', data));
                    _position = id ?? _position;
                    (name, id, data) = ("", null, []);
                }
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or HttpRequestException) { }
        finally
        {
            response.Dispose();
        }
    }

    void Happen(string name, string data)
    {
        if (name == "reset") throw new InvalidOperationException("The archive was not replaced, and still the page was told so.");
        if (name == "cards") Put(data);
        else if (name == "removed")
            lock (_lock)
                foreach (var id in JsonSerializer.Deserialize<string[]>(data)!) _cards.Remove(id);
    }

    void Put(string html)
    {
        lock (_lock)
            foreach (Match card in Card().Matches(html))
                _cards[WebUtility.HtmlDecode(card.Groups["id"].Value)] = long.Parse(card.Groups["seq"].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("""data-after="([^"]+)""")]
    private static partial Regex Position();

    [GeneratedRegex("""<article[^>]*data-post="(?<id>[^"]*)"[^>]*data-seq="(?<seq>\d+)""")]
    private static partial Regex Card();
}
