using System.Text.Json;

namespace Backchannel.Ingest.Sources.X;

/// <summary>Listens to the filtered stream, from one connect to its end.</summary>
sealed class XStream(XApi api, XCapture capture, XMatcher matcher, XBackfill backfill, XOptions options, CaptureSink sink)
{
    const string Path = "2/tweets/search/stream?" + XFields.Full;

    /// <summary>A 200 kB text, each sign of it escaped, and all that comes along.</summary>
    const int MaxLine = 4 * 1024 * 1024;

    /// <summary>How long the last connection held.</summary>
    public TimeSpan Lasted { get; private set; }

    /// <summary>Returns when the month's ceiling is reached.</summary>
    /// <exception cref="XFailure">The connection ended or never began.</exception>
    public async Task Listen(CancellationToken stop)
    {
        Lasted = TimeSpan.Zero;
        using var response = await api.Open(Path, stop);
        var began = sink.Time.GetTimestamp();
        using var connection = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await capture.Connected(stop);
        var filling = backfill.Fill(connection.Token);
        try
        {
            await Read(await response.Content.ReadAsStreamAsync(stop), stop);
        }
        finally
        {
            Lasted = sink.Time.GetElapsedTime(began);
            await connection.CancelAsync();
            await Ended(filling);
        }
    }

    static async Task Ended(Task filling)
    {
        try
        {
            await filling;
        }
        catch (OperationCanceledException)
        {
            // The gap stays open: the next connection fills it.
        }
    }

    async Task Read(Stream body, CancellationToken stop)
    {
        var lines = new LineReader(new WatchedStream(body, options.Silence, sink.Time).Read, MaxLine);
        while (!capture.IsSpent)
        {
            var line = await Next(lines, stop);
            if (line.Kind == LineKind.Line) await Take(line.Bytes, stop);
            else if (line.Kind == LineKind.Blank) await capture.Pass(stop);
            else if (line.Kind == LineKind.TooLong) sink.Health.Refuse("long line", "X sent a line of more than 4 MB: it is left out.");
            else
            {
                if (line.Kind == LineKind.Cut) sink.Health.Refuse("cut line", "The stream broke off in mid-post: it is fetched again after reconnecting.");
                throw XFailure.Dropped("The stream from X ended: connecting again.");
            }
        }
        await capture.Pass(stop);
    }

    async ValueTask<ReadLine> Next(LineReader lines, CancellationToken stop)
    {
        try
        {
            return await lines.Next(stop);
        }
        catch (TimeoutException)
        {
            throw XFailure.Dropped($"Nothing came from X for {options.Silence.TotalSeconds:0} seconds: connecting again.");
        }
    }

    async Task Take(ReadOnlyMemory<byte> line, CancellationToken stop)
    {
        using var message = Parse(line);
        if (message is null) return;
        var root = message.RootElement;
        if (root.Child("data") is not { ValueKind: JsonValueKind.Object } data)
        {
            Heed(root);
            return;
        }
        var includes = new XIncludes(root);
        var id = data.Id("id");
        capture.Bill(id is { } billed ? includes.PostIds.Append(billed) : includes.PostIds);
        if (id is { } said) sink.Health.Heard(said.Time);
        if (matcher.Read(data, includes) is { } change) await capture.Add(change, id, stop);
    }

    /// <summary>Something that is no post: an error is the end of the connection, anything else is news to us.</summary>
    void Heed(JsonElement root)
    {
        if (root.Child("errors") is not null || root.Child("connection_issue") is not null || root.Child("disconnect_type") is not null)
            throw XFailure.OfStream(root);
        sink.Health.Received();
        sink.Health.Refuse("unknown message", "X sent a kind of message that is not known here: it is left out.");
    }

    JsonDocument? Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            sink.Health.Received();
            sink.Health.Refuse("unreadable line", "X sent a line that is not whole or not JSON: it is left out.");
            return null;
        }
    }
}
