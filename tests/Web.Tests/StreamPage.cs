using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Backchannel.Web.Tests;

/// <summary>An event as a browser would dispatch it.</summary>
sealed record StreamEvent(string Name, string Data, string? Id);

/// <summary>A page as a browser keeps it: follows the stream, applies what comes, remembers its position.</summary>
sealed partial class StreamPage(HttpClient http, string path) : IAsyncDisposable
{
    // What one event changes is seen all at once, or not yet.
    readonly Lock _gate = new();
    readonly Dictionary<string, (long Seq, string Html)> _cards = [];
    readonly StringBuilder _raw = new();
    string? _lastId;
    CancellationTokenSource? _open;
    Task _reading = Task.CompletedTask;

    public ConcurrentQueue<StreamEvent> Events { get; } = new();

    /// <summary>The last id a complete event carried.</summary>
    public string? LastId => Now(() => _lastId);

    public int Comments { get; private set; }

    public string Raw => Now(_raw.ToString);

    /// <summary>Cards, in the order of their numbers.</summary>
    public string Cards => Now(() => string.Join('\n', _cards.OrderBy(card => card.Value.Seq).Select(card => card.Value.Html)));

    public string Ids => Now(() => string.Join('\n', _cards.OrderBy(card => card.Value.Seq).Select(card => card.Key)));

    public int Count => Now(() => _cards.Count);

    public Task Reading => _reading;

    public async Task<StreamPage> Open()
    {
        _open = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (LastId is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", LastId);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        _ = response.EnsureSuccessStatusCode();
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        _reading = Read(response, _open.Token);
        return this;
    }

    /// <summary>Loses its connection, wherever the stream is.</summary>
    public async Task Drop()
    {
        if (_open is not null) await _open.CancelAsync();
        await _reading;
    }

    public async ValueTask DisposeAsync()
    {
        await Drop();
        _open?.Dispose();
    }

    async Task Read(HttpResponseMessage response, CancellationToken dropped)
    {
        using (response)
        {
            try
            {
                using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(dropped));
                var (name, id, data) = ("message", (string?)null, new List<string>());
                while (await reader.ReadLineAsync(dropped) is { } line)
                {
                    lock (_gate) _raw.Append(line).Append('\n');
                    if (line.Length == 0)
                    {
                        lock (_gate)
                        {
                            if (data.Count > 0) Apply(new StreamEvent(name, string.Join('\n', data), id));
                            _lastId = id ?? _lastId;
                        }
                        (name, id, data) = ("message", null, []);
                    }
                    else if (line[0] == ':') Comments++;
                    else if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
                    else if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
                    else if (line.StartsWith("data: ", StringComparison.Ordinal)) data.Add(line[6..]);
                }
            }
            catch (Exception error) when (error is OperationCanceledException or IOException or HttpRequestException)
            {
                // Dropped.
            }
        }
    }

    T Now<T>(Func<T> look)
    {
        lock (_gate) return look();
    }

    void Apply(StreamEvent happened)
    {
        switch (happened.Name)
        {
            case "removed":
                foreach (var id in JsonSerializer.Deserialize<string[]>(happened.Data)!) _ = _cards.Remove(id);
                break;
            case "changed":
                foreach (var (id, card) in CardsOf(happened.Data))
                    if (_cards.TryGetValue(id, out var old)) _cards[id] = (old.Seq, card.Html);
                break;
            case "cards":
                foreach (var (id, card) in CardsOf(happened.Data)) _cards[id] = card;
                break;
        }
        Events.Enqueue(happened);
    }

    static IEnumerable<(string Id, (long Seq, string Html) Card)> CardsOf(string html) =>
        Card().Matches(html).Select(match => (
            System.Net.WebUtility.HtmlDecode(match.Groups["id"].Value),
            (long.Parse(match.Groups["seq"].Value, CultureInfo.InvariantCulture), Numbers().Replace(match.Value, ""))));

    [GeneratedRegex("""<article[^>]*data-post="(?<id>[^"]*)"[^>]*data-seq="(?<seq>\d+)".*?</article>""", RegexOptions.Singleline)]
    private static partial Regex Card();

    [GeneratedRegex(""" data-seq="\d+" ?""")]
    private static partial Regex Numbers();
}
